#include "core/rules/opening_hours.hpp"

#include <algorithm>

#include "core/rules/hours_days.hpp"
#include "core/rules/hours_parser.hpp"
#include "core/rules/limits.hpp"

namespace rules {
namespace {

using base::Day;
using hours::Joint;
using hours::LocalDate;
using hours::Rule;

constexpr int kDayMin = 24 * 60;

// The state of each minute of one day; later strokes cover earlier ones.
class DayLine {
 public:
  DayLine() : intervals_{DayInterval{}} {}

  struct Stroke {
    int from_min, to_min;  // what lies outside the day is left out
    StateNow is;
    bool only_where_closed;
  };
  void paint(const Stroke& stroke) {
    const int from = std::max(stroke.from_min, 0), to = std::min(stroke.to_min, kDayMin);
    if (from >= to) return;
    const auto first = cut(from), last = cut(to);
    for (auto i = first; i < last; ++i)
      if (!stroke.only_where_closed || intervals_[i].is.state == HoursState::closed)
        intervals_[i].is = stroke.is;
  }

  std::vector<DayInterval> merged() && {
    std::size_t kept = 0;
    for (std::size_t i = 1; i < intervals_.size(); ++i) {
      if (is_same(intervals_[kept].is, intervals_[i].is))
        intervals_[kept].to_min = intervals_[i].to_min;
      else
        intervals_[++kept] = intervals_[i];
    }
    intervals_.resize(kept + 1);
    return std::move(intervals_);
  }

 private:
  static bool is_same(const StateNow& a, const StateNow& b) {
    return a.state == b.state && a.is_open_end == b.is_open_end && a.comment == b.comment;
  }

  // The index of the interval that begins at `minute`, made by cutting one in two where none does.
  std::size_t cut(int minute) {
    const auto after = std::ranges::lower_bound(intervals_, minute, {}, &DayInterval::from_min);
    const auto index = static_cast<std::size_t>(after - intervals_.begin());
    if (minute == kDayMin || (after != intervals_.end() && after->from_min == minute)) return index;
    auto later = intervals_[index - 1];
    later.from_min = intervals_[index - 1].to_min = minute;
    intervals_.insert(after, later);
    return index;
  }

  std::vector<DayInterval> intervals_;
};

bool closes_whole_days(const Rule& rule) {
  return rule.state == HoursState::closed && rule.times.empty() && rule.joint != Joint::otherwise;
}

// Whether what earlier rules said of a day is void.
bool supersedes(const Rule& rule) {
  return closes_whole_days(rule) ||
         (rule.joint == Joint::instead && rule.state != HoursState::closed);
}

// A day on which rules begin, and the first of them that is not void there.
struct RulesOfDay {
  LocalDate on;
  std::vector<bool> hold;

  RulesOfDay(const OpeningHours& hours, LocalDate date) : on(date), hold(hours.rules.size()) {
    for (std::size_t i = 0; i < hold.size(); ++i) {
      hold[i] = hours::holds_on(hours.rules[i], on);
      if (hold[i] && supersedes(hours.rules[i]))
        std::fill(hold.begin(), hold.begin() + static_cast<std::ptrdiff_t>(i), false);
    }
  }
};

int sun_minute(SunEvent event, LocalDate& on) {
  auto& known = on.sun_min[static_cast<std::size_t>(event)];
  if (!known) {
    const int utc_min = sun_minute_utc(event, on.day, on.locality->at);
    const base::Instant at{on.day * base::kDayMs + utc_min * base::kMinuteMs};
    known = utc_min + offset_minutes(on.locality->zone, at);
  }
  return *known;
}

int minute_of(const hours::TimePoint& point, LocalDate& on) {
  return point.minutes + (point.sun ? sun_minute(*point.sun, on) : 0);
}

// How long what ends at nobody knows when is taken to last: to midnight, and in the evening some
// hours more (what OpenStreetMap's evaluation tool assumes).
int open_end_min(int from_min) {
  if (from_min < 17 * 60) return kDayMin;
  return from_min + (from_min < 22 * 60 ? 10 : 8) * 60;
}

// What a rule that begins on `on` says of the day that begins `shift_min` after it.
void paint(DayLine& line, const Rule& rule, LocalDate& on, int shift_min) {
  const bool only_where_closed = rule.joint == Joint::otherwise;
  const StateNow is{rule.state, false, rule.comment};
  if (rule.times.empty()) {
    if (shift_min == 0) line.paint({0, kDayMin, is, only_where_closed});
    return;
  }
  for (const auto& span : rule.times) {
    const int from = minute_of(span.from, on);
    int to = span.to ? minute_of(*span.to, on) : from;
    if (span.to && to <= from) to += kDayMin;
    line.paint({from - shift_min, to - shift_min, is, only_where_closed});
    if (!span.is_open_end) continue;
    const bool may_be_open = rule.state != HoursState::closed;
    const StateNow then{may_be_open ? HoursState::unknown : HoursState::closed, may_be_open,
                        rule.comment};
    line.paint({to - shift_min, open_end_min(to) - shift_min, then, only_where_closed});
  }
}

std::vector<DayInterval> intervals_if(const OpeningHours& hours, const Locality& locality, Day day,
                                      bool assumes_school_holiday, bool& asked_unknown) {
  const auto on = [&](Day of) {
    return hours::local_date(of, locality, assumes_school_holiday, asked_unknown);
  };
  RulesOfDay before(hours, on(day - 1)), today(hours, on(day));
  DayLine line;
  for (std::size_t i = 0; i < hours.rules.size(); ++i) {
    if (before.hold[i]) paint(line, hours.rules[i], before.on, kDayMin);
    if (today.hold[i]) paint(line, hours.rules[i], today.on, 0);
  }
  return std::move(line).merged();
}

// What both say; unknown where they differ.
std::vector<DayInterval> agreed(const std::vector<DayInterval>& a,
                                const std::vector<DayInterval>& b) {
  DayLine line;
  for (auto i = a.begin(), j = b.begin(); i != a.end() && j != b.end();) {
    const int from = std::max(i->from_min, j->from_min), to = std::min(i->to_min, j->to_min);
    line.paint({from, to,
                i->is.state == j->is.state ? i->is : StateNow{HoursState::unknown, false, {}},
                false});
    if (i->to_min == to && j->to_min == to)
      ++i, ++j;
    else if (i->to_min == to)
      ++i;
    else
      ++j;
  }
  return std::move(line).merged();
}

const DayInterval& interval_at(const std::vector<DayInterval>& intervals, int minute) {
  return *std::ranges::find_if(intervals,
                               [&](const auto& interval) { return minute < interval.to_min; });
}

// The first change on that day after `after`.
std::optional<Change> change_on(const std::vector<DayInterval>& intervals, const LocalDay& local,
                                Day day, HoursState state, base::Instant after) {
  for (int i = 0; i < local.count; ++i) {
    const auto& span = local.spans[static_cast<std::size_t>(i)];
    for (const auto& interval : intervals) {
      const auto utc = [&](int minute) {
        return base::Instant{day * base::kDayMs + (minute - span.offset_min) * base::kMinuteMs};
      };
      const auto from = std::max(utc(interval.from_min), span.from),
                 to = std::min(utc(interval.to_min), span.to);
      if (from < to && to > after && interval.is.state != state)
        return Change{from, interval.is.state};
    }
  }
  return std::nullopt;
}

bool depends_on_weekday_alone(const Rule& rule) {
  const auto is_of_week = [](const auto& list) {
    return std::ranges::all_of(list, [](const auto& day) {
      return day.holiday == hours::Holiday::none && day.nths.empty();
    });
  };
  const auto has_sun = [](const auto& span) { return span.from.sun || (span.to && span.to->sun); };
  return rule.years.empty() && rule.dates.empty() && rule.weeks.empty() &&
         std::ranges::all_of(rule.days, is_of_week) && std::ranges::none_of(rule.times, has_sun);
}

}  // namespace

base::Result<OpeningHours> parse_opening_hours(std::string_view value) {
  auto rules = hours::parse(value);
  if (!rules) return rules.error();
  constexpr int kTwoWeeks = 14;
  const int look_ahead = std::ranges::all_of(*rules, depends_on_weekday_alone)
                             ? kTwoWeeks
                             : limits::kHoursLookAhead_days;
  return OpeningHours{*std::move(rules), look_ahead};
}

std::vector<DayInterval> day_intervals(const OpeningHours& hours, const Locality& locality,
                                       Day day) {
  bool asked_unknown = false;
  auto intervals = intervals_if(hours, locality, day, false, asked_unknown);
  if (!asked_unknown) return intervals;
  return agreed(intervals, intervals_if(hours, locality, day, true, asked_unknown));
}

StateNow state_at(const OpeningHours& hours, const Locality& locality, base::Instant at) {
  const auto local = local_time(locality.zone, at);
  return interval_at(day_intervals(hours, locality, local.day), local.minute).is;
}

std::optional<Change> next_change(const OpeningHours& hours, const Locality& locality,
                                  base::Instant at) {
  const auto local = local_time(locality.zone, at);
  auto intervals = day_intervals(hours, locality, local.day);
  const auto state = interval_at(intervals, local.minute).is.state;
  for (Day day = local.day; day <= local.day + hours.look_ahead_days; ++day) {
    if (day > local.day) intervals = day_intervals(hours, locality, day);
    if (intervals.size() == 1 && intervals.front().is.state == state) continue;
    if (const auto change = change_on(intervals, local_day(locality.zone, day), day, state, at))
      return change;
  }
  return std::nullopt;
}

}  // namespace rules
