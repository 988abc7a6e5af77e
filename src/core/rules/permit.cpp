#include "core/rules/permit.hpp"

#include <algorithm>

#include "core/base/overloaded.hpp"
#include "core/geo/mercator.hpp"

namespace rules {
namespace {

bool holds(const model::Standing& standing, model::AreaRole role, const model::Position& at) {
  return std::ranges::any_of(standing.areas, [&](const model::AreaGrant& grant) {
    return grant.role == role && geo::distance_m(grant.area.centre, at) <= grant.area.radius_m;
  });
}

using model::ActionStatus;
using Permission = base::Result<base::Done>;

Permission allowed() { return base::Done{}; }
Permission refused(std::string code, std::string detail) {
  return base::Error{std::move(code), "", std::move(detail)};
}
Permission not_found() { return refused("permit.not_found", "There is no such thing."); }

bool belongs_to(const Actor& actor, const model::AssociationId& association) {
  return std::ranges::any_of(actor.memberships,
                             [&](const auto& m) { return m.association == association; });
}

bool owns(const Actor& actor, const model::AssociationId& association) {
  return std::ranges::any_of(actor.memberships, [&](const auto& m) {
    return m.association == association && m.role == model::MemberRole::owner;
  });
}

bool sees_action(const Actor& actor, const Facts& facts) {
  return facts.author && may_see_action(actor, *facts.author, facts.status);
}

bool sees_association(const Actor& actor, const Facts& facts) {
  return facts.association && may_see_association(actor, *facts.association);
}

Permission permit_close(const Actor& actor, const Facts& facts) {
  if (!sees_action(actor, facts)) return not_found();
  if (*facts.author != actor.person)
    return refused("permit.not_author", "Only its author closes it.");
  if (facts.status == ActionStatus::closed)
    return refused("permit.already_closed", "The action is closed already.");
  return allowed();
}

Permission permit_moderation(const Actor& actor, const Facts& facts) {
  if (!sees_action(actor, facts)) return not_found();
  if (!actor.is_moderator_here && !actor.is_admin)
    return refused("permit.not_moderator", "Only those who moderate there do this.");
  return allowed();
}

Permission permit_suspend(const Actor& actor, const Facts& facts) {
  if (const auto may = permit_moderation(actor, facts); !may) return may;
  if (facts.status == ActionStatus::suspended)
    return refused("permit.already_suspended", "The action is suspended already.");
  if (facts.status == ActionStatus::closed)
    return refused("permit.already_closed", "The action is closed already.");
  return allowed();
}

Permission permit_restore(const Actor& actor, const Facts& facts) {
  if (const auto may = permit_moderation(actor, facts); !may) return may;
  if (facts.status != ActionStatus::suspended)
    return refused("permit.not_suspended", "The action is not suspended.");
  return allowed();
}

Permission permit_approve(const Actor& actor, const Facts& facts) {
  if (!sees_association(actor, facts)) return not_found();
  if (!actor.is_coordinator_here && !actor.is_admin)
    return refused("permit.not_coordinator", "Only those who coordinate there do this.");
  if (facts.association->status == model::AssociationStatus::approved)
    return refused("permit.already_approved", "The association is approved already.");
  return allowed();
}

Permission permit_set_member(const Actor& actor, const model::SetMember& set, const Facts& facts) {
  if (!sees_association(actor, facts) || !facts.is_person_known) return not_found();
  const bool leaves = actor.person == set.person && !set.role && belongs_to(actor, set.association);
  if (!owns(actor, set.association) && !actor.is_admin && !leaves)
    return refused("permit.not_owner", "Only its owners say who belongs to it.");
  if (facts.is_only_owner && set.role != model::MemberRole::owner)
    return refused("permit.only_owner", "An association keeps an owner.");
  return allowed();
}

Permission permit_roles(const Actor& actor, const Facts& facts) {
  if (!actor.is_admin) return refused("permit.not_admin", "Only admins do this.");
  return facts.is_person_known ? allowed() : not_found();
}

Permission permit_create_event(const Actor& actor, const model::CreateEvent& create,
                               const Facts& facts) {
  if (!create.association) return allowed();
  if (!sees_association(actor, facts)) return not_found();
  if (!belongs_to(actor, *create.association))
    return refused("permit.not_member", "Only its members speak in its name.");
  if (facts.association->status != model::AssociationStatus::approved)
    return refused("permit.not_approved", "The association is not approved yet.");
  return allowed();
}

Permission permit_join(const Facts& facts) {
  if (!facts.is_event_known) return not_found();
  if (facts.is_event_over) return refused("event.over", "The event is over.");
  if (facts.seat) return refused("event.already_joined", "Signed up already.");
  return allowed();
}

Permission permit_leave(const Facts& facts) {
  if (!facts.is_event_known) return not_found();
  if (facts.is_event_over) return refused("event.over", "The event is over.");
  return facts.seat ? allowed() : refused("event.not_joined", "Not signed up.");
}

Permission permit_care(const Actor& actor, const Facts& facts) {
  if (!facts.is_place_known) return not_found();
  if (!may_look_after(actor, facts.place_association))
    return refused("permit.not_caretaker", "Only those who look after the place do this.");
  return allowed();
}

Permission permit_decide(const Actor& actor, const Facts& facts) {
  if (!facts.correction || !may_look_after(actor, facts.place_association)) return not_found();
  if (facts.correction != model::CorrectionStatus::open)
    return refused("correction.decided", "Somebody has decided already.");
  return allowed();
}

Permission permit_assign(const Actor& actor, const model::AssignPlace& assign, const Facts& facts) {
  if (!facts.is_place_known) return not_found();
  if (!actor.is_moderator_here && !actor.is_admin)
    return refused("permit.not_moderator", "Only those who moderate there do this.");
  if (!assign.association) return allowed();
  if (!facts.association) return not_found();
  if (facts.association->status != model::AssociationStatus::approved)
    return refused("permit.not_approved", "The association is not approved yet.");
  return allowed();
}

}  // namespace

Actor actor_at(const model::Standing& standing, const model::PersonId& person,
               const std::optional<model::Position>& at) {
  Actor actor{person, standing.is_admin, false, false, standing.memberships};
  if (!at) return actor;
  actor.is_moderator_here = holds(standing, model::AreaRole::moderator, *at);
  actor.is_coordinator_here = holds(standing, model::AreaRole::coordinator, *at);
  return actor;
}

bool may_see_action(const Actor& actor, const model::PersonId& author, ActionStatus status) {
  return status != ActionStatus::suspended || actor.person == author || actor.is_moderator_here ||
         actor.is_admin;
}

bool may_see_association(const Actor& actor, const model::Association& association) {
  return association.status == model::AssociationStatus::approved ||
         belongs_to(actor, association.id) || actor.is_coordinator_here || actor.is_admin;
}

bool may_look_after(const Actor& actor,
                    const std::optional<model::AssociationId>& place_association) {
  return actor.is_moderator_here || actor.is_admin ||
         (place_association && belongs_to(actor, *place_association));
}

base::Result<base::Done> permit(const Actor& actor, const model::Intent& intent,
                                const Facts& facts) {
  if (std::holds_alternative<model::SuggestCorrection>(intent))
    return facts.is_place_known ? allowed() : not_found();
  if (!actor.person) return refused("permit.sign_in", "Only those who signed in do this.");
  return std::visit(
      base::Overloaded{
          [](const model::CreateAction&) { return allowed(); },
          [&](const model::CloseAction&) { return permit_close(actor, facts); },
          [&](const model::SuspendAction&) { return permit_suspend(actor, facts); },
          [&](const model::RestoreAction&) { return permit_restore(actor, facts); },
          [](const model::UpdateProfile&) { return allowed(); },
          [](const model::CreateAssociation&) { return allowed(); },
          [&](const model::ApproveAssociation&) { return permit_approve(actor, facts); },
          [&](const model::SetMember& set) { return permit_set_member(actor, set, facts); },
          [&](const model::GrantRole&) { return permit_roles(actor, facts); },
          [&](const model::RevokeRole&) { return permit_roles(actor, facts); },
          [&](const model::CreateEvent& c) { return permit_create_event(actor, c, facts); },
          [&](const model::JoinEvent&) { return permit_join(facts); },
          [&](const model::LeaveEvent&) { return permit_leave(facts); },
          [](const model::SuggestCorrection&) { return allowed(); },  // by anybody, as above
          [&](const model::AcceptCorrection&) { return permit_decide(actor, facts); },
          [&](const model::RefuseCorrection&) { return permit_decide(actor, facts); },
          [&](const model::AssignPlace& a) { return permit_assign(actor, a, facts); },
          [&](const model::EditPlace&) { return permit_care(actor, facts); },
          [&](const model::CheckPlace&) { return permit_care(actor, facts); },
          [&](const model::TellNeeds&) { return permit_care(actor, facts); },
      },
      intent);
}

}  // namespace rules
