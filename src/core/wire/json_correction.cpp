// Corrections, who looks after places, and what has become of them.
#include "core/rules/limits.hpp"
#include "core/wire/json.hpp"
#include "core/wire/json_intents.hpp"
#include "core/wire/json_nouns.hpp"

namespace wire {
namespace {

constexpr std::size_t kFieldsMax = model::kPlaceFields.size();

// A change as fields of the open object, beside what else it tells.
void write_fields(JsonWriter& json, const model::FieldChange& change) {
  json.field("field", to_text(change.field))
      .field("before", change.before)
      .field("after", change.after);
}

model::FieldChange read_fields(JsonFields& fields) {
  model::FieldChange change;
  change.field = fields.choice("field", model::place_field);
  change.before = fields.text("before");
  change.after = fields.text("after");
  return change;
}

void write(JsonWriter& json, const std::vector<model::FieldChange>& changes) {
  json.begin_list();
  for (const auto& change : changes) {
    json.begin_object();
    write_fields(json, change);
    json.end_object();
  }
  json.end_list();
}

std::vector<model::FieldChange> read_changes(JsonInput& input, const JsonValue& value) {
  std::vector<model::FieldChange> changes;
  for (const JsonValue& item : input.items(value, kFieldsMax)) {
    JsonFields fields(input, item);
    changes.push_back(read_fields(fields));
    fields.no_others();
  }
  return changes;
}

std::vector<model::FieldText> read_seen(JsonInput& input, const JsonValue& value) {
  std::vector<model::FieldText> seen;
  for (const JsonValue& item : input.items(value, kFieldsMax)) {
    JsonFields fields(input, item);
    model::FieldText one;
    one.field = fields.choice("field", model::place_field);
    one.text = fields.text("text");
    fields.no_others();
    seen.push_back(std::move(one));
  }
  return seen;
}

void write(JsonWriter& json, const model::PublicHand& by) {
  json.begin_object().field("kind", to_text(by.hand)).field_or_null("name", by.name).end_object();
}

model::PublicHand read_hand(JsonInput& input, const JsonValue& value) {
  JsonFields fields(input, value);
  model::PublicHand by;
  by.hand = fields.choice("kind", model::hand);
  by.name = fields.text_or_null("name");
  fields.no_others();
  return by;
}

// The value of a field that may be null, read by `read`.
template <class Noun>
std::optional<Noun> read_or_null(JsonInput& input, JsonFields& fields, std::string_view name,
                                 Noun (*read)(JsonInput&, const JsonValue&)) {
  const bool is_null = fields.is_null(name);
  const auto value = fields.value(name);
  return is_null ? std::nullopt : std::optional(read(input, value));
}

model::PlaceAssociation read_association(JsonInput& input, const JsonValue& value) {
  JsonFields fields(input, value);
  model::PlaceAssociation association{fields.id<model::AssociationId>("id"), fields.text("name")};
  fields.no_others();
  return association;
}

model::PlaceChecked read_checked(JsonInput& input, const JsonValue& value) {
  JsonFields fields(input, value);
  model::PlaceChecked checked;
  checked.at = fields.instant("at");
  checked.by = read_hand(input, fields.value("by"));
  fields.no_others();
  return checked;
}

model::PlaceNeeds read_needs(JsonInput& input, const JsonValue& value) {
  JsonFields fields(input, value);
  model::PlaceNeeds needs;
  needs.donations = fields.text_or_null("donations");
  needs.volunteers = fields.text_or_null("volunteers");
  needs.told = fields.instant("told");
  fields.no_others();
  return needs;
}

}  // namespace

void write_care(JsonWriter& json, const model::PlaceCare& care) {
  json.name("association");
  if (care.association)
    json.begin_object()
        .field_id("id", care.association->id.uuid)
        .field("name", care.association->name)
        .end_object();
  else
    json.null();
  json.name("checked");
  if (care.checked) {
    json.begin_object().field_time("at", care.checked->at).name("by");
    write(json, care.checked->by);
    json.end_object();
  } else {
    json.null();
  }
  json.name("needs");
  if (care.needs)
    json.begin_object()
        .field_or_null("donations", care.needs->donations)
        .field_or_null("volunteers", care.needs->volunteers)
        .field_time("told", care.needs->told)
        .end_object();
  else
    json.null();
}

model::PlaceCare read_care(JsonInput& input, JsonFields& fields) {
  model::PlaceCare care;
  care.association = read_or_null(input, fields, "association", read_association);
  care.checked = read_or_null(input, fields, "checked", read_checked);
  care.needs = read_or_null(input, fields, "needs", read_needs);
  return care;
}

void write(JsonWriter& json, const model::SuggestCorrection& suggestion) {
  json.begin_object().field_id("place", suggestion.place.uuid).name("changes");
  write(json, suggestion.changes);
  json.field("remark", suggestion.remark).end_object();
}

template <>
model::SuggestCorrection read_intent(JsonInput& input, const JsonValue& value) {
  JsonFields fields(input, value);
  model::SuggestCorrection suggestion;
  suggestion.place = fields.id<model::PlaceId>("place");
  suggestion.changes = read_changes(input, fields.value("changes"));
  suggestion.remark = fields.text("remark");
  fields.no_others();
  return suggestion;
}

void write(JsonWriter& json, const model::AcceptCorrection& accept) {
  json.begin_object().field_id("correction", accept.correction.uuid).name("seen").begin_list();
  for (const auto& one : accept.seen)
    json.begin_object().field("field", to_text(one.field)).field("text", one.text).end_object();
  json.end_list().end_object();
}

template <>
model::AcceptCorrection read_intent(JsonInput& input, const JsonValue& value) {
  JsonFields fields(input, value);
  model::AcceptCorrection accept;
  accept.correction = fields.id<model::CorrectionId>("correction");
  accept.seen = read_seen(input, fields.value("seen"));
  fields.no_others();
  return accept;
}

void write(JsonWriter& json, const model::RefuseCorrection& refuse) {
  json.begin_object()
      .field_id("correction", refuse.correction.uuid)
      .field("reason", refuse.reason)
      .end_object();
}

template <>
model::RefuseCorrection read_intent(JsonInput& input, const JsonValue& value) {
  JsonFields fields(input, value);
  model::RefuseCorrection refuse;
  refuse.correction = fields.id<model::CorrectionId>("correction");
  refuse.reason = fields.text("reason");
  fields.no_others();
  return refuse;
}

void write(JsonWriter& json, const model::AssignPlace& assign) {
  json.begin_object().field_id("place", assign.place.uuid).name("association");
  if (assign.association)
    json.value(base::to_text(*assign.association));
  else
    json.null();
  json.end_object();
}

template <>
model::AssignPlace read_intent(JsonInput& input, const JsonValue& value) {
  JsonFields fields(input, value);
  model::AssignPlace assign;
  assign.place = fields.id<model::PlaceId>("place");
  assign.association = fields.id_or_null<model::AssociationId>("association");
  fields.no_others();
  return assign;
}

void write(JsonWriter& json, const model::EditPlace& edit) {
  json.begin_object().field_id("place", edit.place.uuid).name("changes");
  write(json, edit.changes);
  json.end_object();
}

template <>
model::EditPlace read_intent(JsonInput& input, const JsonValue& value) {
  JsonFields fields(input, value);
  model::EditPlace edit;
  edit.place = fields.id<model::PlaceId>("place");
  edit.changes = read_changes(input, fields.value("changes"));
  fields.no_others();
  return edit;
}

void write(JsonWriter& json, const model::CheckPlace& check) {
  json.begin_object().field_id("place", check.place.uuid).end_object();
}

template <>
model::CheckPlace read_intent(JsonInput& input, const JsonValue& value) {
  JsonFields fields(input, value);
  const model::CheckPlace check{fields.id<model::PlaceId>("place")};
  fields.no_others();
  return check;
}

void write(JsonWriter& json, const model::TellNeeds& needs) {
  json.begin_object()
      .field_id("place", needs.place.uuid)
      .field("donations", needs.donations)
      .field("volunteers", needs.volunteers)
      .end_object();
}

template <>
model::TellNeeds read_intent(JsonInput& input, const JsonValue& value) {
  JsonFields fields(input, value);
  model::TellNeeds needs;
  needs.place = fields.id<model::PlaceId>("place");
  needs.donations = fields.text("donations");
  needs.volunteers = fields.text("volunteers");
  fields.no_others();
  return needs;
}

std::string to_json(const std::vector<model::FieldChange>& changes) {
  JsonWriter json;
  write(json, changes);
  return json.take();
}

base::Result<std::vector<model::FieldChange>> field_changes_from_json(std::string_view text) {
  JsonInput input(text);
  return input.result(read_changes(input, input.root()));
}

std::string to_json(const PlaceHistory& history) {
  JsonWriter json;
  json.begin_object().name("items").begin_list();
  for (const auto& [at, change, by] : history.items) {
    json.begin_object().field_time("at", at);
    write_fields(json, change);
    json.name("by");
    write(json, by);
    json.end_object();
  }
  json.end_list().end_object();
  return json.take();
}

base::Result<PlaceHistory> place_history_from_json(std::string_view text) {
  JsonInput input(text);
  JsonFields top(input, input.root());
  PlaceHistory history;
  for (const JsonValue& item : input.items(top.value("items"), kHistoryMax)) {
    JsonFields fields(input, item);
    model::PlaceChange line;
    line.at = fields.instant("at");
    line.change = read_fields(fields);
    line.by = read_hand(input, fields.value("by"));
    fields.no_others();
    history.items.push_back(std::move(line));
  }
  top.no_others();
  return input.result(std::move(history));
}

std::string to_json(const OpenCorrections& corrections) {
  JsonWriter json;
  json.begin_object().name("items").begin_list();
  for (const auto& one : corrections.items) {
    json.begin_object()
        .field_id("id", one.id.uuid)
        .field_id("place", one.place.uuid)
        .field("place_name", one.place_name)
        .field_time("suggested", one.suggested)
        .field_or_null("remark", one.remark)
        .name("changes")
        .begin_list();
    for (const auto& [change, now] : one.changes) {
      json.begin_object();
      write_fields(json, change);
      json.field("now", now).end_object();
    }
    json.end_list().end_object();
  }
  json.end_list().end_object();
  return json.take();
}

base::Result<OpenCorrections> open_corrections_from_json(std::string_view text) {
  JsonInput input(text);
  JsonFields top(input, input.root());
  OpenCorrections corrections;
  for (const JsonValue& item : input.items(top.value("items"), kCorrectionsPage)) {
    JsonFields fields(input, item);
    OpenCorrection one;
    one.id = fields.id<model::CorrectionId>("id");
    one.place = fields.id<model::PlaceId>("place");
    one.place_name = fields.text("place_name");
    one.suggested = fields.instant("suggested");
    one.remark = fields.text_or_null("remark");
    for (const JsonValue& value : input.items(fields.value("changes"), kFieldsMax)) {
      JsonFields of_change(input, value);
      OpenCorrection::Change change;
      change.change = read_fields(of_change);
      change.now = of_change.text("now");
      of_change.no_others();
      one.changes.push_back(std::move(change));
    }
    fields.no_others();
    corrections.items.push_back(std::move(one));
  }
  top.no_others();
  return input.result(std::move(corrections));
}

}  // namespace wire
