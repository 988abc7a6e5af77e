// Accounts beyond their contact: profiles, devices, recovery codes, associations, roles, the audit
// log. Private to storage/.
#pragma once
#include <soci/soci.h>

#include <optional>
#include <string_view>
#include <vector>

#include "server/storage/storage.hpp"

namespace storage::sql {

std::vector<Device> devices_of(soci::session& session, model::PersonId account, base::Instant now);
std::optional<model::Profile> profile_of(soci::session& session, model::PersonId person);
model::Standing standing_of(soci::session& session, model::PersonId person);
std::optional<model::Association> association_of(soci::session& session, model::AssociationId id);
// Looks at all that are approved: there are thousands at most, and few ask.
std::vector<model::Association> associations_near_to(soci::session& session,
                                                     const model::Position& at, double radius_m,
                                                     std::size_t limit);
bool is_only_owner_of(soci::session& session, model::AssociationId association,
                      model::PersonId person);
std::vector<AuditEntry> audit_of(soci::session& session, std::size_t limit);

}  // namespace storage::sql
