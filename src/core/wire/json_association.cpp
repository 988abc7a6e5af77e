// Associations, and what people are beside being people.
#include "core/base/overloaded.hpp"
#include "core/rules/limits.hpp"
#include "core/wire/json.hpp"
#include "core/wire/json_intents.hpp"
#include "core/wire/json_nouns.hpp"

namespace wire {
namespace {

constexpr std::string_view kAdmin = "admin";

void write(JsonWriter& json, const model::PersonId& person, const model::Grant& grant) {
  json.begin_object().field_id("person", person.uuid);
  std::visit(base::Overloaded{
                 [&](const model::AdminGrant&) { json.field("role", kAdmin).name("area").null(); },
                 [&](const model::AreaGrant& of_area) {
                   json.field("role", to_text(of_area.role)).name("area");
                   write(json, of_area.area);
                 }},
             grant);
  json.end_object();
}

// The body of role.grant and role.revoke.
template <class Intent>
Intent read_role(JsonInput& input, const JsonValue& value) {
  JsonFields fields(input, value);
  Intent intent;
  intent.person = fields.id<model::PersonId>("person");
  const auto role = fields.text("role");
  if (role == kAdmin) {
    const bool is_everywhere = fields.is_null("area");
    fields.value("area");
    if (!is_everywhere) fields.fail_value("area", "An admin is one everywhere.");
    intent.grant = model::AdminGrant{};
  } else {
    const auto of_area = model::area_role(role);
    if (!of_area) fields.fail_value("role", "Not one of the values known here.");
    intent.grant = model::AreaGrant{of_area.value_or(model::AreaRole::moderator),
                                    read_area(input, fields.value("area"))};
  }
  fields.no_others();
  return intent;
}

model::Position read_position(JsonInput& input, const JsonValue& value) {
  JsonFields fields(input, value);
  const auto at = fields.position();
  fields.no_others();
  return at;
}

}  // namespace

void write(JsonWriter& json, const model::Area& area) {
  json.begin_object().position(area.centre).field("radius_m", area.radius_m).end_object();
}

model::Area read_area(JsonInput& input, const JsonValue& value) {
  JsonFields fields(input, value);
  const auto centre = fields.position();
  const model::Area area{centre, fields.number("radius_m", 0, rules::limits::kAreaRadiusMax_m)};
  fields.no_others();
  return area;
}

void write(JsonWriter& json, const model::CreateAssociation& create) {
  json.begin_object().field("name", create.name).name("at").begin_object().position(create.at);
  json.end_object().end_object();
}

template <>
model::CreateAssociation read_intent(JsonInput& input, const JsonValue& value) {
  JsonFields fields(input, value);
  model::CreateAssociation create;
  create.name = fields.text("name");
  create.at = read_position(input, fields.value("at"));
  fields.no_others();
  return create;
}

void write(JsonWriter& json, const model::ApproveAssociation& approve) {
  json.begin_object().field_id("association", approve.association.uuid).end_object();
}

template <>
model::ApproveAssociation read_intent(JsonInput& input, const JsonValue& value) {
  JsonFields fields(input, value);
  const model::ApproveAssociation approve{fields.id<model::AssociationId>("association")};
  fields.no_others();
  return approve;
}

void write(JsonWriter& json, const model::SetMember& set) {
  json.begin_object()
      .field_id("association", set.association.uuid)
      .field_id("person", set.person.uuid)
      .field_or_null("role", set.role ? to_text(*set.role) : std::string_view{})
      .end_object();
}

template <>
model::SetMember read_intent(JsonInput& input, const JsonValue& value) {
  JsonFields fields(input, value);
  model::SetMember set;
  set.association = fields.id<model::AssociationId>("association");
  set.person = fields.id<model::PersonId>("person");
  set.role = fields.choice_or_null("role", model::member_role);
  fields.no_others();
  return set;
}

void write(JsonWriter& json, const model::GrantRole& grant) {
  write(json, grant.person, grant.grant);
}
void write(JsonWriter& json, const model::RevokeRole& revoke) {
  write(json, revoke.person, revoke.grant);
}

template <>
model::GrantRole read_intent(JsonInput& input, const JsonValue& value) {
  return read_role<model::GrantRole>(input, value);
}
template <>
model::RevokeRole read_intent(JsonInput& input, const JsonValue& value) {
  return read_role<model::RevokeRole>(input, value);
}

namespace {

void write(JsonWriter& json, const model::Association& association) {
  json.begin_object()
      .field_id("id", association.id.uuid)
      .field("name", association.name)
      .position(association.at)
      .field("status", to_text(association.status))
      .end_object();
}

model::Association read_association(JsonInput& input, const JsonValue& value) {
  JsonFields fields(input, value);
  model::Association association;
  association.id = fields.id<model::AssociationId>("id");
  association.name = fields.text("name");
  association.at = fields.position();
  association.status = fields.choice("status", model::association_status);
  fields.no_others();
  return association;
}

}  // namespace

std::string to_json(const model::Association& association) {
  JsonWriter json;
  write(json, association);
  return json.take();
}

base::Result<model::Association> association_from_json(std::string_view text) {
  JsonInput input(text);
  return input.result(read_association(input, input.root()));
}

std::string to_json(const NearAssociations& near) {
  JsonWriter json;
  json.begin_object().name("items").begin_list();
  for (const auto& association : near.items) write(json, association);
  json.end_list().end_object();
  return json.take();
}

base::Result<NearAssociations> near_associations_from_json(std::string_view text) {
  JsonInput input(text);
  JsonFields fields(input, input.root());
  NearAssociations near;
  for (const JsonValue& item : input.items(fields.value("items"), kNearAssociationsMax))
    near.items.push_back(read_association(input, item));
  fields.no_others();
  return input.result(std::move(near));
}

}  // namespace wire
