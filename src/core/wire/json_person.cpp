// The account of who is signed in, and the way there.
#include "core/wire/json.hpp"
#include "core/wire/json_nouns.hpp"

namespace wire {

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
  fields.no_others();
  return input.result(std::move(sign_in));
}

}  // namespace wire
