#include "core/rules/limits.hpp"
#include "core/wire/json.hpp"
#include "core/wire/json_intents.hpp"
#include "core/wire/json_nouns.hpp"

namespace wire {
namespace {

using rules::limits::kSeatsMax;

// Nobody counts those who wait.
constexpr std::int64_t kWaitingMax = 1'000'000'000;

void write_association(JsonWriter& json, const std::optional<model::AssociationId>& association) {
  json.field_or_null("association", association ? base::to_text(*association) : std::string{});
}

}  // namespace

void write(JsonWriter& json, const model::CreateEvent& create) {
  json.begin_object().field("title", create.title).field("text", create.text);
  write_association(json, create.association);
  json.position(create.at)
      .field_time("starts", create.starts)
      .field_time("ends", create.ends)
      .field("seats", create.seats)
      .end_object();
}

template <>
model::CreateEvent read_intent(JsonInput& input, const JsonValue& value) {
  JsonFields fields(input, value);
  model::CreateEvent create;
  create.title = fields.text("title");
  create.text = fields.text("text");
  create.association = fields.id_or_null<model::AssociationId>("association");
  create.at = fields.position();
  create.starts = fields.instant("starts");
  create.ends = fields.instant("ends");
  create.seats = fields.integer("seats", 1, kSeatsMax);
  fields.no_others();
  return create;
}

void write(JsonWriter& json, const model::JoinEvent& join) {
  json.begin_object().field_id("event", join.event.uuid).end_object();
}

template <>
model::JoinEvent read_intent(JsonInput& input, const JsonValue& value) {
  JsonFields fields(input, value);
  const model::JoinEvent join{fields.id<model::EventId>("event")};
  fields.no_others();
  return join;
}

void write(JsonWriter& json, const model::LeaveEvent& leave) {
  json.begin_object().field_id("event", leave.event.uuid).end_object();
}

template <>
model::LeaveEvent read_intent(JsonInput& input, const JsonValue& value) {
  JsonFields fields(input, value);
  const model::LeaveEvent leave{fields.id<model::EventId>("event")};
  fields.no_others();
  return leave;
}

std::string to_json(const model::Event& event) {
  JsonWriter json;
  json.begin_object()
      .field_id("id", event.id.uuid)
      .field("title", event.title)
      .field("text", event.text)
      .name("organizer");
  write(json, event.organizer);
  write_association(json, event.association);
  json.position(event.at)
      .field_time("starts", event.starts)
      .field_time("ends", event.ends)
      .field("seats", event.seats)
      .field("taken", event.taken)
      .field("waiting", event.waiting)
      .end_object();
  return json.take();
}

base::Result<model::Event> event_from_json(std::string_view text) {
  JsonInput input(text);
  JsonFields fields(input, input.root());
  model::Event event;
  event.id = fields.id<model::EventId>("id");
  event.title = fields.text("title");
  event.text = fields.text("text");
  event.organizer = read_author(input, fields.value("organizer"));
  event.association = fields.id_or_null<model::AssociationId>("association");
  event.at = fields.position();
  event.starts = fields.instant("starts");
  event.ends = fields.instant("ends");
  event.seats = fields.integer("seats", 1, kSeatsMax);
  event.taken = fields.integer("taken", 0, kSeatsMax);
  event.waiting = fields.integer("waiting", 0, kWaitingMax);
  fields.no_others();
  return input.result(std::move(event));
}

}  // namespace wire
