#include <boost/test/unit_test.hpp>

#include "app/vm/links.hpp"

using namespace app;

BOOST_AUTO_TEST_SUITE(links)

BOOST_AUTO_TEST_CASE(phones) {
  BOOST_TEST(phone_href("01 42 33 12 34") == "tel:+33142331234");
  BOOST_TEST(phone_href("+33 1 42 33 12 34") == "tel:+33142331234");
  BOOST_TEST(phone_href("01.42.33.12.34 / 06 12 34 56 78") == "tel:+33142331234");
  BOOST_TEST(phone_href("115") == "tel:115");
  BOOST_TEST(phone_href("39 19") == "tel:3919");
  BOOST_TEST(phone_href("") == "");
  BOOST_TEST(phone_href("sur place") == "");
  BOOST_TEST(phone_href("1") == "");
  BOOST_TEST(phone_href("javascript:1234") == "");
  BOOST_TEST(phone_href("12345678901234567890") == "");
}

BOOST_AUTO_TEST_CASE(websites_that_are_safe) {
  BOOST_TEST(website_href("https://exemple.fr/a?b=c#d") == "https://exemple.fr/a?b=c#d");
  BOOST_TEST(website_href("HTTP://Exemple.fr") == "http://Exemple.fr");
  BOOST_TEST(website_href(" www.exemple.fr ") == "https://www.exemple.fr");
  BOOST_TEST(website_href("https://exemple.fr:8080/") == "https://exemple.fr:8080/");
  BOOST_TEST(website_href("https://éxemple.fr/été") == "https://éxemple.fr/été");
}

BOOST_AUTO_TEST_CASE(websites_that_are_not) {
  for (const auto* text : {"",
                           "javascript:alert(1)",
                           "JaVaScRiPt:alert(1)",
                           "data:text/html,x",
                           "//evil.fr",
                           "https://",
                           "https:///x",
                           "https://user@evil.fr",
                           "https://a.fr:x/",
                           "https://a.fr:/",
                           "https://a.fr/\"onclick=",
                           "https://a.fr/<b>",
                           "https://a fr/",
                           "https://a.fr\n/",
                           "https://localhost",
                           "https://a..fr",
                           "https://.fr",
                           "java\tscript:x",
                           "https:\\\\a.fr",
                           "https://a.fr\\@evil.fr",
                           "mailto:a@b.fr",
                           "exemple"})
    BOOST_TEST(website_href(text) == "", text);
  BOOST_TEST(website_href("https://a.fr/" + std::string(1000, 'x')) == "");
}

BOOST_AUTO_TEST_CASE(websites_as_text) {
  BOOST_TEST(website_text("https://www.exemple.fr/") == "exemple.fr");
  BOOST_TEST(website_text("http://exemple.fr/a") == "exemple.fr/a");
  BOOST_TEST(website_text("https://exemple.fr/" + std::string(100, 'x')).size() == 60u);
  BOOST_TEST(website_text("") == "");
}

BOOST_AUTO_TEST_SUITE_END()
