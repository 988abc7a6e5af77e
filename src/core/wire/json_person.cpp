// What people tell of themselves.
#include "core/wire/json.hpp"
#include "core/wire/json_intents.hpp"
#include "core/wire/json_nouns.hpp"

namespace wire {
namespace {

// More is never read; rules::validate says how many are taken.
constexpr std::size_t kListMax = 100;

void write_fields(JsonWriter& json, const model::Profile& profile) {
  const auto list = [&](std::string_view name, const std::vector<std::string>& items) {
    json.name(name).begin_list();
    for (const auto& item : items) json.value(item);
    json.end_list();
  };
  json.field("first_name", profile.first_name).field("about", profile.about);
  list("languages", profile.languages);
  list("skills", profile.skills);
  json.name("interests").begin_list();
  for (const auto interest : profile.interests) json.value(to_text(interest));
  json.end_list()
      .field("availability", profile.availability)
      .field("neighbourhood", profile.neighbourhood);
}

model::Profile read_profile(JsonInput& input, JsonFields& fields) {
  const auto list = [&](std::string_view name) {
    std::vector<std::string> items;
    for (const JsonValue& item : input.items(fields.value(name), kListMax))
      items.push_back(input.text(item));
    return items;
  };
  model::Profile profile;
  profile.first_name = fields.text("first_name");
  profile.about = fields.text("about");
  profile.languages = list("languages");
  profile.skills = list("skills");
  for (const JsonValue& item : input.items(fields.value("interests"), kListMax)) {
    const auto interest = model::interest(input.text(item));
    if (!interest) input.fail("json.value", item.path, "Not one of the values known here.");
    profile.interests.push_back(interest.value_or(model::Interest::other));
  }
  profile.availability = fields.text("availability");
  profile.neighbourhood = fields.text("neighbourhood");
  return profile;
}

}  // namespace

void write(JsonWriter& json, const model::PublicAuthor& author) {
  json.begin_object()
      .field_id("id", author.id.uuid)
      .field("first_name", author.first_name)
      .end_object();
}

model::PublicAuthor read_author(JsonInput& input, const JsonValue& value) {
  JsonFields fields(input, value);
  model::PublicAuthor author;
  author.id = fields.id<model::PersonId>("id");
  author.first_name = fields.text("first_name");
  fields.no_others();
  return author;
}

void write(JsonWriter& json, const model::UpdateProfile& update) {
  json.begin_object();
  write_fields(json, update.profile);
  json.end_object();
}

template <>
model::UpdateProfile read_intent(JsonInput& input, const JsonValue& value) {
  JsonFields fields(input, value);
  const model::UpdateProfile update{read_profile(input, fields)};
  fields.no_others();
  return update;
}

std::string to_json(const Person& person) {
  JsonWriter json;
  json.begin_object().field_id("id", person.id.uuid);
  write_fields(json, person.profile);
  json.end_object();
  return json.take();
}

base::Result<Person> person_from_json(std::string_view text) {
  JsonInput input(text);
  JsonFields fields(input, input.root());
  Person person;
  person.id = fields.id<model::PersonId>("id");
  person.profile = read_profile(input, fields);
  fields.no_others();
  return input.result(std::move(person));
}

}  // namespace wire
