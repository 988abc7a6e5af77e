#include <boost/test/unit_test.hpp>

#include "core/rules/time_zone.hpp"

using rules::TimeZone;

namespace {

base::Instant at(std::string_view text) { return base::parse_rfc3339(text).value(); }
base::Day day(int year, unsigned month, unsigned of_month) {
  return base::day_of({year, month, of_month});
}
std::string utc(TimeZone zone, base::Day of, int minute) {
  return base::to_rfc3339(rules::instant_of(zone, of, minute)).substr(0, 16);
}

}  // namespace

BOOST_AUTO_TEST_SUITE(time_zone)

BOOST_AUTO_TEST_CASE(paris_changes_its_clocks_on_the_last_sundays_of_march_and_october) {
  const auto offset = [](std::string_view text) {
    return rules::offset_minutes(TimeZone::paris, at(text));
  };
  BOOST_TEST(offset("2026-03-29T00:59:59.999Z") == 60);
  BOOST_TEST(offset("2026-03-29T01:00Z") == 120);
  BOOST_TEST(offset("2026-10-25T00:59:59.999Z") == 120);
  BOOST_TEST(offset("2026-10-25T01:00Z") == 60);
  BOOST_TEST(offset("2027-03-28T01:00Z") == 120);
  BOOST_TEST(offset("2040-10-28T00:59Z") == 120);
  BOOST_TEST(offset("2040-10-28T01:00Z") == 60);
}

BOOST_AUTO_TEST_CASE(miquelon_changes_its_clocks_as_north_america_does) {
  const auto offset = [](std::string_view text) {
    return rules::offset_minutes(TimeZone::miquelon, at(text));
  };
  BOOST_TEST(offset("2026-03-08T04:59Z") == -180);
  BOOST_TEST(offset("2026-03-08T05:00Z") == -120);
  BOOST_TEST(offset("2026-11-01T03:59Z") == -120);
  BOOST_TEST(offset("2026-11-01T04:00Z") == -180);
}

BOOST_AUTO_TEST_CASE(the_other_territories_keep_one_time) {
  struct Row {
    TimeZone zone;
    int offset_min;
    std::string_view name;
  };
  for (const auto& [zone, offset_min, name] : {Row{TimeZone::antilles, -240, "America/Martinique"},
                                               {TimeZone::cayenne, -180, "America/Cayenne"},
                                               {TimeZone::reunion, 240, "Indian/Reunion"},
                                               {TimeZone::mayotte, 180, "Indian/Mayotte"},
                                               {TimeZone::noumea, 660, "Pacific/Noumea"},
                                               {TimeZone::tahiti, -600, "Pacific/Tahiti"},
                                               {TimeZone::marquesas, -570, "Pacific/Marquesas"},
                                               {TimeZone::gambier, -540, "Pacific/Gambier"},
                                               {TimeZone::wallis, 720, "Pacific/Wallis"}}) {
    BOOST_TEST(rules::iana_name(zone) == name);
    BOOST_TEST(rules::offset_minutes(zone, at("2026-01-15T12:00Z")) == offset_min);
    BOOST_TEST(rules::offset_minutes(zone, at("2026-07-15T12:00Z")) == offset_min);
  }
}

BOOST_AUTO_TEST_CASE(local_time_may_be_of_another_day) {
  BOOST_CHECK((rules::local_time(TimeZone::paris, at("2026-12-31T23:30Z")) ==
               rules::LocalTime{day(2027, 1, 1), 30}));
  BOOST_CHECK((rules::local_time(TimeZone::tahiti, at("2026-01-01T02:15:59Z")) ==
               rules::LocalTime{day(2025, 12, 31), 16 * 60 + 15}));
  BOOST_CHECK((rules::local_time(TimeZone::paris, {0}) == rules::LocalTime{0, 60}));
  BOOST_CHECK((rules::local_time(TimeZone::tahiti, {0}) == rules::LocalTime{-1, 14 * 60}));
}

BOOST_AUTO_TEST_CASE(an_hour_that_does_not_exist_is_when_the_clocks_jump) {
  const auto spring = day(2026, 3, 29);
  BOOST_TEST(utc(TimeZone::paris, spring, 119) == "2026-03-29T00:59");
  BOOST_TEST(utc(TimeZone::paris, spring, 150) == "2026-03-29T01:00");
  BOOST_TEST(utc(TimeZone::paris, spring, 180) == "2026-03-29T01:00");
  BOOST_TEST(utc(TimeZone::paris, spring, 1440) == "2026-03-29T22:00");
  const auto local = rules::local_day(TimeZone::paris, spring);
  BOOST_TEST(local.count == 2);
  BOOST_TEST(local.spans[1].to.unix_ms - local.spans[0].from.unix_ms == 23 * base::kHourMs);
}

BOOST_AUTO_TEST_CASE(an_hour_that_comes_twice_is_the_first_one) {
  const auto autumn = day(2026, 10, 25);
  BOOST_TEST(utc(TimeZone::paris, autumn, 150) == "2026-10-25T00:30");
  BOOST_TEST(utc(TimeZone::paris, autumn, 180) == "2026-10-25T02:00");
  const auto local = rules::local_day(TimeZone::paris, autumn);
  BOOST_TEST(local.count == 2);
  BOOST_TEST(local.spans[1].to.unix_ms - local.spans[0].from.unix_ms == 25 * base::kHourMs);
}

BOOST_AUTO_TEST_CASE(days_follow_one_another_without_a_gap) {
  for (int zone = 0; zone <= static_cast<int>(TimeZone::wallis); ++zone) {
    const auto of = static_cast<TimeZone>(zone);
    for (base::Day today = day(2025, 12, 25); today < day(2028, 1, 5); ++today) {
      const auto local = rules::local_day(of, today);
      const auto& last = local.spans[static_cast<std::size_t>(local.count - 1)];
      BOOST_REQUIRE(last.to == rules::local_day(of, today + 1).spans[0].from);
      for (int i = 0; i < local.count; ++i) {
        const auto& span = local.spans[static_cast<std::size_t>(i)];
        BOOST_REQUIRE(span.from < span.to);
        BOOST_REQUIRE(rules::offset_minutes(of, span.from) == span.offset_min);
        BOOST_REQUIRE(rules::local_time(of, span.from).day == today);
        BOOST_REQUIRE(rules::local_time(of, {span.to.unix_ms - 1}).day == today);
      }
    }
  }
}

BOOST_AUTO_TEST_SUITE_END()
