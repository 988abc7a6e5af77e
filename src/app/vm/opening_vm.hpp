// Whether a place is open, and until when, as its row says it.
#pragma once
#include <optional>

#include "core/model/place_facts.hpp"
#include "core/model/position.hpp"
#include "core/rules/opening_week.hpp"

namespace app {

struct OpeningVm {
  rules::OpenNow now;
  // So long its words are looked at as true: to the end of the minute where minutes are counted
  // down, else of the quarter of an hour.
  base::Instant until;
};

// None where nobody has said anything of its hours; unsaid where what is said cannot be read.
std::optional<OpeningVm> opening_vm(const model::PlaceFacts& facts, model::Position at,
                                    base::Instant now);

}  // namespace app
