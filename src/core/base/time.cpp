#include "core/base/time.hpp"

#include <cassert>
#include <cstdio>

namespace base {
namespace {

struct CivilDate {
  int year = 1970;
  unsigned month = 1;
  unsigned day = 1;
};

// Days since 1970-01-01 in the proleptic Gregorian calendar, and back. Counting years from 1 March
// puts the leap day at their end, so that every month but the last has a fixed place (Howard
// Hinnant, "chrono-Compatible Low-Level Date Algorithms", days_from_civil and civil_from_days).
// Only years from 1969 on are needed, so eras are never negative.
constexpr std::int64_t days_from_civil(CivilDate date) {
  const std::int64_t year = date.year - (date.month <= 2 ? 1 : 0);
  const std::int64_t era = year / 400;
  const std::int64_t year_of_era = year - era * 400;
  const std::int64_t month_from_march = date.month > 2 ? date.month - 3 : date.month + 9;
  const std::int64_t day_of_year = (153 * month_from_march + 2) / 5 + date.day - 1;
  const std::int64_t day_of_era =
      year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
  return era * 146097 + day_of_era - 719468;
}

constexpr CivilDate civil_from_days(std::int64_t days_since_1970) {
  const std::int64_t days = days_since_1970 + 719468;
  const std::int64_t era = days / 146097;
  const std::int64_t day_of_era = days - era * 146097;
  const std::int64_t year_of_era =
      (day_of_era - day_of_era / 1460 + day_of_era / 36524 - day_of_era / 146096) / 365;
  const std::int64_t day_of_year =
      day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
  const std::int64_t month_from_march = (5 * day_of_year + 2) / 153;
  const std::int64_t day = day_of_year - (153 * month_from_march + 2) / 5 + 1;
  const std::int64_t month = month_from_march < 10 ? month_from_march + 3 : month_from_march - 9;
  const std::int64_t year = year_of_era + era * 400 + (month <= 2 ? 1 : 0);
  return {static_cast<int>(year), static_cast<unsigned>(month), static_cast<unsigned>(day)};
}

constexpr unsigned days_in_month(int year, unsigned month) {
  constexpr unsigned kDays[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  const bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
  return month == 2 && leap ? 29 : kDays[month - 1];
}

constexpr std::int64_t kEndMs = days_from_civil({10000, 1, 1}) * kDayMs;

// Takes pieces off the front of a text. After the first piece that is not there, every further one
// fails too.
class Scanner {
 public:
  explicit Scanner(std::string_view text) : rest_(text) {}

  bool ok() const { return ok_; }
  bool at_end() const { return rest_.empty(); }

  void fail() { ok_ = false; }
  void expect(char c) {
    if (!take_if(c)) fail();
  }
  bool take_if(char c) {
    if (rest_.empty() || rest_.front() != c) return false;
    rest_.remove_prefix(1);
    return true;
  }
  bool has_digit() const { return !rest_.empty() && rest_.front() >= '0' && rest_.front() <= '9'; }
  int digit() {
    if (!has_digit()) {
      fail();
      return 0;
    }
    const int value = rest_.front() - '0';
    rest_.remove_prefix(1);
    return value;
  }
  int number(int digits) {
    int value = 0;
    for (int i = 0; i < digits; ++i) value = value * 10 + digit();
    return value;
  }

 private:
  std::string_view rest_;
  bool ok_ = true;
};

// Milliseconds of ".5", ".123456": at least one digit; what is below a millisecond is cut off.
int fraction_ms(Scanner& scan) {
  int ms = scan.digit() * 100;
  for (int weight = 10; scan.has_digit(); weight /= 10) ms += scan.digit() * weight;
  return ms;
}

// "Z" or "+02:00", as what must be subtracted to get UTC.
std::int64_t offset_ms(Scanner& scan) {
  if (scan.take_if('Z') || scan.take_if('z')) return 0;
  const bool west = scan.take_if('-');
  if (!west) scan.expect('+');
  const int hours = scan.number(2);
  scan.expect(':');
  const int minutes = scan.number(2);
  if (hours > 23 || minutes > 59) scan.fail();
  return (west ? -1 : 1) * (hours * kHourMs + minutes * kMinuteMs);
}

}  // namespace

std::string to_rfc3339(Instant at) {
  assert(at.unix_ms >= 0 && at.unix_ms < kEndMs);
  const CivilDate date = civil_from_days(at.unix_ms / kDayMs);
  const auto ms = static_cast<int>(at.unix_ms % kDayMs);
  char text[64];
  std::snprintf(text, sizeof text, "%04d-%02u-%02uT%02d:%02d:%02d.%03dZ", date.year, date.month,
                date.day, ms / 3'600'000, ms / 60'000 % 60, ms / 1000 % 60, ms % 1000);
  return text;
}

std::optional<Instant> parse_rfc3339(std::string_view text) {
  Scanner scan(text);
  CivilDate date;
  date.year = scan.number(4);
  scan.expect('-');
  date.month = static_cast<unsigned>(scan.number(2));
  scan.expect('-');
  date.day = static_cast<unsigned>(scan.number(2));
  if (!scan.take_if('t')) scan.expect('T');
  const int hour = scan.number(2);
  scan.expect(':');
  const int minute = scan.number(2);
  int second = 0, ms = 0;
  if (scan.take_if(':')) {
    second = scan.number(2);
    if (scan.take_if('.')) ms = fraction_ms(scan);
  }
  const std::int64_t offset = offset_ms(scan);
  if (!scan.ok() || !scan.at_end()) return std::nullopt;
  if (date.year < 1969 || date.month < 1 || date.month > 12 || date.day < 1) return std::nullopt;
  if (date.day > days_in_month(date.year, date.month)) return std::nullopt;
  if (hour > 23 || minute > 59 || second > 59) return std::nullopt;
  const std::int64_t unix_ms = days_from_civil(date) * kDayMs + hour * kHourMs +
                               minute * kMinuteMs + second * kSecondMs + ms - offset;
  if (unix_ms < 0 || unix_ms >= kEndMs) return std::nullopt;
  return Instant{unix_ms};
}

}  // namespace base
