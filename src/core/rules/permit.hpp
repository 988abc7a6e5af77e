// Who may do what. One function and one table, used by the interface to show what is possible and
// by the server to decide.
#pragma once
#include <optional>

#include "core/base/result.hpp"
#include "core/model/action.hpp"
#include "core/model/command.hpp"

namespace rules {

struct Actor {
  std::optional<model::PersonId> person;  // nobody: a guest
};

// What must be known of the world to decide. Filled by whoever asks: the server inside its
// transaction.
struct Facts {
  std::optional<model::PersonId> author;  // of the action concerned; none: there is no such action
  model::ActionStatus status = model::ActionStatus::open;
};

// Reasons: permit.sign_in, permit.not_found, permit.not_author, permit.already_closed
base::Result<base::Done> permit(const Actor& actor, const model::Intent& intent,
                                const Facts& facts);

}  // namespace rules
