// There is a word for everything, in the tone of the product.
#include <boost/test/unit_test.hpp>
#include <fstream>
#include <iterator>
#include <regex>
#include <set>

#include "core/wire/json.hpp"
#include "tests/ui/ui_helpers.hpp"
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
  collect("docs/API.md", "`((?!operator\\.)[a-z_]+\\.[a-z_0-9]+)`");
  for (const auto kind : wire::command_kinds()) codes.erase(std::string(kind));
  collect("src/app/state.hpp", "k[A-Za-z]+\\[\\] = \"([a-z_]+)\"");
  return codes;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(strings)

BOOST_AUTO_TEST_CASE(every_word_is_there_in_every_language) {
  for (const ui::Language language : ui::kLanguages) {
    const auto* words = reinterpret_cast<const char* const*>(&ui::words_of(language));
    for (std::size_t i = 0; i < sizeof(ui::Words) / sizeof(char*); ++i) {
      BOOST_REQUIRE_MESSAGE(words[i] != nullptr, "word " << i << " is missing, after "
                                                         << (i ? words[i - 1] : "nothing"));
      BOOST_TEST(words[i][0] != '\0', "word " << i << " is empty");
    }
    BOOST_TEST((ui::language_of(ui::code_of(language)) == language));
  }
  BOOST_TEST(!ui::language_of("xx").has_value());
}

BOOST_AUTO_TEST_CASE(every_error_code_has_its_sentence) {
  const auto codes = error_codes();
  BOOST_TEST(codes.size() > 25u);
  for (const std::string& code : codes) BOOST_TEST(ui::has_error_sentence(code), code);
  ui_test::PlainNumbers numbers;
  const ui::Said french(ui::Language::fr, numbers), english(ui::Language::en, numbers);
  BOOST_TEST(french.error_sentence("text.phone_number") ==
             "On dirait un numéro de téléphone. Gardez-le pour les messages\u00a0: ici, tout le "
             "monde le verrait.");
  BOOST_TEST(english.error_sentence("permit.sign_in") == "Sign in first.");
  BOOST_TEST(!french.error_sentence("never.heard_of").empty());
}

BOOST_AUTO_TEST_CASE(the_tone_is_kept) {
  const std::string text = text_of("assets/locale/fr.po");
  BOOST_REQUIRE(!text.empty());
  for (const char* word : {"SDF", "bénéficiaire", "démunis", "gratuit !", "\u00b7e", "é·e"})
    BOOST_TEST(text.find(word) == std::string::npos, word);
}

BOOST_AUTO_TEST_CASE(numbers_are_said_as_people_say_them) {
  ui_test::PlainNumbers numbers;
  const ui::Said said(ui::Language::fr, numbers);
  BOOST_TEST(said.distance(348) == "350\u00a0m");
  BOOST_TEST(said.distance(3) == "10\u00a0m");
  BOOST_TEST(said.distance(996) == "1\u00a0km");
  BOOST_TEST(said.distance(1240) == "1,2\u00a0km");
  BOOST_TEST(said.distance(12'600) == "13\u00a0km");
  BOOST_TEST(said.walk(6) == "6\u00a0min");
  BOOST_TEST(said.walk_said(6) == "6\u00a0min à pied");
  BOOST_TEST(said.number(12345) == "12\u00a0345");
  BOOST_TEST(said.ago({app::AgeUnit::days, 2}) == "il y a 2\u00a0jours");
  BOOST_TEST(said.ago({app::AgeUnit::days, 1}) == "hier");
  BOOST_TEST(said.ago({app::AgeUnit::months, 1}) == "il y a 1\u00a0mois");
  BOOST_TEST(said.checked(12) == "Vérifié il y a 12\u00a0jours");
  BOOST_TEST(said.items(1) == "1\u00a0lieu ou action");
  BOOST_TEST(said.items(48) == "48\u00a0lieux et actions");
  BOOST_TEST(said.places_and_actions(20, 1) == "20\u00a0lieux et 1\u00a0action");
  BOOST_TEST(ui::phone_as_said("+33639981234") == "06\u00a039\u00a098\u00a012\u00a034");
  BOOST_TEST(ui::phone_as_said("+262639981234") == "06\u00a039\u00a098\u00a012\u00a034");
  BOOST_TEST(ui::phone_as_said("+4915112345678") == "+4915112345678");
  BOOST_TEST(ui::fill("{a} et {b}", {{"a", "1"}, {"b", "2"}}) == "1 et 2");
}

BOOST_AUTO_TEST_CASE(each_language_counts_in_its_way) {
  ui_test::PlainNumbers numbers;
  const ui::Said french(ui::Language::fr, numbers), english(ui::Language::en, numbers);
  BOOST_TEST(french.places_and_actions(0, 0) == "0\u00a0lieu");
  BOOST_TEST(english.places_and_actions(0, 0) == "0\u00a0places");
  BOOST_TEST(english.places_and_actions(1, 2) == "1\u00a0place and 2\u00a0actions");
  BOOST_TEST(english.number(12345) == "12,345");
  BOOST_TEST(english.ago({app::AgeUnit::days, 1}) == "yesterday");
}

BOOST_AUTO_TEST_CASE(hours_are_said_as_people_say_them) {
  ui_test::PlainNumbers numbers;
  const ui::Said french(ui::Language::fr, numbers), english(ui::Language::en, numbers);
  const auto span = [](int from_min, int to_min) {
    rules::HoursSpan span;
    span.from_min = from_min, span.to_min = to_min;
    return span;
  };
  const auto sharp = span(540, 720), half = span(570, 1260), late = span(1200, 1560),
             to_midnight = span(1080, 1440);
  BOOST_TEST(french.span(sharp) == "9–12\u00a0h");
  BOOST_TEST(english.span(sharp) == "9:00–12:00");
  BOOST_TEST(french.span(half) == "9\u00a0h\u00a030\u00a0– 21\u00a0h");
  BOOST_TEST(french.span(late) == "20–2\u00a0h");
  BOOST_TEST(french.span(to_midnight) == "18–24\u00a0h");
  BOOST_TEST(french.span({1020, 1440, true, true, {}}) == "à partir de 17\u00a0h");
  BOOST_TEST(french.span({0, 1440, true, false, "sur rendez-vous"}) == "sur rendez-vous");
  BOOST_TEST(french.span({540, 720, true, false, {}}) == "9–12\u00a0h (à vérifier)");
  BOOST_TEST(french.day({base::Weekday::monday, false, false, {sharp, half}}) ==
             "9–12\u00a0h, 9\u00a0h\u00a030\u00a0– 21\u00a0h");
  BOOST_TEST(french.day({base::Weekday::monday, false, true, {}}) == "Fermé · jour férié");
  BOOST_TEST(french.date({2026, 4, 1}) == "1er\u00a0avril 2026");
  BOOST_TEST(french.date({2026, 1, 5}) == "5\u00a0janvier 2026");
}

BOOST_AUTO_TEST_CASE(the_next_change_is_said_in_each_of_its_ways) {
  using enum rules::UpcomingWhen;
  ui_test::PlainNumbers numbers;
  const ui::Said said(ui::Language::fr, numbers);
  const auto opens = [&](rules::UpcomingWhen when) {
    return said.open_now(
        {rules::OpenState::closed,
         rules::Upcoming{
             rules::UpcomingKind::opens, when, 20, 1, 540, base::Weekday::monday, {2026, 11, 23}}});
  };
  BOOST_TEST(opens(in_minutes) == "Fermé, ouvre dans 20\u00a0min");
  BOOST_TEST(opens(today) == "Fermé, ouvre à 9\u00a0h");
  BOOST_TEST(opens(tomorrow) == "Fermé, ouvre demain à 9\u00a0h");
  BOOST_TEST(opens(on_weekday) == "Fermé, ouvre lundi à 9\u00a0h");
  BOOST_TEST(opens(on_date) == "Fermé, ouvre le 23\u00a0novembre à 9\u00a0h");
  BOOST_TEST(said.open_now({rules::OpenState::open, std::nullopt}) == "Ouvert");
  BOOST_TEST(said.open_now({rules::OpenState::unsaid, std::nullopt}) == "Horaires inconnus");
}

BOOST_AUTO_TEST_CASE(what_was_written_is_not_asked_for_again) {
  ui_test::PlainNumbers numbers;
  const ui::Said said(ui::Language::fr, numbers);
  for (int i = 0; i < 3; ++i) said.distance(350), said.walk(6), said.number(6);
  BOOST_TEST(numbers.asked == 3);
}

BOOST_AUTO_TEST_SUITE_END()
