#include "core/rules/upcoming.hpp"

namespace rules {
namespace {

UpcomingKind kind_of(HoursState to) {
  switch (to) {
    case HoursState::open: return UpcomingKind::opens;
    case HoursState::closed: return UpcomingKind::closes;
    case HoursState::unknown: return UpcomingKind::becomes_unknown;
  }
  return UpcomingKind::becomes_unknown;
}

UpcomingWhen when_of(const Upcoming& upcoming) {
  constexpr int kHour = 60, kNightEnds = 4 * 60, kSameWeekday = 7;
  if (upcoming.minutes <= kHour) return UpcomingWhen::in_minutes;
  if (upcoming.days_ahead == 0) return UpcomingWhen::today;
  const bool is_night = upcoming.minute_of_day <= kNightEnds && upcoming.minutes < 12 * kHour;
  if (upcoming.days_ahead == 1 && is_night) return UpcomingWhen::today;
  if (upcoming.days_ahead == 1) return UpcomingWhen::tomorrow;
  return upcoming.days_ahead < kSameWeekday ? UpcomingWhen::on_weekday : UpcomingWhen::on_date;
}

}  // namespace

std::optional<Upcoming> upcoming(const OpeningHours& hours, const Locality& locality,
                                 base::Instant now) {
  const auto change = next_change(hours, locality, now);
  if (!change) return std::nullopt;
  const auto then = local_time(locality.zone, change->at);
  Upcoming result;
  result.kind = kind_of(change->to);
  result.minutes =
      static_cast<int>((change->at.unix_ms - now.unix_ms + base::kMinuteMs - 1) / base::kMinuteMs);
  result.days_ahead = then.day - local_time(locality.zone, now).day;
  result.minute_of_day = then.minute;
  result.weekday = base::weekday_of(then.day);
  result.date = base::date_of(then.day);
  result.when = when_of(result);
  return result;
}

}  // namespace rules
