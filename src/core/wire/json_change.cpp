#include "core/base/overloaded.hpp"
#include "core/wire/json.hpp"
#include "core/wire/json_nouns.hpp"

namespace wire {
namespace {

constexpr std::string_view kActionPut = "action.put", kPlacesReloaded = "places.reloaded";
constexpr std::int64_t kSequenceMax = std::int64_t{1}
                                      << 53;  // what every reader of JSON keeps exact

void write(JsonWriter& json, const model::Change& change) {
  json.begin_object().field("sequence", change.sequence);
  std::visit(
      base::Overloaded{[&](const model::ActionPut& put) {
                         json.field("kind", kActionPut).name("action");
                         wire::write(json, put.action);
                       },
                       [&](const model::PlacesReloaded&) { json.field("kind", kPlacesReloaded); }},
      change.fact);
  json.end_object();
}

model::Change read_change(JsonInput& input, const JsonValue& value) {
  JsonFields fields(input, value);
  model::Change change;
  change.sequence = fields.integer("sequence", 1, kSequenceMax);
  const std::string kind = fields.text("kind");
  if (kind == kActionPut) {
    change.fact = model::ActionPut{read_action(input, fields.value("action"))};
  } else if (kind == kPlacesReloaded) {
    change.fact = model::PlacesReloaded{};
  } else {
    fields.fail_value("kind", "Not a kind of change known here.");
  }
  fields.no_others();
  return change;
}

}  // namespace

std::string to_json(const model::Change& change) {
  JsonWriter json;
  write(json, change);
  return json.take();
}

base::Result<model::Change> change_from_json(std::string_view text) {
  JsonInput input(text);
  return input.result(read_change(input, input.root()));
}

std::string to_json(const Changes& changes) {
  JsonWriter json;
  json.begin_object().field("sequence", changes.sequence).name("changes").begin_list();
  for (const auto& change : changes.changes) write(json, change);
  json.end_list().end_object();
  return json.take();
}

base::Result<Changes> changes_from_json(std::string_view text) {
  JsonInput input(text);
  JsonFields fields(input, input.root());
  Changes changes;
  changes.sequence = fields.integer("sequence", 0, kSequenceMax);
  std::int64_t previous = 0;
  for (const JsonValue& item : input.items(fields.value("changes"), kChangesMax)) {
    changes.changes.push_back(read_change(input, item));
    const std::int64_t sequence = changes.changes.back().sequence;
    if (sequence <= previous || sequence > changes.sequence) {
      input.fail("json.value", item.path + ".sequence", "Changes must rise up to the sequence.");
    }
    if (input.failed()) break;
    previous = sequence;
  }
  fields.no_others();
  return input.result(std::move(changes));
}

}  // namespace wire
