// Who is signed in, and the way there.
#include "core/wire/json.hpp"
#include "core/wire/json_nouns.hpp"

namespace wire {
namespace {

// More is never read: nobody has as many roles.
constexpr std::size_t kRolesMax = 1000;

void write(JsonWriter& json, const model::Standing& standing) {
  json.begin_object().field("admin", standing.is_admin).name("areas").begin_list();
  for (const auto& [role, area] : standing.areas) {
    json.begin_object().field("role", to_text(role)).name("area");
    write(json, area);
    json.end_object();
  }
  json.end_list().name("memberships").begin_list();
  for (const auto& [association, role] : standing.memberships)
    json.begin_object()
        .field_id("association", association.uuid)
        .field("role", to_text(role))
        .end_object();
  json.end_list().end_object();
}

model::Standing read_standing(JsonInput& input, const JsonValue& value) {
  JsonFields fields(input, value);
  model::Standing standing;
  standing.is_admin = fields.flag("admin");
  for (const JsonValue& item : input.items(fields.value("areas"), kRolesMax)) {
    JsonFields grant(input, item);
    const auto role = grant.choice("role", model::area_role);
    standing.areas.push_back({role, read_area(input, grant.value("area"))});
    grant.no_others();
  }
  for (const JsonValue& item : input.items(fields.value("memberships"), kRolesMax)) {
    JsonFields membership(input, item);
    const auto association = membership.id<model::AssociationId>("association");
    standing.memberships.push_back({association, membership.choice("role", model::member_role)});
    membership.no_others();
  }
  fields.no_others();
  return standing;
}

void write(JsonWriter& json, const SignedIn& who) {
  json.begin_object()
      .field_id("id", who.account.id.uuid)
      .field("first_name", who.account.first_name)
      .field("goal", to_text(who.account.goal))
      .name("standing");
  write(json, who.standing);
  json.end_object();
}

SignedIn read_signed_in(JsonInput& input, const JsonValue& value) {
  JsonFields fields(input, value);
  SignedIn who;
  who.account.id = fields.id<model::PersonId>("id");
  who.account.first_name = fields.text("first_name");
  who.account.goal = fields.choice("goal", model::goal);
  who.standing = read_standing(input, fields.value("standing"));
  fields.no_others();
  return who;
}

}  // namespace

std::string session_to_json(const std::optional<SignedIn>& who) {
  JsonWriter json;
  json.begin_object().name("account");
  if (who)
    write(json, *who);
  else
    json.null();
  json.end_object();
  return json.take();
}

base::Result<std::optional<SignedIn>> session_from_json(std::string_view text) {
  JsonInput input(text);
  JsonFields fields(input, input.root());
  std::optional<SignedIn> who;
  const bool nobody = fields.is_null("account");
  const JsonValue value = fields.value("account");
  if (!nobody) who = read_signed_in(input, value);
  fields.no_others();
  return input.result(std::move(who));
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
