// There is a word for everything, in the tone of the product.
#include <boost/test/unit_test.hpp>
#include <fstream>
#include <iterator>
#include <regex>
#include <set>

#include "ui/strings.hpp"

namespace {

std::string text_of(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  BOOST_REQUIRE_MESSAGE(file, path << " cannot be read: run this at the top of the repository");
  return {std::istreambuf_iterator<char>(file), {}};
}

// The codes that the headers of rules and wire name in their comments, and those that app makes.
std::set<std::string> error_codes() {
  const std::string kinds =
      "(text|name|position|insee|id|contact|code|permit|json|cell|choice|account|outbox)";
  std::set<std::string> codes;
  const auto collect = [&](const char* path, const std::string& pattern) {
    const std::string text = text_of(path);
    const std::regex regex(pattern);
    for (std::sregex_iterator it(text.begin(), text.end(), regex), end; it != end; ++it)
      codes.insert((*it)[1]);
  };
  for (const char* path : {"src/core/rules/validate.hpp", "src/core/rules/permit.hpp",
                           "src/core/wire/json.hpp", "src/core/wire/marker_cell.hpp"})
    collect(path, "\\b(" + kinds + "\\.(?!hpp)[a-z_0-9]+)\\b");
  for (const char* path : {"src/app/reduce_drafts.cpp", "src/app/reduce_sign_in.cpp"})
    collect(path, "\"(" + kinds + "\\.(?!hpp)[a-z_0-9]+)\"");
  // Of the API, what pages can meet: not what only who keeps the server is told.
  collect("docs/API.md", "`((?!action\\.c|operator\\.)[a-z_]+\\.[a-z_0-9]+)`");
  collect("src/app/state.hpp", "k[A-Za-z]+\\[\\] = \"([a-z_]+)\"");
  return codes;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(strings)

BOOST_AUTO_TEST_CASE(every_word_is_there) {
  const auto* words = reinterpret_cast<const char* const*>(&ui::words());
  for (std::size_t i = 0; i < sizeof(ui::Words) / sizeof(char*); ++i) {
    BOOST_REQUIRE_MESSAGE(words[i] != nullptr,
                          "word " << i << " is missing, after " << (i ? words[i - 1] : "nothing"));
    BOOST_TEST(words[i][0] != '\0', "word " << i << " is empty");
  }
}

BOOST_AUTO_TEST_CASE(every_error_code_has_its_sentence) {
  const auto codes = error_codes();
  BOOST_TEST(codes.size() > 25u);
  for (const std::string& code : codes) BOOST_TEST(ui::has_error_sentence(code), code);
  BOOST_TEST(ui::error_sentence("text.phone_number") ==
             "On dirait un numéro de téléphone. Gardez-le pour les messages\u00a0: ici, tout le "
             "monde le verrait.");
  BOOST_TEST(!ui::error_sentence("never.heard_of").empty());
}

BOOST_AUTO_TEST_CASE(the_tone_is_kept) {
  for (const char* file : {"src/ui/strings.cpp", "src/ui/strings_said.cpp"}) {
    const std::string text = text_of(file);
    BOOST_REQUIRE(!text.empty());
    for (const char* word : {"SDF", "bénéficiaire", "démunis", "gratuit !", "\u00b7e", "é·e"})
      BOOST_TEST(text.find(word) == std::string::npos, word);
    BOOST_TEST(!std::regex_search(text, std::regex(R"re("[^"\n]*[a-zé] [?;!:][^"\n]*")re")),
               "a breaking blank before a high sign in " << file);
  }
}

BOOST_AUTO_TEST_CASE(numbers_are_said_as_people_say_them) {
  BOOST_TEST(ui::distance(348) == "350\u00a0m");
  BOOST_TEST(ui::distance(3) == "10\u00a0m");
  BOOST_TEST(ui::distance(996) == "1\u00a0km");
  BOOST_TEST(ui::distance(1240) == "1,2\u00a0km");
  BOOST_TEST(ui::distance(12'600) == "13\u00a0km");
  BOOST_TEST(ui::walk(6) == "6\u00a0min");
  BOOST_TEST(ui::number(12345) == "12\u00a0345");
  BOOST_TEST(ui::short_number(1249) == "1,2\u00a0k");
  BOOST_TEST(ui::short_number(112) == "112");
  BOOST_TEST(ui::ago({app::AgeUnit::days, 2}) == "il y a 2\u00a0jours");
  BOOST_TEST(ui::ago({app::AgeUnit::days, 1}) == "hier");
  BOOST_TEST(ui::ago({app::AgeUnit::months, 1}) == "il y a 1\u00a0mois");
  BOOST_TEST(ui::items(1) == "1\u00a0lieu ou action");
  BOOST_TEST(ui::items(48) == "48\u00a0lieux et actions");
  BOOST_TEST(ui::places_and_actions(20, 1) == "20\u00a0lieux et 1\u00a0action");
  BOOST_TEST(ui::phone_as_said("+33639981234") == "06\u00a039\u00a098\u00a012\u00a034");
  BOOST_TEST(ui::hours_said("Mo-Fr 19:00-21:30") ==
             "lundi – vendredi 19\u00a0h – 21\u00a0h\u00a030");
  BOOST_TEST(ui::hours_said("24/7") == "Jour et nuit, tous les jours");
  BOOST_TEST(ui::fill("{a} et {b}", {{"a", "1"}, {"b", "2"}}) == "1 et 2");
}

BOOST_AUTO_TEST_SUITE_END()
