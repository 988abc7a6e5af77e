// What opening hours say over a stretch of time, found once: for many who arrive at many instants.
#pragma once
#include <optional>
#include <vector>

#include "core/rules/opening_hours.hpp"

namespace rules {

class Timeline {
 public:
  Timeline(OpeningHours hours, const Locality& locality);

  // What state_at() says of an instant, and when next_change() is then; none where it says none.
  // The first instant begins the stretch, later ones make it longer; earlier ones, and those much
  // later, begin it anew.
  // O(log changes known), and next_change() for each change not yet known.
  struct Span {
    HoursState state = HoursState::closed;
    std::optional<base::Instant> until;
  };
  Span at(base::Instant instant);
  // Gives back what was before, to a page that stays open.
  void forget_before(base::Instant instant);

 private:
  void begin_at(base::Instant instant);
  bool extend();
  OpeningHours hours_;
  Locality locality_;
  std::vector<Change> changes_;  // the first: where the stretch begins
  bool is_whole_ = false;        // nothing changes after the last, as far as is looked ahead
};

// Whether the hours are others at another place with the same clocks and holidays: they name what
// the sun does.
bool depends_on_position(const OpeningHours& hours);

}  // namespace rules
