#include "core/rules/hours_parser.hpp"

#include <algorithm>
#include <bitset>

#include "core/rules/hours_dates.hpp"
#include "core/rules/hours_reader.hpp"
#include "core/rules/limits.hpp"

namespace rules::hours {
namespace {

constexpr int kDayMin = 24 * 60;

bool is_clock(const Reader& reader, std::size_t ahead = 0) {
  const auto& token = reader.peek(ahead);
  return token.kind == TokenKind::time || (token.kind == TokenKind::number && token.digits <= 2);
}

bool sees_time(const Reader& reader, std::size_t ahead = 0) {
  return is_clock(reader, ahead) || reader.sees(TokenKind::sun, ahead) ||
         reader.sees(TokenKind::opening, ahead);
}

// "9:00", or the hour alone.
int read_clock(Reader& reader) {
  return reader.sees(TokenKind::time) ? reader.take().value : reader.number(0, 48) * 60;
}

// "9:00", "sunrise", "(sunset-01:30)"
TimePoint read_time(Reader& reader) {
  TimePoint point;
  if (is_clock(reader)) {
    point.minutes = read_clock(reader);
    return point;
  }
  const bool has_parenthesis = reader.take_if(TokenKind::opening);
  if (!reader.sees(TokenKind::sun)) {
    reader.fail("hours.unexpected", "A time was expected here.");
    return point;
  }
  point.sun = static_cast<SunEvent>(reader.take().value);
  if (!has_parenthesis) return point;
  if (!reader.sees(TokenKind::closing)) {
    const int sign = reader.sees(TokenKind::plus) ? 1 : -1;
    if (!reader.take_if(TokenKind::plus)) reader.expect(TokenKind::dash);
    if (!reader.sees(TokenKind::time)) reader.fail("hours.unexpected", "How long was expected.");
    point.minutes = sign * reader.take().value;
  }
  reader.expect(TokenKind::closing);
  return point;
}

void check(const TimeSpan& span, Reader& reader) {
  if (!span.from.sun && span.from.minutes >= kDayMin)
    reader.fail("hours.out_of_range", "Hours begin after the end of their day.");
  if (span.to && !span.to->sun && span.to->minutes > 2 * kDayMin)
    reader.fail("hours.out_of_range", "Hours end after the end of the next day.");
}

TimeSpan read_span(Reader& reader) {
  TimeSpan span;
  span.from = read_time(reader);
  if (reader.take_if(TokenKind::dash)) {
    if (reader.take_if(TokenKind::open_end))  // "17:00 - open end"
      span.is_open_end = true;
    else
      span.to = read_time(reader);
    if (span.to && !span.from.sun && !span.to->sun && span.to->minutes <= span.from.minutes)
      span.to->minutes += kDayMin;
  } else if (!reader.sees(TokenKind::plus)) {
    reader.fail("hours.point_in_time", "A time alone is no opening hours.");
  }
  if (reader.take_if(TokenKind::plus)) span.is_open_end = true;
  if (reader.sees(TokenKind::slash))
    reader.fail("hours.point_in_time", "Times at intervals are no opening hours.");
  check(span, reader);
  return span;
}

std::vector<TimeSpan> read_times(Reader& reader) {
  std::vector<TimeSpan> times{read_span(reader)};
  while (reader.sees(TokenKind::comma) && sees_time(reader, 1)) {
    reader.take();
    times.push_back(read_span(reader));
  }
  return times;
}

bool names_weekday(const std::vector<DaySelector>& list) {
  return std::ranges::any_of(list, [](const auto& day) { return day.holiday == Holiday::none; });
}

// Reads one rule, whose selectors may stand in any order, each kind once.
class RuleReader {
 public:
  explicit RuleReader(Reader& reader) : reader_(reader) {}

  Rule read(Joint joint) {
    rule_.joint = joint;
    while (!reader_.failed() && read_part()) {}
    const bool says_when = is_always_ || !rule_.times.empty();
    if (!says_when && !has_state_ && !has_comment_) check_days_alone();
    if (!has_state_ && has_comment_) rule_.state = HoursState::unknown;
    return std::move(rule_);
  }

 private:
  // Whether there was one.
  bool read_part() {
    switch (reader_.peek().kind) {
      case TokenKind::number:
        if (!reader_.sees_year()) return read_times_once();
        return sees_dated_month() ? read_dates_once()
                                  : once(rule_.years, [&] { return read_years(reader_); });
      case TokenKind::month:
      case TokenKind::easter: return read_dates_once();
      case TokenKind::week: return once(rule_.weeks, [&] { return read_weeks(reader_); });
      case TokenKind::weekday:
      case TokenKind::holiday: return read_days_once();
      case TokenKind::time:
      case TokenKind::sun:
      case TokenKind::opening: return read_times_once();
      case TokenKind::always: return read_always();
      case TokenKind::colon: return read_colon();
      case TokenKind::state: return read_state();
      case TokenKind::comment: return read_comment();
      default: return read_nothing();
    }
  }

  bool sees_dated_month() const {
    return reader_.sees(TokenKind::month, 1) || reader_.sees(TokenKind::easter, 1);
  }

  bool twice() {
    reader_.fail("hours.unexpected", "A rule says the same kind of thing twice.");
    return false;
  }

  template <class List, class Read>
  bool once(List& list, Read read) {
    if (!list.empty()) return twice();
    list = read();
    is_empty_ = false;
    return true;
  }

  bool read_dates_once() {
    return once(rule_.dates, [&] { return read_dates(reader_); });
  }

  bool read_times_once() {
    if (is_always_) return twice();
    return once(rule_.times, [&] { return read_times(reader_); });
  }

  // One list of weekdays, one of holidays that limits it, or one of both.
  bool read_days_once() {
    auto days = read_days(reader_);
    is_empty_ = false;
    if (rule_.days.size() > 1 ||
        (rule_.days.size() == 1 && names_weekday(rule_.days.front()) == names_weekday(days)))
      return twice();
    rule_.days.push_back(std::move(days));
    return true;
  }

  bool read_always() {
    if (is_always_ || !rule_.times.empty()) return twice();
    reader_.take();
    is_always_ = true;
    is_empty_ = false;
    return true;
  }

  // "Jun-Aug: 10:00-18:00"
  bool read_colon() {
    if (is_empty_) return read_nothing();
    reader_.take();
    return true;
  }

  bool read_state() {
    if (has_state_) return twice();
    rule_.state = static_cast<HoursState>(reader_.take().value);
    has_state_ = true;
    is_empty_ = false;
    return true;
  }

  bool read_comment() {
    if (has_comment_) return twice();
    rule_.comment = reader_.take().text;
    has_comment_ = true;
    is_empty_ = false;
    return true;
  }

  bool read_nothing() {
    if (is_empty_) reader_.fail("hours.unexpected", "A rule was expected here.");
    return false;
  }

  // Days that say neither hours nor state: open all day, if one could mean that. Not where they are
  // only part of what was meant: a comma after them, or school holidays beside all seven days.
  void check_days_alone() {
    if (reader_.sees(TokenKind::comma)) reader_.fail("hours.no_hours", "These days have no hours.");
    for (const auto& list : rule_.days) {
      std::bitset<7> weekdays;
      bool has_school = false;
      for (const auto& day : list) {
        has_school |= day.holiday == Holiday::of_schools;
        if (day.holiday != Holiday::none || !day.nths.empty()) continue;
        const auto last = static_cast<std::size_t>(day.last);
        for (auto at = static_cast<std::size_t>(day.first);; at = (at + 1) % 7) {
          weekdays.set(at);
          if (at == last) break;
        }
      }
      if (weekdays.all() && has_school)
        reader_.fail("hours.no_hours", "All days and school holidays, but no hours.");
    }
  }

  Reader& reader_;
  Rule rule_;
  bool is_empty_ = true, is_always_ = false, has_state_ = false, has_comment_ = false;
};

std::optional<Joint> take_joint(Reader& reader) {
  if (reader.take_if(TokenKind::bars)) return Joint::otherwise;
  if (reader.take_if(TokenKind::comma)) return Joint::besides;
  if (!reader.sees(TokenKind::semicolon)) return std::nullopt;
  while (reader.take_if(TokenKind::semicolon)) {}
  return reader.sees(TokenKind::end) ? std::nullopt : std::optional(Joint::instead);
}

}  // namespace

base::Result<std::vector<Rule>> parse(std::string_view value) {
  if (value.size() > limits::kHoursBytesMax)
    return base::Error{"hours.too_long", std::to_string(limits::kHoursBytesMax),
                       "It has more than " + std::to_string(limits::kHoursBytesMax) + " bytes."};
  auto tokens = lex(value);
  if (!tokens) return tokens.error();
  Reader reader(*std::move(tokens));
  std::vector<Rule> rules;
  for (std::optional<Joint> joint = Joint::instead; joint; joint = take_joint(reader)) {
    if (rules.size() == limits::kHoursRulesMax)
      reader.fail("hours.too_many_rules", "It has too many rules.");
    rules.push_back(RuleReader(reader).read(*joint));
    if (reader.failed()) return reader.failure();
  }
  if (!reader.sees(TokenKind::end)) reader.fail("hours.unexpected", "The rule should end here.");
  if (reader.failed()) return reader.failure();
  return rules;
}

}  // namespace rules::hours
