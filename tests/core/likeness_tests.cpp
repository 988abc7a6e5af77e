#include "core/base/likeness.hpp"

#include <boost/test/unit_test.hpp>
#include <random>

#include "core/base/folding.hpp"

using base::fold;
using base::WantedWord;

namespace {

double of_words(std::string_view typed, std::string_view word) {
  return base::likeness(WantedWord(typed), word);
}

double of_texts(std::string_view query, std::string_view title, std::string_view detail = "") {
  return base::likeness(base::wanted_words(fold(query)), fold(title), fold(detail));
}

}  // namespace

BOOST_AUTO_TEST_SUITE(likeness)

BOOST_AUTO_TEST_CASE(dice_counts_what_is_shared) {
  const auto dice = [](std::string_view a, std::string_view b) {
    return base::likeness(base::trigrams_of(a), base::trigrams_of(b));
  };
  BOOST_TEST(dice("restos", "restos") == 1.0);
  BOOST_TEST(dice("restau", "restos") == 2.0 * 4 / (7 + 7));
  BOOST_TEST(dice("abc", "xyz") == 0.0);
  BOOST_TEST(dice("aaaa", "aaa") == 2.0 * 4 / (4 + 4));  // each once
  BOOST_TEST(dice("", "") == 1.0);
  BOOST_TEST(dice("дом", "дома") == 2.0 * 3 / (4 + 5));
}

BOOST_AUTO_TEST_CASE(a_word_is_the_same_or_begins_or_is_mistyped) {
  BOOST_TEST(of_words("douche", "douche") == 1.0);
  BOOST_TEST(of_words("douch", "douche") > of_words("dou", "douche"));
  BOOST_TEST(of_words("dou", "douche") > 0.8);
  const double mistyped = of_words("duche", "douche");
  BOOST_TEST(mistyped > 0.4);
  BOOST_TEST(mistyped < 0.8);
  BOOST_TEST(of_words("soupe", "laverie") == 0.0);
  BOOST_TEST(of_words("sec", "sac") == 0.0);      // too short
  BOOST_TEST(of_words("75011", "75010") == 0.0);  // a number
  BOOST_TEST(of_words("75010", "750") == 0.0);
}

BOOST_AUTO_TEST_CASE(a_mistyped_word_is_worth_its_dice_however_often_a_trigram_comes) {
  std::mt19937 random(7);
  const auto word = [&] {  // of three letters, so that many are alike
    std::string letters(4 + random() % 6, 'a');
    for (char& letter : letters) letter = static_cast<char>('a' + random() % 3);
    return letters;
  };
  int alike = 0;
  for (int i = 0; i < 20'000; ++i) {
    const auto typed = word(), other = word();
    if (other.starts_with(typed)) continue;
    const double dice = base::likeness(base::trigrams_of(typed), base::trigrams_of(other));
    BOOST_REQUIRE(of_words(typed, other) == (dice >= base::kMistyped ? 0.8 * dice : 0.0));
    alike += dice >= base::kMistyped;
  }
  BOOST_TEST(alike > 500);
}

BOOST_AUTO_TEST_CASE(a_text_answers_by_each_word_typed) {
  const auto* restos = "Les Restos du Cœur";
  BOOST_TEST(of_texts("restos du coeur", restos) == 1.0);
  BOOST_TEST(of_texts("restau du coeur", restos) > 0.7);
  BOOST_TEST(of_texts("resto de coeur", restos) > 0.7);
  BOOST_TEST(of_texts("coeur restos", restos) == 1.0);
  BOOST_TEST(of_texts("restau du coeur", restos) >
             of_texts("restau du coeur", "Restaurant du port"));
  BOOST_TEST(of_texts("douche", "Douches") > of_texts("douche", "Laverie", "Rue des Douches"));
  BOOST_TEST(of_texts("douche", "Laverie", "Rue des Douches") > of_texts("douche", "Laverie"));
  BOOST_TEST(of_texts("", "Laverie") == 0.0);
}

BOOST_AUTO_TEST_SUITE_END()
