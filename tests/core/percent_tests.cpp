#include <boost/test/unit_test.hpp>

#include "core/base/percent.hpp"

BOOST_AUTO_TEST_SUITE(percent)

BOOST_AUTO_TEST_CASE(escapes_are_bytes_and_everything_else_stays) {
  BOOST_TEST(base::percent_decoded("caf%C3%A9").value() == "café");
  BOOST_TEST(base::percent_decoded("a%2fb%2Fc").value() == "a/b/c");
  BOOST_TEST(base::percent_decoded("a+b&c=d").value() == "a+b&c=d");
  BOOST_TEST(base::percent_decoded("").value().empty());
  BOOST_TEST(base::percent_decoded("%00").value() == std::string(1, '\0'));
}

BOOST_AUTO_TEST_CASE(a_broken_escape_is_nothing) {
  for (const char* text : {"%", "%4", "a%", "%g1", "%1g", "%%41", "% 41"})
    BOOST_TEST(!base::percent_decoded(text), text);
}

BOOST_AUTO_TEST_SUITE_END()
