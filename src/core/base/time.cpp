#include "core/base/time.hpp"

#include <cassert>
#include <cstdio>

#include "core/base/calendar.hpp"

namespace base {
namespace {

constexpr std::int64_t kEndMs = day_of({10000, 1, 1}) * kDayMs;

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
  const CivilDate date = date_of(static_cast<Day>(at.unix_ms / kDayMs));
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
  const std::int64_t unix_ms = day_of(date) * kDayMs + hour * kHourMs + minute * kMinuteMs +
                               second * kSecondMs + ms - offset;
  if (unix_ms < 0 || unix_ms >= kEndMs) return std::nullopt;
  return Instant{unix_ms};
}

}  // namespace base
