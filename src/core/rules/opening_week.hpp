// Opening hours as people read them: how things stand now, and the coming week, a line a day.
#pragma once
#include <optional>
#include <string>
#include <vector>

#include "core/rules/upcoming.hpp"

namespace rules {

enum class OpenState : std::uint8_t {
  unsaid,  // nothing is known, or what was received cannot be read
  open,
  closed,
  uncertain  // the hours themselves say that they do not know
};

struct OpenNow {
  OpenState state = OpenState::unsaid;
  std::optional<Upcoming> next;
  // Less than an hour is left.
  bool closes_soon() const;
};
// Unsaid where the text is empty or cannot be read.
OpenNow open_now(std::string_view opening_hours, const Locality& locality, base::Instant now);

// What goes over midnight is told on the day on which it begins: `to_min` is then beyond 1440.
struct HoursSpan {
  int from_min = 0, to_min = 1440;  // minutes of local clocks from the day's midnight
  bool is_uncertain = false;
  bool is_open_end = false;  // nobody says until when
  std::string comment;
};

struct HoursDay {
  base::Weekday weekday = base::Weekday::monday;
  bool is_today = false;
  bool is_holiday = false;       // a public one
  std::vector<HoursSpan> spans;  // in order; none: closed
  bool is_whole_day() const;     // open from midnight to midnight
};

struct OpeningWeek {
  OpenNow now;
  int minute = 0;              // of the local day
  std::vector<HoursDay> days;  // Monday to Sunday, each the next that comes; empty: unsaid
  bool is_always = false;      // open day and night
};

// Costs a state for each of nine days, some tens of microseconds.
OpeningWeek opening_week(std::string_view opening_hours, const Locality& locality,
                         base::Instant now);

}  // namespace rules
