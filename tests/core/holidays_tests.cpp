#include <boost/test/unit_test.hpp>

#include "core/rules/locality.hpp"
#include "core/rules/sun.hpp"

using base::day_of;
using rules::Answer;
using rules::SchoolZone;
using rules::Territory;
using rules::TimeZone;

namespace {

int public_holidays(Territory territory, int year) {
  int count = 0;
  for (auto day = day_of({year, 1, 1}); day <= day_of({year, 12, 31}); ++day)
    count += rules::is_public_holiday(territory, day);
  return count;
}

constexpr model::Position kParis{48.8566, 2.3522};

}  // namespace

BOOST_AUTO_TEST_SUITE(holidays)

BOOST_AUTO_TEST_CASE(there_are_eleven_public_holidays_and_thirteen_in_alsace_moselle) {
  BOOST_TEST(public_holidays(Territory::mainland, 2026) == 11);
  BOOST_TEST(public_holidays(Territory::alsace_moselle, 2026) == 13);
  BOOST_TEST(public_holidays(Territory::reunion, 2026) == 12);
  BOOST_TEST(public_holidays(Territory::martinique, 2026) == 14);
  BOOST_TEST(public_holidays(Territory::mainland, 2008) == 10);  // Ascension on 1 May
}

BOOST_AUTO_TEST_CASE(movable_feasts_move_with_easter) {
  const auto is_holiday = [](base::CivilDate date, Territory where = Territory::mainland) {
    return rules::is_public_holiday(where, day_of(date));
  };
  BOOST_TEST(is_holiday({2026, 4, 6}));   // Easter Monday
  BOOST_TEST(is_holiday({2026, 5, 14}));  // Ascension
  BOOST_TEST(is_holiday({2026, 5, 25}));  // Whit Monday
  BOOST_TEST(!is_holiday({2026, 4, 5}));
  BOOST_TEST(!is_holiday({2026, 4, 3}));
  BOOST_TEST(is_holiday({2026, 4, 3}, Territory::alsace_moselle));  // Good Friday
  BOOST_TEST(is_holiday({2026, 12, 26}, Territory::alsace_moselle));
  BOOST_TEST(!is_holiday({2026, 12, 26}));
  BOOST_TEST(is_holiday({2026, 12, 20}, Territory::reunion));
}

BOOST_AUTO_TEST_CASE(school_holidays_are_known_by_zone_up_to_a_day) {
  const auto answer = [](SchoolZone zone, base::CivilDate date) {
    return rules::is_school_holiday(zone, day_of(date));
  };
  BOOST_CHECK(answer(SchoolZone::c, {2026, 2, 21}) == Answer::no);  // lessons until that evening
  BOOST_CHECK(answer(SchoolZone::c, {2026, 2, 22}) == Answer::yes);
  BOOST_CHECK(answer(SchoolZone::c, {2026, 3, 8}) == Answer::yes);
  BOOST_CHECK(answer(SchoolZone::c, {2026, 3, 9}) == Answer::no);
  BOOST_CHECK(answer(SchoolZone::a, {2026, 2, 10}) == Answer::yes);
  BOOST_CHECK(answer(SchoolZone::b, {2026, 2, 10}) == Answer::no);
  BOOST_CHECK(answer(SchoolZone::corsica, {2026, 4, 20}) == Answer::yes);
  for (const auto zone : {SchoolZone::a, SchoolZone::b, SchoolZone::c, SchoolZone::corsica}) {
    BOOST_CHECK(answer(zone, {2025, 8, 15}) == Answer::yes);
    BOOST_CHECK(answer(zone, {2025, 12, 25}) == Answer::yes);
    BOOST_CHECK(answer(zone, {2025, 9, 15}) == Answer::no);
    const auto last = rules::last_known_school_day(zone);
    BOOST_CHECK(rules::is_school_holiday(zone, last) != Answer::unknown);
    BOOST_CHECK(rules::is_school_holiday(zone, last + 1) == Answer::unknown);
    BOOST_CHECK(answer(zone, {2023, 5, 1}) == Answer::unknown);
  }
}

BOOST_AUTO_TEST_CASE(where_the_zone_is_unknown_only_common_holidays_are_known) {
  const auto answer = [](base::CivilDate date) {
    return rules::is_school_holiday(SchoolZone::unknown, day_of(date));
  };
  BOOST_CHECK(answer({2026, 7, 20}) == Answer::yes);
  BOOST_CHECK(answer({2026, 9, 20}) == Answer::no);
  BOOST_CHECK(answer({2026, 2, 10}) == Answer::unknown);  // A alone
}

BOOST_AUTO_TEST_CASE(a_postal_code_tells_territory_clocks_and_school_zone) {
  struct Row {
    std::string_view code;
    Territory territory;
    TimeZone zone;
    SchoolZone schools;
  };
  for (const auto& [code, territory, zone, schools] :
       {Row{"75011", Territory::mainland, TimeZone::paris, SchoolZone::c},
        {"69003", Territory::mainland, TimeZone::paris, SchoolZone::a},
        {"35000", Territory::mainland, TimeZone::paris, SchoolZone::b},
        {"01000", Territory::mainland, TimeZone::paris, SchoolZone::a},
        {"20200", Territory::mainland, TimeZone::paris, SchoolZone::corsica},
        {"2A004", Territory::mainland, TimeZone::paris, SchoolZone::corsica},
        {"67000", Territory::alsace_moselle, TimeZone::paris, SchoolZone::b},
        {"68100", Territory::alsace_moselle, TimeZone::paris, SchoolZone::b},
        {"57000", Territory::alsace_moselle, TimeZone::paris, SchoolZone::b},
        {"97110", Territory::guadeloupe, TimeZone::antilles, SchoolZone::unknown},
        {"97133", Territory::saint_barthelemy, TimeZone::antilles, SchoolZone::unknown},
        {"97400", Territory::reunion, TimeZone::reunion, SchoolZone::unknown},
        {"97500", Territory::saint_pierre_et_miquelon, TimeZone::miquelon, SchoolZone::unknown},
        {"98714", Territory::polynesie, TimeZone::tahiti, SchoolZone::unknown},
        {"98742", Territory::polynesie, TimeZone::marquesas, SchoolZone::unknown},
        {"98800", Territory::nouvelle_caledonie, TimeZone::noumea, SchoolZone::unknown},
        {"", Territory::mainland, TimeZone::paris, SchoolZone::unknown},
        {"Paris", Territory::mainland, TimeZone::paris, SchoolZone::unknown}}) {
    const auto locality = rules::locality_of(code, kParis);
    BOOST_TEST_CONTEXT(code) {
      BOOST_CHECK(locality.territory == territory);
      BOOST_CHECK(locality.zone == zone);
      BOOST_CHECK(locality.schools == schools);
    }
  }
}

BOOST_AUTO_TEST_CASE(without_a_postal_code_the_position_tells_what_is_overseas) {
  BOOST_CHECK(rules::locality_of("", {-20.88, 55.45}).zone == TimeZone::reunion);
  BOOST_CHECK(rules::locality_of("", {14.6, -61.07}).territory == Territory::martinique);
  BOOST_CHECK(rules::locality_of("", {18.07, -63.05}).territory == Territory::saint_martin);
  BOOST_CHECK(rules::locality_of("", {-17.55, -149.56}).zone == TimeZone::tahiti);
  BOOST_CHECK(rules::locality_of("", {-8.91, -140.1}).zone == TimeZone::marquesas);
  BOOST_CHECK(rules::locality_of("", {46.78, -56.18}).zone == TimeZone::miquelon);
}

// The almanac's times in Paris and Saint-Denis, to two minutes.
BOOST_AUTO_TEST_CASE(the_sun_rises_and_sets_when_almanacs_say) {
  const auto minute = [](rules::SunEvent event, base::CivilDate date, model::Position at) {
    return rules::sun_minute_utc(event, day_of(date), at);
  };
  const auto is_near = [](int minutes, int hour, int minute_of_hour) {
    return std::abs(minutes - (hour * 60 + minute_of_hour)) <= 2;
  };
  using enum rules::SunEvent;
  BOOST_TEST(is_near(minute(sunrise, {2026, 6, 21}, kParis), 3, 47));
  BOOST_TEST(is_near(minute(sunset, {2026, 6, 21}, kParis), 19, 58));
  BOOST_TEST(is_near(minute(sunrise, {2026, 12, 21}, kParis), 7, 41));
  BOOST_TEST(is_near(minute(sunset, {2026, 12, 21}, kParis), 15, 56));
  BOOST_TEST(is_near(minute(sunrise, {2026, 3, 20}, kParis), 5, 54));
  const auto dawn_before_min =
      minute(sunrise, {2026, 3, 20}, kParis) - minute(dawn, {2026, 3, 20}, kParis);
  BOOST_TEST(dawn_before_min > 25);
  BOOST_TEST(dawn_before_min < 35);
  BOOST_TEST(minute(dusk, {2026, 3, 20}, kParis) > minute(sunset, {2026, 3, 20}, kParis));
}

BOOST_AUTO_TEST_CASE(where_the_sun_stays_up_or_down_the_day_is_whole_or_none) {
  const model::Position cape{71.17, 25.78};
  const auto length = [&](base::CivilDate date) {
    const auto day = day_of(date);
    return rules::sun_minute_utc(rules::SunEvent::sunset, day, cape) -
           rules::sun_minute_utc(rules::SunEvent::sunrise, day, cape);
  };
  BOOST_TEST(length({2026, 6, 21}) == 1440);
  BOOST_TEST(length({2026, 12, 21}) == 0);
}

BOOST_AUTO_TEST_SUITE_END()
