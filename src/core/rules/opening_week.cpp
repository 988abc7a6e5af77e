#include "core/rules/opening_week.hpp"

#include <algorithm>

namespace rules {
namespace {

constexpr int kDayMin = 1440, kWeek = 7;

using Intervals = std::vector<DayInterval>;

bool is_told(const DayInterval& interval) { return interval.is.state != HoursState::closed; }

bool goes_on(const Intervals& day, const Intervals& next) {
  return is_told(day.back()) && is_told(next.front()) &&
         day.back().is.state == next.front().is.state;
}

// Whole days stand for themselves.
bool begins_before_midnight(const Intervals& day, const Intervals& next) {
  return day.size() > 1 && next.size() > 1 && goes_on(day, next);
}

HoursSpan span_of(const DayInterval& interval) {
  return {interval.from_min, interval.to_min, interval.is.state == HoursState::unknown,
          interval.is.is_open_end, std::string(interval.is.comment)};
}

std::vector<HoursSpan> spans_of(const Intervals& before, const Intervals& day,
                                const Intervals& after) {
  std::vector<HoursSpan> spans;
  const std::size_t first = begins_before_midnight(before, day) ? 1 : 0;
  for (std::size_t i = first; i < day.size(); ++i) {
    const auto& interval = day[i];
    if (!is_told(interval)) continue;
    // "17:00+": open from then on; what is not known is until when.
    if (interval.is.is_open_end && !spans.empty() && spans.back().to_min == interval.from_min)
      spans.back().is_open_end = true;
    else
      spans.push_back(span_of(interval));
  }
  if (!spans.empty() && begins_before_midnight(day, after))
    spans.back().to_min = kDayMin + after.front().to_min;
  return spans;
}

OpenNow as_of(base::Instant now, const OpeningHours& hours, const Locality& locality) {
  const auto is = state_at(hours, locality, now);
  const OpenState state = is.state == HoursState::open     ? OpenState::open
                          : is.state == HoursState::closed ? OpenState::closed
                                                           : OpenState::uncertain;
  return {state, upcoming(hours, locality, now)};
}

}  // namespace

bool OpenNow::closes_soon() const {
  return state == OpenState::open && next && next->kind == UpcomingKind::closes &&
         next->when == UpcomingWhen::in_minutes;
}

bool HoursDay::is_whole_day() const {
  return spans.size() == 1 && spans[0].from_min == 0 && spans[0].to_min == kDayMin &&
         !spans[0].is_uncertain && spans[0].comment.empty();
}

OpenNow open_now(std::string_view opening_hours, const Locality& locality, base::Instant now) {
  const auto hours = parse_opening_hours(opening_hours);
  return hours ? as_of(now, *hours, locality) : OpenNow{};
}

OpeningWeek opening_week(std::string_view opening_hours, const Locality& locality,
                         base::Instant now) {
  OpeningWeek week;
  if (opening_hours.empty()) return week;
  const auto parsed = parse_opening_hours(opening_hours);
  if (!parsed) return week;
  const OpeningHours& hours = *parsed;
  week.now = as_of(now, hours, locality);
  const auto local = local_time(locality.zone, now);
  week.minute = local.minute;
  std::vector<Intervals> days;  // from yesterday to the day after the week
  for (int ahead = -1; ahead <= kWeek; ++ahead)
    days.push_back(day_intervals(hours, locality, local.day + ahead));
  for (int ahead = 0; ahead < kWeek; ++ahead) {
    const base::Day day = local.day + ahead;
    const auto at = static_cast<std::size_t>(ahead);
    week.days.push_back({base::weekday_of(day), ahead == 0,
                         is_public_holiday(locality.territory, day),
                         spans_of(days[at], days[at + 1], days[at + 2])});
  }
  std::sort(week.days.begin(), week.days.end(),
            [](const HoursDay& a, const HoursDay& b) { return a.weekday < b.weekday; });
  week.is_always =
      !week.now.next && std::all_of(week.days.begin(), week.days.end(),
                                    [](const HoursDay& d) { return d.is_whole_day(); });
  return week;
}

}  // namespace rules
