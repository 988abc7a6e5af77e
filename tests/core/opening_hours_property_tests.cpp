// What must hold of all opening hours, tried on made-up instants and on made-up values.
#include <boost/test/unit_test.hpp>
#include <fstream>
#include <iterator>
#include <nlohmann/json.hpp>
#include <random>

#include "core/rules/opening_hours.hpp"

namespace {

using rules::Locality;
using rules::OpeningHours;

std::vector<std::string> known_values() {
  std::ifstream stream("tests/core/opening_hours_cases.json");
  const auto file = nlohmann::json::parse(std::string(std::istreambuf_iterator<char>(stream), {}));
  std::vector<std::string> values;
  for (const auto& known : file["cases"]) values.push_back(known["value"].get<std::string>());
  return values;
}

struct Somewhere {
  std::mt19937 random{20260101};

  // A number below `end`.
  std::int64_t below(std::int64_t end) {
    return static_cast<std::int64_t>((std::uint64_t{random()} << 32 | random()) %
                                     static_cast<std::uint64_t>(end));
  }
  base::Instant instant() {
    return {base::day_of({2025, 12, 1}) * base::kDayMs + below(800 * base::kDayMs)};
  }
  // Half of them in the nights when clocks are changed.
  base::Instant in_a_night() {
    const auto change = below(2) == 0 ? base::day_of({2026, 3, 29}) : base::day_of({2026, 10, 25});
    return {change * base::kDayMs + below(6 * base::kHourMs) - base::kHourMs * 2};
  }
  Locality locality() {
    static constexpr std::string_view kCodes[] = {"75001", "67000", "97500", "97400", "98714", ""};
    return rules::locality_of(kCodes[below(std::size(kCodes))], {48.86, 2.34});
  }
};

rules::HoursState state(const OpeningHours& hours, const Locality& where, base::Instant at) {
  return rules::state_at(hours, where, at).state;
}

void check_change(const OpeningHours& hours, const Locality& where, base::Instant now,
                  Somewhere& some) {
  const auto before = state(hours, where, now);
  const auto change = rules::next_change(hours, where, now);
  const auto end = change ? change->at.unix_ms : now.unix_ms + 30 * base::kDayMs;
  BOOST_REQUIRE(end > now.unix_ms);
  for (int i = 0; i < 8; ++i)
    BOOST_REQUIRE(state(hours, where, {now.unix_ms + some.below(end - now.unix_ms)}) == before);
  if (!change) return;
  BOOST_REQUIRE(state(hours, where, {end - 1}) == before);
  BOOST_REQUIRE(state(hours, where, change->at) == change->to);
  BOOST_REQUIRE(change->to != before);
}

void check_intervals(const OpeningHours& hours, const Locality& where, base::Instant now) {
  const auto local = rules::local_time(where.zone, now);
  const auto intervals = rules::day_intervals(hours, where, local.day);
  BOOST_REQUIRE(intervals.front().from_min == 0);
  BOOST_REQUIRE(intervals.back().to_min == 1440);
  int end = 0;
  for (const auto& interval : intervals) {
    BOOST_REQUIRE(interval.from_min == end);
    BOOST_REQUIRE(interval.to_min > interval.from_min);
    end = interval.to_min;
    if (local.minute >= interval.from_min && local.minute < interval.to_min)
      BOOST_REQUIRE(interval.is.state == state(hours, where, now));
  }
}

}  // namespace

BOOST_AUTO_TEST_SUITE(opening_hours_properties)

BOOST_AUTO_TEST_CASE(nothing_changes_before_the_next_change) {
  Somewhere some;
  for (const auto& value : known_values()) {
    const auto hours = rules::parse_opening_hours(value);
    if (!hours) continue;
    BOOST_TEST_CONTEXT(value) {
      for (int i = 0; i < 5; ++i) check_change(*hours, some.locality(), some.instant(), some);
      for (int i = 0; i < 5; ++i) check_change(*hours, some.locality(), some.in_a_night(), some);
    }
  }
}

BOOST_AUTO_TEST_CASE(the_intervals_of_a_day_agree_with_each_instant) {
  Somewhere some;
  for (const auto& value : known_values()) {
    const auto hours = rules::parse_opening_hours(value);
    if (!hours) continue;
    BOOST_TEST_CONTEXT(value) {
      for (int i = 0; i < 10; ++i) check_intervals(*hours, some.locality(), some.instant());
      for (int i = 0; i < 5; ++i) check_intervals(*hours, some.locality(), some.in_a_night());
    }
  }
}

BOOST_AUTO_TEST_CASE(any_bytes_are_read_or_refused) {
  Somewhere some;
  const auto values = known_values();
  int accepted = 0;
  for (int i = 0; i < 20'000; ++i) {
    auto value = values[static_cast<std::size_t>(some.below(std::ssize(values)))];
    const auto& other = values[static_cast<std::size_t>(some.below(std::ssize(values)))];
    value = value.substr(0, static_cast<std::size_t>(some.below(std::ssize(value) + 1))) +
            other.substr(static_cast<std::size_t>(some.below(std::ssize(other) + 1)));
    if (!value.empty() && some.below(4) == 0)
      value[static_cast<std::size_t>(some.below(std::ssize(value)))] =
          static_cast<char>(some.below(256));
    const auto hours = rules::parse_opening_hours(value);
    if (!hours) {
      BOOST_REQUIRE(hours.error().code.starts_with("hours."));
      continue;
    }
    ++accepted;
    BOOST_TEST_CONTEXT(value) check_intervals(*hours, some.locality(), some.instant());
  }
  BOOST_TEST(accepted > 1000);
}

BOOST_AUTO_TEST_SUITE_END()
