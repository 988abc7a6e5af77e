#include "core/rules/hours_dates.hpp"

namespace rules::hours {
namespace {

constexpr int kYearMin = 1900, kYearMax = 9999;

base::Weekday weekday_of(const Token& token) { return static_cast<base::Weekday>(token.value); }

bool sees_day_of_month(const Reader& reader, std::size_t ahead = 0) {
  return reader.sees(TokenKind::number, ahead) && reader.peek(ahead).digits <= 2;
}

bool sees_month(const Reader& reader, std::size_t ahead = 0) {
  if (reader.sees_year(ahead)) ++ahead;
  return reader.sees(TokenKind::month, ahead) || reader.sees(TokenKind::easter, ahead);
}

// "Su[-1]" as a date of the month before it, not as a choice of weekdays: where a span or an offset
// follows. How many tokens it has; 0: it is none.
std::size_t nth_weekday_tokens(const Reader& reader) {
  if (!reader.sees(TokenKind::weekday) || !reader.sees(TokenKind::opening_bracket, 1)) return 0;
  const std::size_t sign = reader.sees(TokenKind::dash, 2) ? 1 : 0;
  const std::size_t end = 4 + sign;
  if (!reader.sees(TokenKind::number, 2 + sign) ||
      !reader.sees(TokenKind::closing_bracket, 3 + sign))
    return 0;
  const bool is_span = reader.sees(TokenKind::dash, end) && sees_month(reader, end + 1);
  return is_span || reader.sees_offset(end) ? end : 0;
}

int read_nth(Reader& reader) {
  const int sign = reader.take_if(TokenKind::dash) ? -1 : 1;
  return sign * reader.number(1, 5);
}

NthWeekday read_nth_weekday(Reader& reader) {
  const auto weekday = weekday_of(reader.take());
  reader.expect(TokenKind::opening_bracket);
  const int n = read_nth(reader);
  reader.expect(TokenKind::closing_bracket);
  return {weekday, n};
}

int read_day_of(unsigned month, Reader& reader) {
  constexpr int kLeapYear = 2024;
  return reader.number(1, static_cast<int>(base::days_in_month(kLeapYear, month)));
}

DatePoint read_point(Reader& reader) {
  DatePoint point;
  if (reader.sees_year()) point.year = reader.take().value;
  if (reader.take_if(TokenKind::easter)) {
    point.offset_days = reader.offset_days();
    return point;
  }
  if (!reader.sees(TokenKind::month)) {
    reader.fail("hours.unexpected", "A month was expected here.");
    return point;
  }
  point.month = static_cast<unsigned>(reader.take().value);
  if (nth_weekday_tokens(reader) > 0)
    point.nth = read_nth_weekday(reader);
  else if (sees_day_of_month(reader))
    point.day = read_day_of(point.month, reader);
  point.offset_days = reader.offset_days();
  return point;
}

bool is_month(const DatePoint& point) { return point.month > 0 && point.day == 0 && !point.nth; }

DateRange read_range_from(DatePoint first, Reader& reader) {
  DateRange range{first, first, 1, true, false};
  if (reader.take_if(TokenKind::plus)) {
    range.is_open_end = true;
    range.is_single = false;
  } else if (reader.take_if(TokenKind::dash)) {
    range.is_single = false;
    if (first.day > 0 && sees_day_of_month(reader))
      range.last.day = read_day_of(first.month, reader);
    else
      range.last = read_point(reader);
  }
  if (is_month(range.first) != is_month(range.last))
    reader.fail("hours.unexpected", "A span begins with a day and ends with a month.");
  range.step = reader.step(366);
  return range;
}

DaySelector read_day(Reader& reader) {
  DaySelector day;
  const auto token = reader.take();
  if (token.kind == TokenKind::holiday) {
    day.holiday = static_cast<Holiday>(token.value);
  } else {
    day.first = day.last = weekday_of(token);
    if (reader.sees(TokenKind::dash) && !reader.sees_offset()) {
      reader.take();
      if (!reader.sees(TokenKind::weekday))
        reader.fail("hours.unexpected", "A weekday was expected here.");
      day.last = weekday_of(reader.take());
    } else if (reader.take_if(TokenKind::opening_bracket)) {
      do {
        NumberRange nth;
        nth.first = nth.last = read_nth(reader);
        if (nth.first > 0 && reader.take_if(TokenKind::dash))
          nth.last = reader.number(nth.first, 5);
        day.nths.push_back(nth);
      } while (reader.take_if(TokenKind::comma));
      reader.expect(TokenKind::closing_bracket);
    }
  }
  day.offset_days = reader.offset_days();
  return day;
}

}  // namespace

std::vector<NumberRange> read_years(Reader& reader) {
  std::vector<NumberRange> years;
  do {
    NumberRange range;
    range.first = range.last = reader.number(kYearMin, kYearMax);
    if (reader.take_if(TokenKind::plus)) {
      range.last = kYearMax;
    } else if (reader.take_if(TokenKind::dash)) {
      range.last = reader.number(range.first, kYearMax);
      range.step = reader.step(100);
    } else if (reader.sees(TokenKind::slash)) {
      range.step = reader.step(100);
      range.last = kYearMax;
    }
    years.push_back(range);
  } while (reader.sees(TokenKind::comma) && reader.sees_year(1) &&
           reader.take_if(TokenKind::comma));
  return years;
}

std::vector<DateRange> read_dates(Reader& reader) {
  std::vector<DateRange> dates{read_range_from(read_point(reader), reader)};
  while (reader.sees(TokenKind::comma)) {
    const auto before = dates.back();
    if (sees_month(reader, 1)) {  // a year holds for those that follow it
      reader.take();
      auto point = read_point(reader);
      if (!point.year) point.year = before.first.year;
      dates.push_back(read_range_from(point, reader));
    } else if (sees_day_of_month(reader, 1) && before.last.day > 0) {  // "Dec 25,26"
      reader.take();
      auto point = before.last;
      if (!point.year) point.year = before.first.year;
      point.day = read_day_of(point.month, reader);
      point.offset_days = reader.offset_days();
      dates.push_back(read_range_from(point, reader));
    } else {
      break;
    }
  }
  return dates;
}

std::vector<NumberRange> read_weeks(Reader& reader) {
  constexpr int kWeekMax = 53;
  std::vector<NumberRange> weeks;
  do {
    reader.take_if(TokenKind::comma);
    reader.take_if(TokenKind::week);
    NumberRange range;
    range.first = range.last = reader.number(1, kWeekMax);
    if (reader.take_if(TokenKind::dash)) range.last = reader.number(1, kWeekMax);
    range.step = reader.step(kWeekMax);
    weeks.push_back(range);
  } while (reader.sees(TokenKind::comma) &&
           (reader.sees(TokenKind::week, 1) || sees_day_of_month(reader, 1)));
  return weeks;
}

std::vector<DaySelector> read_days(Reader& reader) {
  std::vector<DaySelector> days{read_day(reader)};
  while (reader.sees(TokenKind::comma) &&
         (reader.sees(TokenKind::weekday, 1) || reader.sees(TokenKind::holiday, 1))) {
    reader.take();
    days.push_back(read_day(reader));
  }
  return days;
}

}  // namespace rules::hours
