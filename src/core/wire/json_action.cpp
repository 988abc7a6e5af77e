#include "core/wire/json.hpp"
#include "core/wire/json_nouns.hpp"

namespace wire {
namespace {

model::PublicAuthor read_author(JsonInput& input, const JsonValue& value) {
  JsonFields fields(input, value);
  model::PublicAuthor author;
  author.id = fields.id<model::PersonId>("id");
  author.first_name = fields.text("first_name");
  fields.no_others();
  return author;
}

void read_cell(JsonInput& input, const JsonValue& value, model::PublicPosition& at) {
  JsonFields fields(input, value);
  at.cell_height_deg = fields.number("height_deg", 0, 180);
  at.cell_width_deg = fields.number("width_deg", 0, 360);
  fields.no_others();
}

}  // namespace

void write(JsonWriter& json, const model::Action& action) {
  json.begin_object()
      .field_id("id", action.id.uuid)
      .field("kind", to_text(action.kind))
      .field("section", to_text(action.section))
      .field("status", to_text(action.status))
      .field("title", action.title)
      .field("text", action.text)
      .name("author")
      .begin_object()
      .field_id("id", action.author.id.uuid)
      .field("first_name", action.author.first_name)
      .end_object()
      .position(action.at.centre)
      .name("cell")
      .begin_object()
      .field("height_deg", action.at.cell_height_deg)
      .field("width_deg", action.at.cell_width_deg)
      .end_object()
      .field_time("created", action.created)
      .field_time("updated", action.updated)
      .field_or_null("outcome", action.outcome ? to_text(*action.outcome) : std::string_view{})
      .field_or_null("outcome_message", action.outcome_message)
      .field("example", action.example)
      .end_object();
}

model::Action read_action(JsonInput& input, const JsonValue& value) {
  JsonFields fields(input, value);
  model::Action action;
  action.id = fields.id<model::ActionId>("id");
  action.kind = fields.choice("kind", model::action_kind);
  action.section = fields.choice("section", model::action_section);
  action.status = fields.choice("status", model::action_status);
  action.title = fields.text("title");
  action.text = fields.text("text");
  action.author = read_author(input, fields.value("author"));
  action.at.centre = fields.position();
  read_cell(input, fields.value("cell"), action.at);
  action.created = fields.instant("created");
  action.updated = fields.instant("updated");
  action.outcome = fields.choice_or_null("outcome", model::action_outcome);
  action.outcome_message = fields.text_or_null("outcome_message");
  action.example = fields.flag("example");
  fields.no_others();
  return action;
}

std::string to_json(const model::Action& action) {
  JsonWriter json;
  write(json, action);
  return json.take();
}

base::Result<model::Action> action_from_json(std::string_view text) {
  JsonInput input(text);
  return input.result(read_action(input, input.root()));
}

}  // namespace wire
