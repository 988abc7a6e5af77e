// The account of who is signed in, and the way there.
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

void write(JsonWriter& json, const model::Account& account) {
  json.begin_object()
      .field_id("id", account.id.uuid)
      .field("first_name", account.first_name)
      .field("goal", to_text(account.goal))
      .end_object();
}

model::Account read_account(JsonInput& input, const JsonValue& value) {
  JsonFields fields(input, value);
  model::Account account;
  account.id = fields.id<model::PersonId>("id");
  account.first_name = fields.text("first_name");
  account.goal = fields.choice("goal", model::goal);
  fields.no_others();
  return account;
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

std::string to_json(const model::Account& account) {
  JsonWriter json;
  write(json, account);
  return json.take();
}

base::Result<model::Account> account_from_json(std::string_view text) {
  JsonInput input(text);
  return input.result(read_account(input, input.root()));
}

std::string session_to_json(const std::optional<model::Account>& account) {
  JsonWriter json;
  json.begin_object().name("account");
  if (account)
    write(json, *account);
  else
    json.null();
  json.end_object();
  return json.take();
}

base::Result<std::optional<model::Account>> session_from_json(std::string_view text) {
  JsonInput input(text);
  JsonFields fields(input, input.root());
  std::optional<model::Account> account;
  const bool nobody = fields.is_null("account");
  const JsonValue value = fields.value("account");
  if (!nobody) account = read_account(input, value);
  fields.no_others();
  return input.result(std::move(account));
}

std::string to_json(const CodeRequest& request) {
  JsonWriter json;
  json.begin_object().field("to", request.to).end_object();
  return json.take();
}

base::Result<CodeRequest> code_request_from_json(std::string_view text) {
  JsonInput input(text);
  JsonFields fields(input, input.root());
  CodeRequest request;
  request.to = fields.text("to");
  fields.no_others();
  return input.result(std::move(request));
}

std::string to_json(const SignIn& sign_in) {
  JsonWriter json;
  json.begin_object().field("to", sign_in.to).field("code", sign_in.code);
  if (sign_in.goal) {
    json.field("first_name", sign_in.first_name).field("goal", to_text(*sign_in.goal));
  }
  if (!sign_in.recovery_code.empty()) json.field("recovery_code", sign_in.recovery_code);
  json.end_object();
  return json.take();
}

base::Result<SignIn> sign_in_from_json(std::string_view text) {
  JsonInput input(text);
  JsonFields fields(input, input.root());
  SignIn sign_in;
  sign_in.to = fields.text("to");
  sign_in.code = fields.text("code");
  if (fields.has("first_name") || fields.has("goal")) {  // one without the other is missing
    sign_in.first_name = fields.text("first_name");
    sign_in.goal = fields.choice("goal", model::goal);
  }
  if (fields.has("recovery_code")) {
    sign_in.recovery_code = fields.text("recovery_code");
    if (sign_in.recovery_code.empty()) fields.fail_value("recovery_code", "The code is empty.");
  }
  fields.no_others();
  return input.result(std::move(sign_in));
}

base::Result<base::Done> empty_object_from_json(std::string_view text) {
  JsonInput input(text);
  JsonFields(input, input.root()).no_others();
  return input.result(base::Done{});
}

}  // namespace wire
