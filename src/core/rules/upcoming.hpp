// The next change of opening hours as people say it: "closes in 20 min", "opens tomorrow at 9".
#pragma once
#include <optional>

#include "core/rules/opening_hours.hpp"

namespace rules {

enum class UpcomingKind : std::uint8_t { opens, closes, becomes_unknown };

// How to say when: the nearest that fits.
enum class UpcomingWhen : std::uint8_t {
  in_minutes,  // within the hour
  today,       // at a time; also tonight until 4:00, though the date is tomorrow's
  tomorrow,
  on_weekday,  // within six days
  on_date
};

struct Upcoming {
  UpcomingKind kind = UpcomingKind::opens;
  UpcomingWhen when = UpcomingWhen::in_minutes;
  int minutes = 0;        // from now, rounded up: 1 to 60 where `when` is in_minutes
  int days_ahead = 0;     // local midnights until then
  int minute_of_day = 0;  // of local clocks
  base::Weekday weekday = base::Weekday::monday;
  base::CivilDate date;
  bool operator==(const Upcoming&) const = default;
};

// None where the hours do not change (next_change). What is unknown and will be closed closes.
std::optional<Upcoming> upcoming(const OpeningHours& hours, const Locality& locality,
                                 base::Instant now);

}  // namespace rules
