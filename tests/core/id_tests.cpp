#include "core/base/id.hpp"

#include <boost/test/unit_test.hpp>

#include "tests/core/examples.hpp"

BOOST_AUTO_TEST_SUITE(id)

BOOST_AUTO_TEST_CASE(a_uuid_reads_as_it_was_written) {
  examples::Chance chance(1);
  for (int i = 0; i < 1000; ++i) {
    const base::Uuid id = chance.uuid();
    BOOST_CHECK(base::parse_uuid(to_text(id)) == id);
  }
}

BOOST_AUTO_TEST_CASE(text_is_canonical_and_upper_case_is_read) {
  const auto id = base::parse_uuid("017F22E2-79B0-7CC3-98C4-DC0C0C07398F");
  BOOST_REQUIRE(id);
  BOOST_TEST(to_text(*id) == "017f22e2-79b0-7cc3-98c4-dc0c0c07398f");
}

BOOST_AUTO_TEST_CASE(nothing_else_is_a_uuid) {
  const char* const kWrong[] = {"",
                                "017f22e2",
                                "017f22e279b07cc398c4dc0c0c07398f",
                                "{017f22e2-79b0-7cc3-98c4-dc0c0c07398f}",
                                "017f22e2-79b0-7cc3-98c4-dc0c0c07398",
                                "017f22e2-79b0-7cc3-98c4-dc0c0c07398ff",
                                "017f22e2-79b0-7cc3-98c4-dc0c0c07398g",
                                "017f22e279-b0-7cc3-98c4-dc0c0c07398f",
                                " 17f22e2-79b0-7cc3-98c4-dc0c0c07398f"};
  for (const auto* text : kWrong) BOOST_TEST(!base::parse_uuid(text).has_value(), text);
}

// RFC 9562, appendix A.6.
BOOST_AUTO_TEST_CASE(version_7_is_made_as_the_standard_shows) {
  const base::Instant at{1645557742000};
  const base::Uuid id =
      base::make_uuid_v7(at, {0x0C, 0xC3, 0x18, 0xC4, 0xDC, 0x0C, 0x0C, 0x07, 0x39, 0x8F});
  BOOST_TEST(to_text(id) == "017f22e2-79b0-7cc3-98c4-dc0c0c07398f");
  BOOST_TEST(id.version() == 7);
}

BOOST_AUTO_TEST_CASE(later_ids_sort_after_earlier_ones) {
  base::RandomBytes high, low{};
  high.fill(0xFF);
  BOOST_CHECK(base::make_uuid_v7({1000}, high) < base::make_uuid_v7({1001}, low));
}

BOOST_AUTO_TEST_SUITE_END()
