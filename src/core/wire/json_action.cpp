#include "core/base/overloaded.hpp"
#include "core/wire/json.hpp"
#include "core/wire/json_intents.hpp"
#include "core/wire/json_nouns.hpp"

namespace wire {
namespace {

void read_cell(JsonInput& input, const JsonValue& value, model::PublicPosition& at) {
  JsonFields fields(input, value);
  at.cell_height_deg = fields.number("height_deg", 0, 180);
  at.cell_width_deg = fields.number("width_deg", 0, 360);
  fields.no_others();
}

void write(JsonWriter& json, const model::Whereabouts& at) {
  json.begin_object();
  std::visit(
      base::Overloaded{[&](const model::Position& point) { json.position(point); },
                       [&](const model::InseeCode& commune) { json.field("insee", commune.code); }},
      at);
  json.end_object();
}

model::Whereabouts read_whereabouts(JsonInput& input, const JsonValue& value) {
  JsonFields fields(input, value);
  model::Whereabouts at;
  if (fields.has("insee"))
    at = model::InseeCode{fields.text("insee")};
  else
    at = fields.position();
  fields.no_others();
  return at;
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
      .name("author");
  write(json, action.author);
  json.position(action.at.centre)
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

void write(JsonWriter& json, const model::CreateAction& create) {
  json.begin_object()
      .field("kind", to_text(create.kind))
      .field("section", to_text(create.section))
      .field("title", create.title)
      .field("text", create.text)
      .name("at");
  write(json, create.at);
  json.end_object();
}

template <>
model::CreateAction read_intent(JsonInput& input, const JsonValue& value) {
  JsonFields fields(input, value);
  model::CreateAction create;
  create.kind = fields.choice("kind", model::action_kind);
  create.section = fields.choice("section", model::action_section);
  create.title = fields.text("title");
  create.text = fields.text("text");
  create.at = read_whereabouts(input, fields.value("at"));
  fields.no_others();
  return create;
}

void write(JsonWriter& json, const model::CloseAction& close) {
  json.begin_object()
      .field_id("action", close.action.uuid)
      .field("outcome", to_text(close.outcome))
      .field("message", close.message)
      .end_object();
}

template <>
model::CloseAction read_intent(JsonInput& input, const JsonValue& value) {
  JsonFields fields(input, value);
  model::CloseAction close;
  close.action = fields.id<model::ActionId>("action");
  close.outcome = fields.choice("outcome", model::action_outcome);
  close.message = fields.text("message");
  fields.no_others();
  return close;
}

void write(JsonWriter& json, const model::SuspendAction& suspend) {
  json.begin_object()
      .field_id("action", suspend.action.uuid)
      .field("reason", suspend.reason)
      .end_object();
}

template <>
model::SuspendAction read_intent(JsonInput& input, const JsonValue& value) {
  JsonFields fields(input, value);
  model::SuspendAction suspend;
  suspend.action = fields.id<model::ActionId>("action");
  suspend.reason = fields.text("reason");
  fields.no_others();
  return suspend;
}

void write(JsonWriter& json, const model::RestoreAction& restore) {
  json.begin_object().field_id("action", restore.action.uuid).end_object();
}

template <>
model::RestoreAction read_intent(JsonInput& input, const JsonValue& value) {
  JsonFields fields(input, value);
  const model::RestoreAction restore{fields.id<model::ActionId>("action")};
  fields.no_others();
  return restore;
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
