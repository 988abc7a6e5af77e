// An event with seats: who comes first has one, who comes later waits for one.
#pragma once
#include <cstdint>
#include <optional>
#include <string>

#include "core/base/id.hpp"
#include "core/base/time.hpp"
#include "core/model/person.hpp"
#include "core/model/position.hpp"
#include "core/model/role.hpp"

namespace model {

using EventId = base::Id<struct EventTag>;

struct Event {
  EventId id;  // the id of the command that created it
  std::string title;
  std::string text;
  PublicAuthor organizer;
  std::optional<AssociationId> association;  // in whose name
  Position at;                               // public, exact
  base::Instant starts, ends;
  std::int64_t seats = 1;
  std::int64_t taken = 0, waiting = 0;  // taken <= seats; nobody waits while a seat is free
  bool operator==(const Event&) const = default;
};

// Whether a person has a seat.
enum class Seat : std::uint8_t { taken, waiting };

}  // namespace model
