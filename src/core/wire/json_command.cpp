// Commands go out, answers come back.
#include <array>
#include <unordered_set>

#include "core/base/overloaded.hpp"
#include "core/rules/limits.hpp"
#include "core/wire/json.hpp"
#include "core/wire/json_reader.hpp"
#include "core/wire/json_writer.hpp"

namespace wire {
namespace {

using rules::limits::kCommandsPerRequest;

constexpr std::string_view kCreateAction = "action.create", kCloseAction = "action.close";

constexpr std::array kVerdicts{model::Verdict::applied, model::Verdict::waitlisted,
                               model::Verdict::refused};

std::string_view verdict_text(model::Verdict verdict) {
  switch (verdict) {
    case model::Verdict::applied: return "applied";
    case model::Verdict::waitlisted: return "waitlisted";
    case model::Verdict::refused: return "refused";
  }
  return {};
}

std::optional<model::Verdict> verdict(std::string_view text) {
  for (const auto value : kVerdicts) {
    if (verdict_text(value) == text) return value;
  }
  return std::nullopt;
}

void write(JsonWriter& json, const model::Whereabouts& at) {
  json.begin_object();
  std::visit(
      base::Overloaded{[&](const model::Position& point) { json.position(point); },
                       [&](const model::InseeCode& commune) { json.field("insee", commune.code); }},
      at);
  json.end_object();
}

void write(JsonWriter& json, const model::CreateAction& create) {
  json.field("kind", kCreateAction)
      .name("action")
      .begin_object()
      .field("kind", to_text(create.kind))
      .field("section", to_text(create.section))
      .field("title", create.title)
      .field("text", create.text)
      .name("at");
  write(json, create.at);
  json.end_object();
}

void write(JsonWriter& json, const model::CloseAction& close) {
  json.field("kind", kCloseAction)
      .name("close")
      .begin_object()
      .field_id("action", close.action.uuid)
      .field("outcome", to_text(close.outcome))
      .field("message", close.message)
      .end_object();
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

model::CreateAction read_create_action(JsonInput& input, const JsonValue& value) {
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

model::CloseAction read_close_action(JsonInput& input, const JsonValue& value) {
  JsonFields fields(input, value);
  model::CloseAction close;
  close.action = fields.id<model::ActionId>("action");
  close.outcome = fields.choice("outcome", model::action_outcome);
  close.message = fields.text("message");
  fields.no_others();
  return close;
}

model::Command read_command(JsonInput& input, const JsonValue& value) {
  JsonFields fields(input, value);
  model::Command command;
  command.id = fields.id<model::CommandId>("id");
  const std::string kind = fields.text("kind");
  if (kind == kCreateAction) {
    command.intent = read_create_action(input, fields.value("action"));
  } else if (kind == kCloseAction) {
    command.intent = read_close_action(input, fields.value("close"));
  } else {
    fields.fail_value("kind", "Not a kind of command known here.");
  }
  fields.no_others();
  return command;
}

}  // namespace

std::string to_json(const std::vector<model::Command>& commands) {
  JsonWriter json;
  json.begin_list();
  for (const auto& command : commands) {
    json.begin_object().field_id("id", command.id.uuid);
    std::visit([&](const auto& intent) { write(json, intent); }, command.intent);
    json.end_object();
  }
  json.end_list();
  return json.take();
}

base::Result<std::vector<model::Command>> commands_from_json(std::string_view text) {
  JsonInput input(text);
  std::vector<model::Command> commands;
  std::unordered_set<base::Uuid> ids;
  for (const JsonValue& item : input.items(input.root(), kCommandsPerRequest)) {
    commands.push_back(read_command(input, item));
    if (input.failed()) break;
    if (!ids.insert(commands.back().id.uuid).second) {
      input.fail("json.duplicate_id", item.path + ".id", "Two commands have the same id.");
    }
  }
  return input.result(std::move(commands));
}

std::string to_json(const std::vector<model::Answer>& answers) {
  JsonWriter json;
  json.begin_list();
  for (const auto& answer : answers) {
    json.begin_object()
        .field_id("id", answer.id.uuid)
        .field("verdict", verdict_text(answer.verdict))
        .field_or_null("reason", answer.reason)
        .field_or_null("where", answer.where)
        .end_object();
  }
  json.end_list();
  return json.take();
}

base::Result<std::vector<model::Answer>> answers_from_json(std::string_view text) {
  JsonInput input(text);
  std::vector<model::Answer> answers;
  for (const JsonValue& item : input.items(input.root(), kCommandsPerRequest)) {
    JsonFields fields(input, item);
    model::Answer answer;
    answer.id = fields.id<model::CommandId>("id");
    answer.verdict = fields.choice("verdict", verdict);
    answer.reason = fields.text_or_null("reason");
    answer.where = fields.text_or_null("where");
    fields.no_others();
    answers.push_back(std::move(answer));
  }
  return input.result(std::move(answers));
}

}  // namespace wire
