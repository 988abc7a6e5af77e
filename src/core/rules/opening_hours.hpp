// Opening hours in the syntax of OpenStreetMap: what they say at an instant, on a day, and when
// that changes next.
#pragma once
#include <optional>
#include <string_view>
#include <vector>

#include "core/base/result.hpp"
#include "core/base/time.hpp"
#include "core/rules/hours_syntax.hpp"
#include "core/rules/locality.hpp"

namespace rules {

struct OpeningHours {
  std::vector<hours::Rule> rules;
  int look_ahead_days = 0;  // after so many days without a change there is none, or none is sought
};

// Codes, and what is accepted: hours_parser.hpp, docs/formats.md. Where it fails the hours are
// unknown, and the text is shown as it is.
base::Result<OpeningHours> parse_opening_hours(std::string_view value);

struct StateNow {
  HoursState state = HoursState::closed;
  bool is_open_end = false;  // unknown because nobody says when it ends ("17:00+")
  std::string_view comment;  // lives as long as the hours; may be empty
};

// Constant over a minute of local clocks. A few microseconds; the more, the more rules.
StateNow state_at(const OpeningHours& hours, const Locality& locality, base::Instant at);

struct Change {
  base::Instant at;
  HoursState to = HoursState::closed;
};

// When the state (not the comment alone) is another for the first time after `at`; none where it
// stays for `look_ahead_days`, five years at most. Costs a state for every day in between.
std::optional<Change> next_change(const OpeningHours& hours, const Locality& locality,
                                  base::Instant at);

struct DayInterval {
  int from_min = 0, to_min = 1440;  // minutes of local clocks; to: excluded
  StateNow is;
};

// The whole local day from 00:00 to 24:00, in order, without gaps; neighbours differ. What goes
// over midnight is on both days.
std::vector<DayInterval> day_intervals(const OpeningHours& hours, const Locality& locality,
                                       base::Day day);

}  // namespace rules
