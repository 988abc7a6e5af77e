// The server's own pages: what can be read without the client.
#include <boost/test/unit_test.hpp>

#include "server/pages.hpp"

namespace {

// 2026-11-21 was a Saturday.
std::string page_of(const std::string& hours, const char* at = "2026-11-21T11:40:00+01:00") {
  model::Place place;
  place.name = "Maison du Canal";
  place.at = {48.8682, 2.3642};
  place.postal_code = "75010";
  place.opening_hours = hours;
  const server::Pages pages(server::plain_shell(), std::nullopt);
  return std::string(pages.place(place, {}, *base::parse_rfc3339(at)).bytes());
}

bool has(const std::string& page, const std::string& words) {
  return page.find(words) != page.npos;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(pages)

BOOST_AUTO_TEST_CASE(a_place_tells_how_things_stand_and_the_week) {
  const auto page = page_of("Mo-Fr 09:00-12:00,14:00-18:30; Sa 09:00-12:00");
  BOOST_TEST(has(page, "Ouvert, ferme dans 20\u00a0min"));
  BOOST_TEST(
      has(page, "<li>lundi\u00a0: 9\u00a0h – 12\u00a0h, 14\u00a0h – 18\u00a0h\u00a030</li>"));
  BOOST_TEST(has(page, "<li>dimanche\u00a0: fermé</li>"));
  const auto closed = page_of("Mo-Fr 09:00-12:00");
  BOOST_TEST(has(closed, "Fermé, ouvre lundi à 9\u00a0h"));
}

BOOST_AUTO_TEST_CASE(hours_that_cannot_be_read_are_shown_as_they_are_and_are_no_markup) {
  const auto page = page_of("le matin <b>parfois</b>");
  BOOST_TEST(has(page, "le matin &lt;b&gt;parfois&lt;/b&gt;"));
  BOOST_TEST(!has(page, "Ouvert"));
  const auto noted = page_of("Sa 09:00-12:00 \"<b>sonner</b>\"");
  BOOST_TEST(has(noted, "9\u00a0h – 12\u00a0h (&lt;b&gt;sonner&lt;/b&gt;)"));
}

BOOST_AUTO_TEST_SUITE_END()
