// What a value of OpenStreetMap's opening_hours says, once read: rules of selectors. Made by
// hours_parser, understood by hours_day.
#pragma once
#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "core/base/calendar.hpp"
#include "core/rules/sun.hpp"

namespace rules {

enum class HoursState : std::uint8_t { closed, open, unknown };

namespace hours {

// From `first` to `last`, both included, every `step`-th. Where first > last it goes over the end
// (weeks 50-02).
struct NumberRange {
  int first = 0, last = 0, step = 1;
};

struct NthWeekday {
  base::Weekday weekday = base::Weekday::monday;
  int n = 1;  // 1 to 5, -1 to -5
};

// "Jan 5", "2026 Jan 5", "Oct Su[-1] -1 day", "easter +1 day". Without a day of any kind: a whole
// month.
struct DatePoint {
  std::optional<int> year;
  unsigned month = 0;  // 0: easter
  int day = 0;         // 0: none
  std::optional<NthWeekday> nth;
  int offset_days = 0;
};

struct DateRange {
  DatePoint first, last;
  int step = 1;              // every so many days from the first
  bool is_single = false;    // `last` is `first`
  bool is_open_end = false;  // "2026 Jan 5+": for ever; without a year, to its end
};

enum class Holiday : std::uint8_t { none, of_public, of_schools };

// Weekdays, some of a month's ones, or holidays; moved by days.
struct DaySelector {
  Holiday holiday = Holiday::none;
  base::Weekday first = base::Weekday::monday, last = base::Weekday::monday;
  std::vector<NumberRange> nths;  // empty: every one
  int offset_days = 0;
};

// Minutes after midnight, or after what the sun does.
struct TimePoint {
  std::optional<SunEvent> sun;
  int minutes = 0;
};

struct TimeSpan {
  TimePoint from;
  std::optional<TimePoint> to;  // none: only where the end is open
  bool is_open_end = false;     // nobody knows how long after `to`, or `from`
};

enum class Joint : std::uint8_t {
  instead,   // ";" what was said of its days before no longer holds
  besides,   // "," added
  otherwise  // "||" where all before leave it closed
};

struct Rule {
  Joint joint = Joint::instead;
  std::vector<NumberRange> years;
  std::vector<DateRange> dates;
  std::vector<NumberRange> weeks;
  std::vector<std::vector<DaySelector>> days;  // one of each list ("SH Mo-Fr": both)
  std::vector<TimeSpan> times;                 // empty: the whole day
  HoursState state = HoursState::open;
  std::string comment;
};

}  // namespace hours
}  // namespace rules
