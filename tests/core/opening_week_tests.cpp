// Opening hours as people read them.
#include <boost/test/unit_test.hpp>

#include "core/rules/opening_week.hpp"

namespace {

using rules::OpenState;

// In Paris; 2026-11-21 was a Saturday.
rules::OpeningWeek told(std::string_view hours, std::string_view at) {
  const auto now = base::parse_rfc3339(at);
  BOOST_REQUIRE(now);
  return rules::opening_week(hours, rules::locality_of("75010", {48.87, 2.36}), *now);
}

const rules::HoursDay& day(const rules::OpeningWeek& vm, base::Weekday weekday) {
  return vm.days.at(static_cast<std::size_t>(weekday));
}

}  // namespace

BOOST_AUTO_TEST_SUITE(opening_week)

BOOST_AUTO_TEST_CASE(the_week_runs_from_monday_to_sunday_whatever_day_it_is) {
  for (int date = 16; date < 23; ++date) {
    const auto vm = told("Mo-Fr 09:00-12:00,14:00-18:00; Sa 09:00-12:00",
                         "2026-11-" + std::to_string(date) + "T11:40:00+01:00");
    BOOST_REQUIRE(vm.days.size() == 7u);
    for (std::size_t i = 0; i < 7; ++i) {
      BOOST_TEST(static_cast<std::size_t>(vm.days[i].weekday) == i);
      BOOST_TEST(vm.days[i].is_today == (static_cast<int>(i) == date - 16));
      BOOST_TEST(vm.days[i].spans.size() == (i < 5 ? 2u : i == 5 ? 1u : 0u));
    }
    BOOST_TEST(vm.minute == 11 * 60 + 40);
  }
}

BOOST_AUTO_TEST_CASE(how_things_stand_is_unsaid_where_the_hours_cannot_be_read) {
  const auto locality = rules::locality_of("75010", {48.87, 2.36});
  const base::Instant now = *base::parse_rfc3339("2026-11-21T11:40:00+01:00");
  for (const char* hours : {"", "le matin, parfois", "Mo-Fr 25:00"}) {
    const auto unsaid = rules::open_now(hours, locality, now);
    BOOST_TEST((unsaid.state == OpenState::unsaid));
    BOOST_TEST(!unsaid.next);
  }
  const auto open = rules::open_now("Sa 09:00-12:00", locality, now);
  BOOST_TEST((open.state == OpenState::open));
  BOOST_TEST(open.closes_soon());
  BOOST_TEST((rules::open_now("24/7; Sa unknown", locality, now).state == OpenState::uncertain));
}

BOOST_AUTO_TEST_CASE(the_last_hour_is_told_apart) {
  const auto at = [](const char* time) {
    return told("Sa 09:00-12:00", "2026-11-21T" + std::string(time) + ":00+01:00").now;
  };
  BOOST_TEST((at("08:00").state == OpenState::closed));
  BOOST_TEST(!at("08:30").closes_soon());
  BOOST_TEST((at("10:00").state == OpenState::open));
  BOOST_TEST(!at("10:00").closes_soon());
  BOOST_TEST(at("11:40").closes_soon());
  BOOST_TEST(at("11:40").next->minutes == 20);
  BOOST_TEST((at("12:00").state == OpenState::closed));
}

BOOST_AUTO_TEST_CASE(what_goes_over_midnight_stands_on_the_day_on_which_it_begins) {
  const auto vm = told("Fr 20:00-02:00", "2026-11-21T01:00:00+01:00");
  BOOST_TEST((vm.now.state == OpenState::open));
  BOOST_REQUIRE(day(vm, base::Weekday::friday).spans.size() == 1u);
  BOOST_TEST(day(vm, base::Weekday::friday).spans[0].from_min == 1200);
  BOOST_TEST(day(vm, base::Weekday::friday).spans[0].to_min == 1560);
  BOOST_TEST(day(vm, base::Weekday::saturday).spans.empty());
}

BOOST_AUTO_TEST_CASE(whole_days_stand_for_themselves) {
  const auto always = told("24/7", "2026-11-21T01:00:00+01:00");
  BOOST_TEST(always.is_always);
  for (const auto& each : always.days) BOOST_TEST(each.is_whole_day());
  const auto twice = told("Mo-Tu 00:00-24:00; We 00:00-02:00", "2026-11-21T01:00:00+01:00");
  BOOST_TEST(!twice.is_always);
  BOOST_TEST(day(twice, base::Weekday::tuesday).is_whole_day());
  BOOST_REQUIRE(day(twice, base::Weekday::wednesday).spans.size() == 1u);
  BOOST_TEST(day(twice, base::Weekday::wednesday).spans[0].to_min == 120);
}

BOOST_AUTO_TEST_CASE(a_public_holiday_is_marked_and_has_its_own_hours) {
  const auto vm = told("Mo-Fr 09:00-18:00; PH off", "2026-11-09T10:00:00+01:00");
  const auto& armistice = day(vm, base::Weekday::wednesday);
  BOOST_TEST(armistice.is_holiday);
  BOOST_TEST(armistice.spans.empty());
  BOOST_TEST(!day(vm, base::Weekday::tuesday).is_holiday);
}

BOOST_AUTO_TEST_CASE(what_nobody_knows_is_not_called_open) {
  const auto until = told("Sa 17:00+", "2026-11-21T20:00:00+01:00");
  BOOST_TEST((until.now.state == OpenState::uncertain));
  BOOST_REQUIRE(day(until, base::Weekday::saturday).spans.size() == 1u);
  BOOST_TEST(day(until, base::Weekday::saturday).spans[0].is_open_end);
  const auto asked = told("\"sur rendez-vous\"", "2026-11-21T20:00:00+01:00");
  BOOST_TEST((asked.now.state == OpenState::uncertain));
  BOOST_REQUIRE(asked.days.size() == 7u);
  BOOST_REQUIRE(asked.days[0].spans.size() == 1u);
  BOOST_TEST(asked.days[0].spans[0].comment == "sur rendez-vous");
}

BOOST_AUTO_TEST_CASE(what_cannot_be_read_is_unsaid) {
  for (const char* hours : {"", "ouvert tous les matins", "Mo-Fr 25:61"}) {
    const auto vm = told(hours, "2026-11-21T20:00:00+01:00");
    BOOST_TEST((vm.now.state == OpenState::unsaid));
    BOOST_TEST(vm.days.empty());
  }
}

BOOST_AUTO_TEST_SUITE_END()
