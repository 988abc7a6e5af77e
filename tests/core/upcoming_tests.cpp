#include <boost/test/unit_test.hpp>

#include "core/rules/upcoming.hpp"

using rules::Upcoming;
using rules::UpcomingKind;
using rules::UpcomingWhen;

namespace {

std::optional<Upcoming> upcoming(std::string_view value, std::string_view now) {
  const auto hours = rules::parse_opening_hours(value);
  BOOST_REQUIRE_MESSAGE(hours, value);
  return rules::upcoming(*hours, rules::locality_of("75001", {48.86, 2.34}),
                         base::parse_rfc3339(now).value());
}

}  // namespace

BOOST_TEST_DONT_PRINT_LOG_VALUE(UpcomingKind)
BOOST_TEST_DONT_PRINT_LOG_VALUE(UpcomingWhen)

BOOST_AUTO_TEST_SUITE(upcoming_changes)

BOOST_AUTO_TEST_CASE(within_the_hour_it_is_minutes) {
  const auto closes = upcoming("09:00-12:00", "2026-06-01T11:40:30+02:00").value();
  BOOST_TEST(closes.kind == UpcomingKind::closes);
  BOOST_TEST(closes.when == UpcomingWhen::in_minutes);
  BOOST_TEST(closes.minutes == 20);
  BOOST_TEST(closes.minute_of_day == 720);
  BOOST_TEST(upcoming("09:00-12:00", "2026-06-01T11:59:59+02:00")->minutes == 1);
  BOOST_TEST(upcoming("09:00-12:00", "2026-06-01T08:00+02:00")->minutes == 60);
  BOOST_TEST(upcoming("00:30-12:00", "2026-06-01T23:50+02:00")->when == UpcomingWhen::in_minutes);
}

BOOST_AUTO_TEST_CASE(later_it_is_a_time_of_today_tomorrow_or_a_weekday) {
  const auto today = upcoming("09:00-12:00", "2026-06-01T07:59+02:00").value();
  BOOST_TEST(today.kind == UpcomingKind::opens);
  BOOST_TEST(today.when == UpcomingWhen::today);
  BOOST_TEST(today.minute_of_day == 540);
  const auto tomorrow = upcoming("09:00-12:00", "2026-06-01T18:00+02:00").value();
  BOOST_TEST(tomorrow.when == UpcomingWhen::tomorrow);
  BOOST_TEST(tomorrow.days_ahead == 1);
  const auto thursday = upcoming("Th 09:00-12:00", "2026-06-01T18:00+02:00").value();
  BOOST_TEST(thursday.when == UpcomingWhen::on_weekday);
  BOOST_CHECK(thursday.weekday == base::Weekday::thursday);
  const auto a_week = upcoming("Mo 09:00-12:00", "2026-06-01T18:00+02:00").value();
  BOOST_TEST(a_week.when == UpcomingWhen::on_date);
  BOOST_CHECK((a_week.date == base::CivilDate{2026, 6, 8}));
}

BOOST_AUTO_TEST_CASE(the_small_hours_belong_to_the_evening_before) {
  const auto tonight = upcoming("20:00-02:00", "2026-06-01T21:00+02:00").value();
  BOOST_TEST(tonight.kind == UpcomingKind::closes);
  BOOST_TEST(tonight.when == UpcomingWhen::today);
  BOOST_TEST(tonight.days_ahead == 1);
  BOOST_TEST(upcoming("02:00-05:00", "2026-06-01T06:00+02:00")->when == UpcomingWhen::tomorrow);
}

BOOST_AUTO_TEST_CASE(what_becomes_unknown_is_said_and_what_stays_is_not) {
  BOOST_TEST(upcoming("17:00+", "2026-06-01T12:00+02:00")->kind == UpcomingKind::becomes_unknown);
  BOOST_TEST(upcoming("17:00+", "2026-06-01T22:00+02:00")->kind == UpcomingKind::closes);
  BOOST_TEST(!upcoming("24/7", "2026-06-01T12:00+02:00"));
}

BOOST_AUTO_TEST_SUITE_END()
