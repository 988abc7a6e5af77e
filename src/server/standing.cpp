#include "server/standing.hpp"

#include <algorithm>

#include "core/base/overloaded.hpp"
#include "core/geo/mercator.hpp"

namespace server {
namespace {

bool holds(const model::Standing& standing, model::AreaRole role, const model::Position& at) {
  return std::ranges::any_of(standing.areas, [&](const model::AreaGrant& grant) {
    return grant.role == role && geo::distance_m(grant.area.centre, at) <= grant.area.radius_m;
  });
}

// Gathers the facts of one intent, and where it takes place.
class Gathering {
 public:
  Gathering(storage::Reader& reader, const model::PersonId& person, base::Instant now)
      : reader_(reader), person_(person), now_(now) {}

  void operator()(const model::CreateAction&) {}
  void operator()(const model::CloseAction& close) { action(close.action); }
  void operator()(const model::SuspendAction& suspend) { action(suspend.action); }
  void operator()(const model::RestoreAction& restore) { action(restore.action); }
  void operator()(const model::UpdateProfile&) {}
  void operator()(const model::CreateAssociation&) {}
  void operator()(const model::ApproveAssociation& approve) { association(approve.association); }
  void operator()(const model::SetMember& set) {
    association(set.association);
    person(set.person);
    facts.is_only_owner = reader_.is_only_owner(set.association, set.person);
  }
  void operator()(const model::GrantRole& grant) { person(grant.person); }
  void operator()(const model::RevokeRole& revoke) { person(revoke.person); }
  void operator()(const model::CreateEvent& create) {
    if (create.association) association(*create.association);
  }
  void operator()(const model::JoinEvent& join) { event(join.event); }
  void operator()(const model::LeaveEvent& leave) { event(leave.event); }

  rules::Facts facts;
  std::optional<model::Position> at;

 private:
  void action(model::ActionId id) {
    const auto action = reader_.action(id);
    if (!action) return;
    facts.author = action->author.id;
    facts.status = action->status;
    at = action->at.centre;
  }
  void association(model::AssociationId id) {
    facts.association = reader_.association(id);
    if (facts.association) at = facts.association->at;
  }
  void person(model::PersonId id) { facts.is_person_known = reader_.profile(id).has_value(); }
  void event(model::EventId id) {
    const auto event = reader_.event(id);
    if (!event) return;
    facts.is_event_known = true;
    facts.is_event_over = event->ends <= now_;
    facts.seat = reader_.seat(id, person_);
  }

  storage::Reader& reader_;
  const model::PersonId& person_;
  base::Instant now_;
};

}  // namespace

rules::Actor actor_at(storage::Reader& reader, const std::optional<model::PersonId>& person,
                      const std::optional<model::Position>& at) {
  if (!person) return {};
  const auto standing = reader.standing(*person);
  rules::Actor actor{person, standing.is_admin, false, false, standing.memberships};
  if (!at) return actor;
  actor.is_moderator_here = holds(standing, model::AreaRole::moderator, *at);
  actor.is_coordinator_here = holds(standing, model::AreaRole::coordinator, *at);
  return actor;
}

Case case_of(storage::Reader& reader, const model::PersonId& person, const model::Intent& intent,
             base::Instant now) {
  Gathering gathering(reader, person, now);
  std::visit([&](const auto& one) { gathering(one); }, intent);
  return {actor_at(reader, person, gathering.at), gathering.facts};
}

}  // namespace server
