#include "core/rules/limits.hpp"
#include "core/wire/json.hpp"
#include "core/wire/json_nouns.hpp"
#include "core/wire/json_reader.hpp"
#include "core/wire/json_writer.hpp"

namespace wire {
namespace {

model::PlaceCategory read_category(JsonFields& fields) {
  const auto category = model::place_category(fields.integer("category", 0, 127));
  if (!category) fields.fail_value("category", "Not a category of places.");
  return category.value_or(model::PlaceCategory::other);
}

std::vector<std::string> read_languages(JsonInput& input, JsonFields& fields) {
  std::vector<std::string> languages;
  for (const JsonValue& item :
       input.items(fields.value("languages"), rules::limits::kPlaceLanguagesMax)) {
    languages.push_back(input.text(item));
  }
  return languages;
}

}  // namespace

std::string to_json(const model::Place& place) {
  JsonWriter json;
  json.begin_object()
      .field_id("id", place.id.uuid)
      .field_or_null("source", place.source)
      .field_or_null("source_id", place.source_id)
      .field("name", place.name)
      .field("category", static_cast<std::int64_t>(place.category))
      .position(place.at)
      .field_or_null("address", place.address)
      .field_or_null("postal_code", place.postal_code)
      .field_or_null("city", place.city)
      .field_or_null("phone", place.phone)
      .field_or_null("website", place.website)
      .field_or_null("opening_hours", place.opening_hours)
      .field_or_null("hours_text", place.hours_text)
      .field_or_null("description", place.description)
      .field_or_null("wheelchair", place.wheelchair)
      .field_or_null("updated", place.updated)
      .field_or_null("audience", place.audience)
      .field_or_null("access", place.access)
      .name("languages")
      .begin_list();
  for (const auto& language : place.languages) json.value(language);
  json.end_list()
      .field_or_null("animals", place.animals)
      .field_or_null("last_checked", place.last_checked)
      .field_or_null("attribution", place.attribution)
      .field_or_null("licence", place.licence)
      .field_or_null("closed_since", place.closed_since)
      .field("example", place.example);
  write_care(json, place.care);
  json.end_object();
  return json.take();
}

base::Result<model::Place> place_from_json(std::string_view text) {
  JsonInput input(text);
  JsonFields fields(input, input.root());
  model::Place place;
  place.id = fields.id<model::PlaceId>("id");
  place.source = fields.text_or_null("source");
  place.source_id = fields.text_or_null("source_id");
  place.name = fields.text("name");
  place.category = read_category(fields);
  place.at = fields.position();
  place.address = fields.text_or_null("address");
  place.postal_code = fields.text_or_null("postal_code");
  place.city = fields.text_or_null("city");
  place.phone = fields.text_or_null("phone");
  place.website = fields.text_or_null("website");
  place.opening_hours = fields.text_or_null("opening_hours");
  place.hours_text = fields.text_or_null("hours_text");
  place.description = fields.text_or_null("description");
  place.wheelchair = fields.text_or_null("wheelchair");
  place.updated = fields.text_or_null("updated");
  place.audience = fields.text_or_null("audience");
  place.access = fields.text_or_null("access");
  place.languages = read_languages(input, fields);
  place.animals = fields.text_or_null("animals");
  place.last_checked = fields.text_or_null("last_checked");
  place.attribution = fields.text_or_null("attribution");
  place.licence = fields.text_or_null("licence");
  place.closed_since = fields.text_or_null("closed_since");
  place.example = fields.flag("example");
  place.care = read_care(input, fields);
  fields.no_others();
  return input.result(std::move(place));
}

}  // namespace wire
