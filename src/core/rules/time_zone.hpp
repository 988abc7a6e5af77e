// The time zones of France, by rule: standard libraries of the browser's form know none.
#pragma once
#include <array>
#include <cstdint>
#include <string_view>

#include "core/base/calendar.hpp"
#include "core/base/time.hpp"

namespace rules {

enum class TimeZone : std::uint8_t {
  paris,
  antilles,  // Guadeloupe, Martinique, Saint-Martin, Saint-Barthélemy
  cayenne,
  miquelon,
  reunion,
  mayotte,
  noumea,
  tahiti,
  marquesas,
  gambier,
  wallis
};

// The zone's name in the tz database: "Europe/Paris", "America/Martinique", …
std::string_view iana_name(TimeZone zone);

// Minutes that local time is ahead of UTC. Summer time as it has been since 2007: in Paris by
// directive 2000/84/EC, in Saint-Pierre-et-Miquelon as in North America. Years 1970 to 9999.
int offset_minutes(TimeZone zone, base::Instant at);

struct LocalTime {
  base::Day day = 0;
  int minute = 0;  // of the day, 0 to 1439; seconds are cut off
  bool operator==(const LocalTime&) const = default;
};
LocalTime local_time(TimeZone zone, base::Instant at);

// A part of a local day during which the clocks run evenly: one a day, two on the days when they
// are changed. The minutes before and after a change may overlap (the hour that comes twice) or
// leave a gap (the hour that does not exist).
struct EvenSpan {
  base::Instant from, to;  // to: excluded
  int offset_min = 0;
};
struct LocalDay {
  std::array<EvenSpan, 2> spans;
  int count = 1;
};
LocalDay local_day(TimeZone zone, base::Day day);

// The instant at which clocks first show that minute of that day, or one after it where they skip
// it. `minute` may be beyond the day (1440 is the next midnight).
base::Instant instant_of(TimeZone zone, base::Day day, int minute);

}  // namespace rules
