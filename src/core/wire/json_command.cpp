// Commands go out, answers come back.
#include <algorithm>
#include <array>
#include <unordered_set>

#include "core/rules/limits.hpp"
#include "core/wire/json.hpp"
#include "core/wire/json_intents.hpp"

namespace wire {
namespace {

using rules::limits::kCommandsPerRequest;

// A kind of command: its name, the field that holds its body, and the reader of that.
struct Kind {
  std::string_view name, field;
  model::Intent (*read)(JsonInput& input, const JsonValue& value);
};

template <class Intent>
model::Intent read(JsonInput& input, const JsonValue& value) {
  return read_intent<Intent>(input, value);
}

// In the order of model::Intent.
constexpr std::array kKinds{
    Kind{"action.create", "action", read<model::CreateAction>},
    Kind{"action.close", "close", read<model::CloseAction>},
    Kind{"action.suspend", "suspend", read<model::SuspendAction>},
    Kind{"action.restore", "restore", read<model::RestoreAction>},
    Kind{"profile.update", "profile", read<model::UpdateProfile>},
    Kind{"association.create", "association", read<model::CreateAssociation>},
    Kind{"association.approve", "approve", read<model::ApproveAssociation>},
    Kind{"association.set_member", "member", read<model::SetMember>},
    Kind{"role.grant", "role", read<model::GrantRole>},
    Kind{"role.revoke", "role", read<model::RevokeRole>},
    Kind{"event.create", "event", read<model::CreateEvent>},
    Kind{"event.join", "join", read<model::JoinEvent>},
    Kind{"event.leave", "leave", read<model::LeaveEvent>},
    Kind{"place.correct", "correct", read<model::SuggestCorrection>},
    Kind{"correction.accept", "accept", read<model::AcceptCorrection>},
    Kind{"correction.refuse", "refuse", read<model::RefuseCorrection>},
    Kind{"place.assign", "assign", read<model::AssignPlace>},
    Kind{"place.edit", "edit", read<model::EditPlace>},
    Kind{"place.check", "check", read<model::CheckPlace>},
    Kind{"place.tell_needs", "needs", read<model::TellNeeds>},
};
static_assert(kKinds.size() == std::variant_size_v<model::Intent>);

model::Command read_command(JsonInput& input, const JsonValue& value) {
  JsonFields fields(input, value);
  model::Command command;
  command.id = fields.id<model::CommandId>("id");
  const std::string name = fields.text("kind");
  const auto kind = std::ranges::find(kKinds, name, &Kind::name);
  if (kind == kKinds.end())
    fields.fail_value("kind", "Not a kind of command known here.");
  else
    command.intent = kind->read(input, fields.value(kind->field));
  fields.no_others();
  return command;
}

}  // namespace

std::string_view kind_of(const model::Intent& intent) { return kKinds[intent.index()].name; }

std::vector<std::string_view> command_kinds() {
  std::vector<std::string_view> names;
  for (const Kind& kind : kKinds) names.push_back(kind.name);
  return names;
}

std::string to_json(const std::vector<model::Command>& commands) {
  JsonWriter json;
  json.begin_list();
  for (const auto& command : commands) {
    const Kind& kind = kKinds[command.intent.index()];
    json.begin_object().field_id("id", command.id.uuid).field("kind", kind.name).name(kind.field);
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
        .field("verdict", to_text(answer.verdict))
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
    answer.verdict = fields.choice("verdict", model::verdict);
    answer.reason = fields.text_or_null("reason");
    answer.where = fields.text_or_null("where");
    fields.no_others();
    answers.push_back(std::move(answer));
  }
  return input.result(std::move(answers));
}

}  // namespace wire
