#include "server/storage/sql/people.hpp"

#include <algorithm>
#include <ranges>

#include "core/base/overloaded.hpp"
#include "core/geo/mercator.hpp"
#include "server/storage/sql/transaction.hpp"

namespace storage::sql {

using soci::into;
using soci::use;

namespace {

std::vector<std::string> texts_of(const std::vector<model::Interest>& interests) {
  std::vector<std::string> texts;
  for (const auto interest : interests) texts.emplace_back(to_text(interest));
  return texts;
}

struct AreaRow {
  std::string account, role;
  double lat = 0, lon = 0, radius_m = 0;

  AreaRow() = default;
  AreaRow(model::PersonId person, const model::AreaGrant& grant)
      : account(base::to_text(person)),
        role(to_text(grant.role)),
        lat(grant.area.centre.lat_deg),
        lon(grant.area.centre.lon_deg),
        radius_m(grant.area.radius_m) {}
};

}  // namespace

std::vector<Device> devices_of(soci::session& session, model::PersonId account, base::Instant now) {
  const auto wanted = base::to_text(account);
  const long long now_ms = now.unix_ms;
  const auto length = static_cast<int>(kDeviceIdLength);
  Device device;
  long long signed_in_ms = 0;
  std::vector<Device> devices;
  soci::statement statement =
      (session.prepare << "SELECT substr(token_hash, 1, :length), device, created_ms FROM session "
                          "WHERE account_id = :account AND expires_ms > :now "
                          "ORDER BY created_ms DESC, token_hash",
       into(device.id), into(device.name), into(signed_in_ms), use(length), use(wanted),
       use(now_ms));
  for_each_row(statement, [&] {
    device.signed_in = {signed_in_ms};
    devices.push_back(device);
  });
  return devices;
}

std::optional<model::Profile> profile_of(soci::session& session, model::PersonId person) {
  const auto wanted = base::to_text(person);
  model::Profile profile;
  std::string languages, skills, interests;
  session << "SELECT first_name, about, languages, skills, interests, availability, neighbourhood "
             "FROM account WHERE id = :id",
      into(profile.first_name), into(profile.about), into(languages), into(skills), into(interests),
      into(profile.availability), into(profile.neighbourhood), use(wanted);
  if (profile.first_name.empty()) return std::nullopt;
  profile.languages = split_lines(languages);
  profile.skills = split_lines(skills);
  for (const auto& text : split_lines(interests))
    profile.interests.push_back(known(model::interest(text), text));
  return profile;
}

model::Standing standing_of(soci::session& session, model::PersonId person) {
  const auto wanted = base::to_text(person);
  model::Standing standing;
  int is_admin = 0;
  session << "SELECT admin FROM account WHERE id = :id", into(is_admin), use(wanted);
  standing.is_admin = is_admin != 0;

  AreaRow row;
  soci::statement areas =
      (session.prepare << "SELECT role, lat, lon, radius_m FROM area_role "
                          "WHERE account_id = :id",
       into(row.role), into(row.lat), into(row.lon), into(row.radius_m), use(wanted));
  for_each_row(areas, [&] {
    standing.areas.push_back(
        {known(model::area_role(row.role), row.role), {{row.lat, row.lon}, row.radius_m}});
  });

  std::string association, role;
  soci::statement memberships =
      (session.prepare << "SELECT association_id, role FROM membership WHERE account_id = :id",
       into(association), into(role), use(wanted));
  for_each_row(memberships, [&] {
    standing.memberships.push_back(
        {known(base::parse_id<model::AssociationId>(association), association),
         known(model::member_role(role), role)});
  });
  return standing;
}

std::optional<model::Association> association_of(soci::session& session, model::AssociationId id) {
  const auto wanted = base::to_text(id);
  model::Association association{id, "", {}, model::AssociationStatus::pending};
  std::string status;
  session << "SELECT name, lat, lon, status FROM association WHERE id = :id",
      into(association.name), into(association.at.lat_deg), into(association.at.lon_deg),
      into(status), use(wanted);
  if (status.empty()) return std::nullopt;
  association.status = known(model::association_status(status), status);
  return association;
}

std::vector<model::Association> associations_near_to(soci::session& session,
                                                     const model::Position& at, double radius_m,
                                                     std::size_t limit) {
  std::string id;
  model::Association one;
  one.status = model::AssociationStatus::approved;
  const auto approved = std::string(to_text(one.status));
  std::vector<std::pair<double, model::Association>> near;  // metres away
  soci::statement statement =
      (session.prepare << "SELECT id, name, lat, lon FROM association WHERE status = :status",
       into(id), into(one.name), into(one.at.lat_deg), into(one.at.lon_deg), use(approved));
  for_each_row(statement, [&] {
    const auto distance_m = geo::distance_m(one.at, at);
    if (distance_m > radius_m) return;
    one.id = known(base::parse_id<model::AssociationId>(id), id);
    near.emplace_back(distance_m, one);
  });
  std::ranges::sort(near, {},
                    [](const auto& pair) { return std::pair(pair.first, pair.second.id); });
  std::vector<model::Association> associations;
  for (auto& [distance_m, association] : near | std::views::take(limit))
    associations.push_back(std::move(association));
  return associations;
}

bool is_only_owner_of(soci::session& session, model::AssociationId association,
                      model::PersonId person) {
  const auto wanted = base::to_text(association), account = base::to_text(person);
  int own = 0, all = 0;
  session << "SELECT count(*) FILTER (WHERE account_id = :account), count(*) FROM membership "
             "WHERE association_id = :id AND role = 'owner'",
      into(own), into(all), use(account), use(wanted);
  return own == 1 && all == 1;
}

std::vector<AuditEntry> audit_of(soci::session& session, std::size_t limit) {
  const auto most = static_cast<long long>(limit);
  AuditEntry entry;
  long long at_ms = 0;
  std::vector<AuditEntry> entries;
  soci::statement statement =
      (session.prepare << "SELECT at_ms, actor_id, kind, subject_id, detail FROM audit "
                          "ORDER BY sequence DESC LIMIT :n",
       into(at_ms), into(entry.actor), into(entry.kind), into(entry.subject), into(entry.detail),
       use(most));
  for_each_row(statement, [&] {
    entry.at = {at_ms};
    entries.push_back(entry);
  });
  return entries;
}

void Writing::end_sessions_of(model::PersonId account) {
  const auto id = base::to_text(account);
  session_ << "DELETE FROM session WHERE account_id = :account", use(id);
}

bool Writing::end_device(model::PersonId account, std::string_view device) {
  const auto id = base::to_text(account);
  const std::string wanted(device);
  const auto length = static_cast<int>(kDeviceIdLength);
  soci::statement statement =
      (session_.prepare << "DELETE FROM session WHERE account_id = :account AND "
                           "substr(token_hash, 1, :length) = :device",
       use(id), use(length), use(wanted));
  statement.execute(true);
  return statement.get_affected_rows() > 0;
}

void Writing::put_recovery_code(model::PersonId account, std::string_view code_hash,
                                base::Instant at) {
  const auto id = base::to_text(account);
  const std::string hash(code_hash);
  const long long at_ms = at.unix_ms;
  session_ << "INSERT INTO recovery_code (account_id, code_hash, created_ms) VALUES (:id, :hash, "
              ":at) ON CONFLICT (account_id) DO UPDATE SET code_hash = excluded.code_hash, "
              "created_ms = excluded.created_ms",
      use(id), use(hash), use(at_ms);
}

std::optional<KnownAccount> Writing::account_of_recovery_code(std::string_view code_hash) {
  const std::string hash(code_hash);
  std::string address;
  session_ << "SELECT min(address) FROM recovery_code JOIN contact USING (account_id) "
              "WHERE code_hash = :hash HAVING count(*) > 0",
      into(address), use(hash);
  return address.empty() ? std::nullopt : account_of_contact(address);
}

void Writing::forget_recovery_code(model::PersonId account) {
  const auto id = base::to_text(account);
  session_ << "DELETE FROM recovery_code WHERE account_id = :id", use(id);
}

void Writing::replace_contact(model::PersonId account, std::string_view address) {
  const auto id = base::to_text(account);
  const std::string now(address);
  session_ << "DELETE FROM contact WHERE account_id = :id", use(id);
  session_ << "INSERT INTO contact (address, account_id) VALUES (:address, :id)", use(now), use(id);
}

void Writing::update_profile(model::PersonId person, const model::Profile& profile) {
  const auto id = base::to_text(person);
  const auto languages = joined_lines(profile.languages), skills = joined_lines(profile.skills),
             interests = joined_lines(texts_of(profile.interests));
  session_ << "UPDATE account SET first_name = :name, about = :about, languages = :languages, "
              "skills = :skills, interests = :interests, availability = :availability, "
              "neighbourhood = :neighbourhood WHERE id = :id",
      use(profile.first_name), use(profile.about), use(languages), use(skills), use(interests),
      use(profile.availability), use(profile.neighbourhood), use(id);
}

void Writing::add_association(const model::Association& association, model::PersonId owner,
                              base::Instant created) {
  const auto id = base::to_text(association.id);
  const std::string status(to_text(association.status));
  const long long created_ms = created.unix_ms;
  session_ << "INSERT INTO association (id, name, lat, lon, status, created_ms) VALUES (:id, "
              ":name, :lat, :lon, :status, :created)",
      use(id), use(association.name), use(association.at.lat_deg), use(association.at.lon_deg),
      use(status), use(created_ms);
  set_member({association.id, owner, model::MemberRole::owner});
}

void Writing::approve_association(model::AssociationId id) {
  const auto wanted = base::to_text(id);
  session_ << "UPDATE association SET status = 'approved' WHERE id = :id", use(wanted);
}

void Writing::set_member(const model::SetMember& set) {
  const auto association = base::to_text(set.association), account = base::to_text(set.person);
  session_ << "DELETE FROM membership WHERE account_id = :account AND association_id = :id",
      use(account), use(association);
  if (!set.role) return;
  const std::string role(to_text(*set.role));
  session_ << "INSERT INTO membership (account_id, association_id, role) VALUES (:account, :id, "
              ":role)",
      use(account), use(association), use(role);
}

void Writing::grant(model::PersonId person, const model::Grant& grant) {
  const auto id = base::to_text(person);
  std::visit(base::Overloaded{[&](const model::AdminGrant&) {
                                session_ << "UPDATE account SET admin = 1 WHERE id = :id", use(id);
                              },
                              [&](const model::AreaGrant& of_area) {
                                const AreaRow row(person, of_area);
                                session_ << "INSERT INTO area_role (account_id, role, lat, lon, "
                                            "radius_m) VALUES (:id, :role, :lat, :lon, :radius) ON "
                                            "CONFLICT DO NOTHING",
                                    use(row.account), use(row.role), use(row.lat), use(row.lon),
                                    use(row.radius_m);
                              }},
             grant);
}

void Writing::revoke(model::PersonId person, const model::Grant& grant) {
  const auto id = base::to_text(person);
  std::visit(base::Overloaded{[&](const model::AdminGrant&) {
                                session_ << "UPDATE account SET admin = 0 WHERE id = :id", use(id);
                              },
                              [&](const model::AreaGrant& of_area) {
                                const AreaRow row(person, of_area);
                                session_ << "DELETE FROM area_role WHERE account_id = :id AND role "
                                            "= :role AND lat = :lat AND lon = :lon AND radius_m = "
                                            ":radius",
                                    use(row.account), use(row.role), use(row.lat), use(row.lon),
                                    use(row.radius_m);
                              }},
             grant);
}

void Writing::add_audit(const AuditEntry& entry) {
  const long long at_ms = entry.at.unix_ms;
  session_ << "INSERT INTO audit (at_ms, actor_id, kind, subject_id, detail) VALUES (:at, :actor, "
              ":kind, :subject, :detail)",
      use(at_ms), use(entry.actor), use(entry.kind), use(entry.subject), use(entry.detail);
}

}  // namespace storage::sql
