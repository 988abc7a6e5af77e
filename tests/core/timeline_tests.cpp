#include "core/rules/timeline.hpp"

#include <boost/test/unit_test.hpp>

#include "tests/core/examples.hpp"

namespace {

base::Instant instant(const char* text) { return base::parse_rfc3339(text).value(); }

const rules::Locality kParis = rules::locality_of("75010", {48.87, 2.36});

rules::Timeline timeline(const char* hours, const rules::Locality& where = kParis) {
  return {*rules::parse_opening_hours(hours), where};
}

}  // namespace

BOOST_AUTO_TEST_SUITE(timeline_of_hours)

BOOST_AUTO_TEST_CASE(it_says_what_the_rules_say_whatever_was_asked_before) {
  examples::Chance chance(71);
  const auto from = instant("2026-10-20T00:00:00Z");
  for (const char* value :
       {"24/7", "Mo-Fr 09:00-12:00,14:00-18:00; PH off", "22:00-06:00", "sunrise-sunset",
        "Mo-Fr 17:00+", "2026 Oct 25 02:00-03:00", "off", "Jan 1", "2026 Oct-2026 Nov"}) {
    const auto hours = *rules::parse_opening_hours(value);
    auto line = timeline(value);
    for (int i = 0; i < 300; ++i) {
      const base::Instant at{from.unix_ms + static_cast<std::int64_t>(chance.below(60 * 24 * 60)) *
                                                base::kMinuteMs};
      const auto span = line.at(at);
      BOOST_REQUIRE_MESSAGE(span.state == rules::state_at(hours, kParis, at).state, value);
      if (i % 20 == 0) {
        const auto next = rules::next_change(hours, kParis, at);
        BOOST_REQUIRE_EQUAL(span.until.has_value(), next.has_value());
        if (next) BOOST_REQUIRE(*span.until == next->at);
      }
      if (i % 50 == 0) line.forget_before(at);
    }
  }
}

BOOST_AUTO_TEST_CASE(only_what_the_sun_rules_depends_on_the_position) {
  BOOST_TEST(rules::depends_on_position(*rules::parse_opening_hours("sunrise-20:00")));
  BOOST_TEST(rules::depends_on_position(*rules::parse_opening_hours("Mo 10:00-(sunset+01:00)")));
  BOOST_TEST(!rules::depends_on_position(*rules::parse_opening_hours("Mo-Su 10:00-20:00; PH off")));
}

BOOST_AUTO_TEST_SUITE_END()
