// Dates of the proleptic Gregorian calendar. A day is a number: days since 1970-01-01, so that days
// can be counted and compared.
#pragma once
#include <cstdint>

namespace base {

using Day = std::int32_t;  // days since 1970-01-01

struct CivilDate {
  int year = 1970;
  unsigned month = 1;  // 1 to 12
  unsigned day = 1;    // 1 to 31
  bool operator==(const CivilDate&) const = default;
};

enum class Weekday : std::uint8_t {
  monday,
  tuesday,
  wednesday,
  thursday,
  friday,
  saturday,
  sunday
};

// Days since 1970-01-01, and back. Counting years from 1 March puts the leap day at their end, so
// that every month but the last has a fixed place (Howard Hinnant, "chrono-Compatible Low-Level
// Date Algorithms", days_from_civil and civil_from_days). Years 1 to 9999.
constexpr Day day_of(CivilDate date) {
  const int year = date.year - (date.month <= 2 ? 1 : 0);
  const int era = year / 400;
  const int year_of_era = year - era * 400;
  const int month_from_march = static_cast<int>(date.month > 2 ? date.month - 3 : date.month + 9);
  const int day_of_year = (153 * month_from_march + 2) / 5 + static_cast<int>(date.day) - 1;
  const int day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
  return era * 146097 + day_of_era - 719468;
}

constexpr CivilDate date_of(Day since_1970) {
  const int days = since_1970 + 719468;
  const int era = days / 146097;
  const int day_of_era = days - era * 146097;
  const int year_of_era =
      (day_of_era - day_of_era / 1460 + day_of_era / 36524 - day_of_era / 146096) / 365;
  const int day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
  const int month_from_march = (5 * day_of_year + 2) / 153;
  const int day = day_of_year - (153 * month_from_march + 2) / 5 + 1;
  const int month = month_from_march < 10 ? month_from_march + 3 : month_from_march - 9;
  const int year = year_of_era + era * 400 + (month <= 2 ? 1 : 0);
  return {year, static_cast<unsigned>(month), static_cast<unsigned>(day)};
}

constexpr unsigned days_in_month(int year, unsigned month) {
  constexpr unsigned kDays[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  const bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
  return month == 2 && leap ? 29 : kDays[month - 1];
}

constexpr Weekday weekday_of(Day day) {  // 1970-01-01 was a Thursday
  return static_cast<Weekday>(((day + 3) % 7 + 7) % 7);
}

// The week of ISO 8601, 1 to 53: weeks begin on Monday, the first one holds 4 January.
constexpr int iso_week(Day day) {
  const Day thursday = day - static_cast<Day>(weekday_of(day)) + 3;
  return (thursday - day_of({date_of(thursday).year, 1, 1})) / 7 + 1;
}

// The n-th such weekday of a month, n from 1 to 5, or counted from its end, n from -1 to -5. It may
// lie outside the month where that has only four.
constexpr Day nth_weekday(int year, unsigned month, Weekday weekday, int n) {
  const Day edge =
      n > 0 ? day_of({year, month, 1}) : day_of({year, month, days_in_month(year, month)}) - 6;
  const int ahead = (static_cast<int>(weekday) - static_cast<int>(weekday_of(edge)) + 7) % 7;
  return edge + ahead + 7 * (n > 0 ? n - 1 : n + 1);
}

// Easter Sunday of the western churches (the anonymous Gregorian algorithm; Jean Meeus,
// "Astronomical Algorithms", chapter 8).
constexpr Day easter(int year) {
  const int a = year % 19, b = year / 100, c = year % 100, d = b / 4, e = b % 4;
  const int f = (b + 8) / 25, g = (b - f + 1) / 3, h = (19 * a + b - d - g + 15) % 30;
  const int i = c / 4, k = c % 4, l = (32 + 2 * e + 2 * i - h - k) % 7;
  const int m = (a + 11 * h + 22 * l) / 451, sum = h + l - 7 * m + 114;
  return day_of({year, static_cast<unsigned>(sum / 31), static_cast<unsigned>(sum % 31 + 1)});
}

}  // namespace base
