#include "core/base/time.hpp"

#include <boost/test/unit_test.hpp>

#include "tests/core/examples.hpp"

namespace {

std::int64_t ms_of(const char* text) {
  const auto at = base::parse_rfc3339(text);
  BOOST_REQUIRE_MESSAGE(at, text);
  return at->unix_ms;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(time_values)

BOOST_AUTO_TEST_CASE(known_instants_are_read_and_written) {
  BOOST_TEST(ms_of("1970-01-01T00:00:00Z") == 0);
  BOOST_TEST(ms_of("2000-02-29T12:00:00Z") == 951825600000);
  BOOST_TEST(ms_of("2026-11-21T09:00:00+01:00") == 1795248000000);
  BOOST_TEST(base::to_rfc3339({1795248000000}) == "2026-11-21T08:00:00.000Z");
  BOOST_TEST(base::to_rfc3339({253402300799999}) == "9999-12-31T23:59:59.999Z");
  BOOST_TEST(base::to_rfc3339({0}) == "1970-01-01T00:00:00.000Z");
}

BOOST_AUTO_TEST_CASE(every_form_of_the_standard_is_read) {
  BOOST_TEST(ms_of("2026-11-21T08:00:00.5Z") == 1795248000500);
  BOOST_TEST(ms_of("2026-11-21T08:00:00.1239999999999999999Z") == 1795248000123);
  BOOST_TEST(ms_of("2026-11-21t08:00:00z") == 1795248000000);
  BOOST_TEST(ms_of("2026-11-21T08:00Z") == 1795248000000);
  BOOST_TEST(ms_of("2026-11-21T02:30:00-05:30") == 1795248000000);
  BOOST_TEST(ms_of("2026-11-22T00:00:00+16:00") == 1795248000000);
  BOOST_TEST(ms_of("2026-11-21T08:00:00-00:00") == 1795248000000);
  BOOST_TEST(ms_of("1969-12-31T23:00:00-01:00") == 0);
}

BOOST_AUTO_TEST_CASE(an_instant_reads_as_it_was_written) {
  examples::Chance chance(2);
  for (int i = 0; i < 20'000; ++i) {
    const base::Instant at{static_cast<std::int64_t>(chance.below(253402300800000))};
    BOOST_CHECK(base::parse_rfc3339(base::to_rfc3339(at)) == at);
  }
}

BOOST_AUTO_TEST_CASE(days_follow_each_other_through_all_years) {
  std::string previous;
  for (std::int64_t day = 0; day < 2'932'897; day += 13) {
    const std::string text = base::to_rfc3339({day * base::kDayMs});
    BOOST_REQUIRE_LT(previous, text);
    BOOST_REQUIRE_EQUAL(base::parse_rfc3339(text)->unix_ms, day * base::kDayMs);
    previous = text;
  }
}

BOOST_AUTO_TEST_CASE(what_is_no_instant_is_refused) {
  const char* const kWrong[] = {"",
                                "2026",
                                "2026-11-21",
                                "2026-11-21T08:00:00",
                                "2026-11-21 08:00:00Z",
                                "2026-11-21T08:00:00.Z",
                                "2026-11-21T8:00:00Z",
                                "2026-11-21T08:00:00+0100",
                                "2026-11-21T08:00:00+01",
                                "2026-11-21T08:00:00 Z",
                                "2026-11-21T08:00:00Zx",
                                "2026-13-01T00:00:00Z",
                                "2026-00-01T00:00:00Z",
                                "2026-02-29T00:00:00Z",
                                "1900-02-29T00:00:00Z",
                                "2026-04-31T00:00:00Z",
                                "2026-11-00T00:00:00Z",
                                "2026-11-21T24:00:00Z",
                                "2026-11-21T08:60:00Z",
                                "2026-11-21T08:00:60Z",
                                "2026-11-21T08:00:00+24:00",
                                "2026-11-21T08:00:00+01:60",
                                "1969-12-31T23:59:59Z",
                                "9999-12-31T23:59:59-00:01",
                                "+2026-11-21T08:00:00Z",
                                "-026-11-21T08:00:00Z"};
  for (const auto* text : kWrong) BOOST_TEST(!base::parse_rfc3339(text).has_value(), text);
  BOOST_TEST(!base::parse_rfc3339(std::string_view("2026-11-21T08:00:00\0Z", 21)).has_value());
}

BOOST_AUTO_TEST_SUITE_END()
