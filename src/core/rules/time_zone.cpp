#include "core/rules/time_zone.hpp"

#include <algorithm>

namespace rules {
namespace {

using base::Day;
using base::Instant;
using base::Weekday;

struct Zone {
  std::string_view name;
  int offset_min;  // in winter
};

constexpr std::array kZones{Zone{"Europe/Paris", 60},        Zone{"America/Martinique", -240},
                            Zone{"America/Cayenne", -180},   Zone{"America/Miquelon", -180},
                            Zone{"Indian/Reunion", 240},     Zone{"Indian/Mayotte", 180},
                            Zone{"Pacific/Noumea", 660},     Zone{"Pacific/Tahiti", -600},
                            Zone{"Pacific/Marquesas", -570}, Zone{"Pacific/Gambier", -540},
                            Zone{"Pacific/Wallis", 720}};

const Zone& zone_of(TimeZone zone) { return kZones[static_cast<std::size_t>(zone)]; }

Instant at_utc(Day day, int minute) { return {day * base::kDayMs + minute * base::kMinuteMs}; }

Day utc_day(std::int64_t unix_ms) {
  return static_cast<Day>(unix_ms / base::kDayMs - (unix_ms % base::kDayMs < 0 ? 1 : 0));
}

struct Summer {
  Instant begins, ends;
};

// All of the European Union changes at 01:00 UTC; North America at 02:00 of its own clocks.
Summer summer(TimeZone zone, int year) {
  if (zone == TimeZone::paris)
    return {at_utc(base::nth_weekday(year, 3, Weekday::sunday, -1), 60),
            at_utc(base::nth_weekday(year, 10, Weekday::sunday, -1), 60)};
  const int winter_min = zone_of(zone).offset_min;
  return {at_utc(base::nth_weekday(year, 3, Weekday::sunday, 2), 120 - winter_min),
          at_utc(base::nth_weekday(year, 11, Weekday::sunday, 1), 120 - (winter_min + 60))};
}

}  // namespace

std::string_view iana_name(TimeZone zone) { return zone_of(zone).name; }

int offset_minutes(TimeZone zone, Instant at) {
  const int winter_min = zone_of(zone).offset_min;
  if (zone != TimeZone::paris && zone != TimeZone::miquelon) return winter_min;
  const auto [begins, ends] = summer(zone, base::date_of(utc_day(at.unix_ms)).year);
  return winter_min + (at >= begins && at < ends ? 60 : 0);
}

LocalTime local_time(TimeZone zone, Instant at) {
  const auto local_ms = at.unix_ms + offset_minutes(zone, at) * base::kMinuteMs;
  const Day day = utc_day(local_ms);
  return {day, static_cast<int>((local_ms - day * base::kDayMs) / base::kMinuteMs)};
}

LocalDay local_day(TimeZone zone, Day day) {
  // No zone here changes its clocks within an hour of midnight, so midnight is never ambiguous.
  const auto midnight = [zone](Day of) {
    const auto guess = at_utc(of, -zone_of(zone).offset_min);
    return Instant{guess.unix_ms -
                   (offset_minutes(zone, guess) - zone_of(zone).offset_min) * base::kMinuteMs};
  };
  const auto from = midnight(day), to = midnight(day + 1);
  const int before = offset_minutes(zone, from), after = offset_minutes(zone, to);
  LocalDay local{{EvenSpan{from, to, before}, EvenSpan{}}, 1};
  if (before == after) return local;
  const auto changes = summer(zone, base::date_of(day).year);
  const auto change = changes.begins > from && changes.begins < to ? changes.begins : changes.ends;
  local.spans = {EvenSpan{from, change, before}, EvenSpan{change, to, after}};
  local.count = 2;
  return local;
}

Instant instant_of(TimeZone zone, Day day, int minute) {
  const Day later = minute / 1440;
  const auto local = local_day(zone, day + later);
  const auto wanted = at_utc(day, minute);
  for (int i = 0; i < local.count; ++i) {
    const auto& span = local.spans[static_cast<std::size_t>(i)];
    const Instant at{wanted.unix_ms - span.offset_min * base::kMinuteMs};
    if (at < span.to) return std::max(at, span.from);
  }
  return local.spans[static_cast<std::size_t>(local.count - 1)].to;
}

}  // namespace rules
