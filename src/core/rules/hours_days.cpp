#include "core/rules/hours_days.hpp"

#include <algorithm>

namespace rules::hours {
namespace {

using base::Day;

// `count`: how many numbers there are, where a range may go over the last; else 0.
bool holds(const NumberRange& range, int number, int count) {
  const int length = range.last - range.first + (range.last < range.first ? count : 0);
  const int ahead = number - range.first + (number < range.first ? count : 0);
  return ahead >= 0 && ahead <= length && ahead % range.step == 0;
}

bool any(const auto& list, auto holds_for) {
  return list.empty() || std::ranges::any_of(list, holds_for);
}

bool exists(const DatePoint& point, int year) {
  return point.month == 0 || point.nth ||
         point.day <= static_cast<int>(base::days_in_month(year, point.month));
}

// A month is its first day; 29 February of other years is 1 March.
Day first_day(const DatePoint& point, int year) {
  if (point.month == 0) return base::easter(year) + point.offset_days;
  if (point.nth)
    return base::nth_weekday(year, point.month, point.nth->weekday, point.nth->n) +
           point.offset_days;
  return base::day_of({year, point.month, 1}) + std::max(point.day, 1) - 1 + point.offset_days;
}

// A month is its last day; 29 February of other years is the 28th.
Day last_day(const DatePoint& point, int year) {
  if (point.month == 0 || point.nth) return first_day(point, year);
  const auto length = static_cast<int>(base::days_in_month(year, point.month));
  const int of_month = point.day == 0 ? length : std::min(point.day, length);
  return base::day_of({year, point.month, 1}) + of_month - 1 + point.offset_days;
}

bool is_plain(const DatePoint& point) {
  return !point.year && point.month > 0 && !point.nth && point.offset_days == 0;
}

unsigned in_year(unsigned month, int day) { return month * 32 + static_cast<unsigned>(day); }

// The range that begins in `year`.
bool holds_from(const DateRange& range, int year, Day day) {
  if (range.first.year && *range.first.year != year) return false;
  if (range.is_single && !exists(range.first, year)) return false;
  const Day first = first_day(range.first, year);
  if (day < first || (day - first) % range.step != 0) return false;
  if (range.is_open_end) return range.first.year || day <= base::day_of({year, 12, 31});
  const int end_year = range.last.year.value_or(year);
  Day last = last_day(range.last, end_year);
  if (last < first && (!range.last.year || range.last.year == range.first.year) && !range.is_single)
    last = last_day(range.last, end_year + 1);
  return day <= last;
}

bool holds(const DateRange& range, const LocalDate& on) {
  if (is_plain(range.first) && is_plain(range.last) && range.step == 1 && !range.is_open_end) {
    const unsigned date = in_year(on.date.month, static_cast<int>(on.date.day)),
                   first = in_year(range.first.month, range.first.day),
                   last = in_year(range.last.month, range.last.day > 0 ? range.last.day : 31);
    return first <= last ? date >= first && date <= last : date >= first || date <= last;
  }
  if (range.first.year) return holds_from(range, *range.first.year, on.day);
  for (int year = on.date.year - 1; year <= on.date.year + 1; ++year)
    if (holds_from(range, year, on.day)) return true;
  return false;
}

bool is_nth(const NumberRange& nth, const base::CivilDate& date) {
  const int from_begin = (static_cast<int>(date.day) - 1) / 7 + 1;
  const int length = static_cast<int>(base::days_in_month(date.year, date.month));
  const int from_end = -((length - static_cast<int>(date.day)) / 7 + 1);
  const int n = nth.first > 0 ? from_begin : from_end;
  return n >= nth.first && n <= nth.last;
}

bool is_school_holiday(Day day, const LocalDate& on) {
  const auto answer = rules::is_school_holiday(on.locality->schools, day);
  if (answer != Answer::unknown) return answer == Answer::yes;
  *on.asked_unknown = true;
  return on.assumes_school_holiday;
}

bool holds(const DaySelector& selector, const LocalDate& on) {
  const Day day = on.day - selector.offset_days;
  switch (selector.holiday) {
    case Holiday::of_public: return is_public_holiday(on.locality->territory, day);
    case Holiday::of_schools: return is_school_holiday(day, on);
    case Holiday::none: break;
  }
  const auto weekday = base::weekday_of(day);
  if (selector.nths.empty())
    return selector.first <= selector.last ? weekday >= selector.first && weekday <= selector.last
                                           : weekday >= selector.first || weekday <= selector.last;
  if (weekday != selector.first) return false;
  const auto date = selector.offset_days == 0 ? on.date : base::date_of(day);
  return std::ranges::any_of(selector.nths, [&](const auto& nth) { return is_nth(nth, date); });
}

}  // namespace

LocalDate local_date(Day day, const Locality& locality, bool assumes_school_holiday,
                     bool& asked_unknown) {
  return {day, base::date_of(day), &locality, assumes_school_holiday, &asked_unknown, {}};
}

bool holds_on(const Rule& rule, const LocalDate& on) {
  const auto holds_here = [&](const auto& selector) { return holds(selector, on); };
  if (!any(rule.years, [&](const auto& range) { return holds(range, on.date.year, 0); }))
    return false;
  if (!any(rule.dates, holds_here)) return false;
  if (!rule.weeks.empty()) {
    constexpr int kWeeks = 53;
    const int week = base::iso_week(on.day);
    if (!any(rule.weeks, [&](const auto& range) { return holds(range, week, kWeeks); }))
      return false;
  }
  return std::ranges::all_of(rule.days, [&](const auto& list) { return any(list, holds_here); });
}

}  // namespace rules::hours
