// The language is switched in the app: all names follow, and the page is told.
#include <boost/test/unit_test.hpp>

#include "tests/ui/ui_helpers.hpp"

namespace {

using ui::Role;
using ui_test::Client;

// The names of all that is on the screen, in their order.
std::vector<std::string> names_of(const Client& client) {
  std::vector<std::string> names;
  for (const auto* element : client.elements()) names.push_back(client.mirror.name_of(*element));
  return names;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(language)

BOOST_AUTO_TEST_CASE(the_account_screen_has_each_language_in_its_own_name) {
  Client client("/connexion");
  const auto french = client.mirror.find(Role::radio, "Français"),
             english = client.mirror.find(Role::radio, "English");
  BOOST_REQUIRE(french != 0 && english != 0);
  BOOST_TEST(client.mirror.elements.at(french).attributes["lang"] == "fr");
  BOOST_TEST(client.mirror.elements.at(french).attributes["aria-checked"] == "true");
  BOOST_TEST(client.mirror.elements.at(english).attributes["lang"] == "en");
  BOOST_TEST(client.mirror.elements.at(english).attributes["aria-checked"] == "false");
}

BOOST_AUTO_TEST_CASE(switching_changes_the_names_in_place_and_tells_the_page) {
  Client client("/connexion");
  BOOST_TEST(client.mirror.title == "Bienvenue à table – Entourage");
  const auto english = client.mirror.find(Role::radio, "English");
  const auto field = client.mirror.find(Role::field, "E-mail ou téléphone");
  BOOST_REQUIRE(field != 0);
  client.click(english);
  BOOST_TEST(client.mirror.title == "Welcome to the table – Entourage");
  BOOST_TEST(client.mirror.find(Role::field, "Email or phone") == field);
  BOOST_TEST(client.mirror.find(Role::radio, "English") == english);
  BOOST_TEST(client.mirror.elements.at(english).attributes["aria-checked"] == "true");
  BOOST_REQUIRE(client.mirror.choices.size() == 1u);
  BOOST_TEST((client.mirror.choices[0] == std::pair{ui::Setting::language, std::string("en")}));
  client.click(english);  // chosen already
  BOOST_TEST(client.mirror.choices.size() == 1u);
}

BOOST_AUTO_TEST_CASE(there_and_back_leaves_every_screen_as_it_was) {
  for (const char* url : {"/", "/connexion", "/actions/nouvelle"}) {
    Client client(url);
    const auto french = names_of(client);
    client.interface.set_preferences({.language = ui::Language::en});
    client.frames();
    BOOST_TEST((names_of(client) != french), url);
    BOOST_TEST(client.mirror.find(Role::link, "Create") != 0, url);
    BOOST_TEST(client.mirror.find(Role::link, "Créer") == 0, url);
    client.interface.set_preferences({.language = ui::Language::fr});
    client.frames();
    BOOST_TEST((names_of(client) == french), url);
    BOOST_TEST(client.mirror.choices.empty(), "nobody chose");
  }
}

BOOST_AUTO_TEST_CASE(text_mode_has_the_languages_too) {
  Client client("/", 40, false);
  const auto english = client.mirror.find(Role::radio, "English");
  client.click(english);
  BOOST_TEST(client.mirror.find(Role::heading1, "In this area") != 0);
  BOOST_TEST(client.mirror.find(Role::radio, "Français") != 0);
}

BOOST_AUTO_TEST_CASE(a_still_frame_asks_for_no_number) {
  Client client;
  client.frames(3);
  const int asked = client.numbers.asked;
  client.frames(3);
  BOOST_TEST(client.numbers.asked == asked);
}

BOOST_AUTO_TEST_SUITE_END()
