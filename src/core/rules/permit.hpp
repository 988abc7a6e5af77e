// Who may do what. One function and one table, used by the interface to show what is possible and
// by the server to decide.
#pragma once
#include <optional>
#include <vector>

#include "core/base/result.hpp"
#include "core/model/action.hpp"
#include "core/model/association.hpp"
#include "core/model/command.hpp"

namespace rules {

// Who asks, and what they are where the thing concerned is.
struct Actor {
  std::optional<model::PersonId> person = {};  // nobody: a guest
  bool is_admin = false;
  bool is_moderator_here = false, is_coordinator_here = false;
  std::vector<model::Membership> memberships = {};
};

// `at`: where the thing concerned is; none where it is nowhere in particular.
Actor actor_at(const model::Standing& standing, const model::PersonId& person,
               const std::optional<model::Position>& at);

// What must be known of the world to decide. Filled by whoever asks: the server inside its
// transaction.
struct Facts {
  std::optional<model::PersonId> author =
      {};  // of the action concerned; none: there is no such action
  model::ActionStatus status = model::ActionStatus::open;
  // The association concerned, or in whose name something is made; none: there is no such one.
  std::optional<model::Association> association = {};
  bool is_person_known = false;  // the person a command is about
  bool is_only_owner = false;    // that person, of that association
  bool is_event_known = false, is_event_over = false;
  std::optional<model::Seat> seat = {};  // of who asks, at that event
  bool is_place_known = false;
  std::optional<model::AssociationId> place_association = {};  // whose place it is
  // Of the correction concerned; none: there is no such one.
  std::optional<model::CorrectionStatus> correction = {};
};

// Whether a thing is shown to them. What is not shown does not exist for them.
bool may_see_action(const Actor& actor, const model::PersonId& author, model::ActionStatus status);
bool may_see_association(const Actor& actor, const model::Association& association);

// Whether they look after a place: who moderates there, who belongs to its association, admins.
bool may_look_after(const Actor& actor,
                    const std::optional<model::AssociationId>& place_association);

// Reasons: permit.sign_in, permit.not_found, permit.not_author, permit.already_closed,
// permit.not_moderator, permit.not_suspended, permit.already_suspended, permit.not_coordinator,
// permit.already_approved, permit.not_member, permit.not_approved, permit.not_owner,
// permit.only_owner, permit.not_admin, event.over, event.already_joined, event.not_joined,
// permit.not_caretaker, correction.decided
base::Result<base::Done> permit(const Actor& actor, const model::Intent& intent,
                                const Facts& facts);

}  // namespace rules
