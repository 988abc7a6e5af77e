#include <boost/test/unit_test.hpp>

#include "core/base/calendar.hpp"

using base::day_of;
using base::Weekday;

BOOST_AUTO_TEST_SUITE(calendar)

BOOST_AUTO_TEST_CASE(days_and_dates_are_one_another) {
  BOOST_TEST(day_of({1970, 1, 1}) == 0);
  BOOST_TEST(day_of({2000, 3, 1}) == 11017);
  for (base::Day day = -30000; day < 60000; ++day) {
    const auto date = base::date_of(day);
    BOOST_REQUIRE(day_of(date) == day);
    BOOST_REQUIRE(date.day <= base::days_in_month(date.year, date.month));
  }
}

BOOST_AUTO_TEST_CASE(weekdays_and_weeks_are_those_of_iso_8601) {
  BOOST_CHECK(base::weekday_of(0) == Weekday::thursday);
  BOOST_CHECK(base::weekday_of(-1) == Weekday::wednesday);
  BOOST_CHECK(base::weekday_of(day_of({2026, 11, 23})) == Weekday::monday);
  BOOST_TEST(base::iso_week(day_of({2026, 1, 1})) == 1);
  BOOST_TEST(base::iso_week(day_of({2024, 12, 30})) == 1);
  BOOST_TEST(base::iso_week(day_of({2021, 1, 3})) == 53);
  BOOST_TEST(base::iso_week(day_of({2026, 12, 31})) == 53);
  BOOST_TEST(base::iso_week(day_of({2027, 1, 4})) == 1);
}

BOOST_AUTO_TEST_CASE(weekdays_are_counted_from_both_ends_of_a_month) {
  BOOST_TEST(base::nth_weekday(2026, 3, Weekday::sunday, -1) == day_of({2026, 3, 29}));
  BOOST_TEST(base::nth_weekday(2026, 3, Weekday::sunday, 1) == day_of({2026, 3, 1}));
  BOOST_TEST(base::nth_weekday(2026, 3, Weekday::sunday, 5) == day_of({2026, 3, 29}));
  BOOST_TEST(base::nth_weekday(2026, 2, Weekday::saturday, -2) == day_of({2026, 2, 21}));
}

BOOST_AUTO_TEST_CASE(easter_is_where_the_churches_keep_it) {
  BOOST_TEST(base::easter(2000) == day_of({2000, 4, 23}));
  BOOST_TEST(base::easter(2008) == day_of({2008, 3, 23}));
  BOOST_TEST(base::easter(2025) == day_of({2025, 4, 20}));
  BOOST_TEST(base::easter(2026) == day_of({2026, 4, 5}));
  BOOST_TEST(base::easter(2038) == day_of({2038, 4, 25}));
}

BOOST_AUTO_TEST_SUITE_END()
