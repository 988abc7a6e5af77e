#include "core/base/utf8.hpp"

#include <boost/test/unit_test.hpp>

#include <string>

BOOST_AUTO_TEST_SUITE(utf8)

BOOST_AUTO_TEST_CASE(code_points_are_counted) {
  BOOST_CHECK(base::count_code_points("") == 0u);
  BOOST_CHECK(base::count_code_points("café") == 4u);
  BOOST_CHECK(base::count_code_points("مرحبا 🧣") == 7u);
  BOOST_CHECK(base::count_code_points(std::string_view("\0", 1)) == 1u);
  BOOST_CHECK(base::count_code_points("\xF4\x8F\xBF\xBF") == 1u);  // U+10FFFF
}

BOOST_AUTO_TEST_CASE(what_is_not_utf8_is_refused) {
  const char* const kWrong[] = {"\x80",
                                "\xC3",
                                "\xC3(",
                                "\xC0\x80",
                                "\xC1\xBF",
                                "\xE0\x80\x80",
                                "\xE0\x9F\xBF",
                                "\xED\xA0\x80",
                                "\xED\xBF\xBF",
                                "\xF0\x80\x80\x80",
                                "\xF4\x90\x80\x80",
                                "\xF5\x80\x80\x80",
                                "\xFF",
                                "\xE2\x82",
                                "caf\xE9",
                                "\xF0\x9F\xA7"};
  for (const auto* text : kWrong) BOOST_CHECK(!base::count_code_points(text));
}

BOOST_AUTO_TEST_CASE(every_code_point_of_two_bytes_and_no_other_pair_is_read) {
  std::size_t read = 0;
  for (int first = 0x80; first < 0x100; ++first) {
    for (int second = 0; second < 0x100; ++second) {
      const char pair[] = {static_cast<char>(first), static_cast<char>(second)};
      std::string_view text(pair, 2);
      const auto c = base::take_code_point(text);
      if (!c) continue;
      ++read;
      BOOST_CHECK(*c >= 0x80 && *c < 0x800 && text.empty());
    }
  }
  BOOST_TEST(read == 0x800u - 0x80u);
}

BOOST_AUTO_TEST_SUITE_END()
