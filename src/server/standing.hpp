// What somebody is, where the thing concerned is, and what must be known of that thing: all that
// rules::permit needs.
#pragma once
#include <optional>

#include "core/model/command.hpp"
#include "core/model/position.hpp"
#include "core/rules/permit.hpp"
#include "server/storage/storage.hpp"

namespace server {

// `at`: where the thing concerned is; none where it is nowhere in particular.
rules::Actor actor_at(storage::Reader& reader, const model::PersonId& person,
                      const std::optional<model::Position>& at);

// Who asks for it, and the facts, as they stand in this transaction.
struct Case {
  rules::Actor actor;
  rules::Facts facts;
};
Case case_of(storage::Reader& reader, const model::PersonId& person, const model::Intent& intent,
             base::Instant now);

}  // namespace server
