#include "core/base/folding.hpp"

#include <boost/test/unit_test.hpp>

#include <random>
#include <string>

BOOST_AUTO_TEST_SUITE(folding)

BOOST_AUTO_TEST_CASE(case_accents_and_ligatures_are_gone) {
  BOOST_TEST(base::fold("Les Restos du Cœur") == "les restos du coeur");
  BOOST_TEST(base::fold("ÉPICERIE SOCIALE À NOËL, ÇA !") == "epicerie sociale a noel ca");
  BOOST_TEST(base::fold("Straße STRAẞE ŒUVRE Æther ﬁn") == "strasse strasse oeuvre aether fin");
  BOOST_TEST(base::fold("Łódź Đà Nẵng İstanbul ılgın Øre") == "lodz da nang istanbul ilgin ore");
  BOOST_TEST(base::fold("Ｃａｆé n° ２ 1ᵉʳ") == "cafe n 2 1er");
}

BOOST_AUTO_TEST_CASE(apostrophes_and_punctuation_part_words) {
  for (const auto* apostrophe : {"'", "’", "‘", "ʼ", "`", "´", "′", "＇"})
    BOOST_TEST(base::fold(std::string("L") + apostrophe + "accueil") == "l accueil");
  BOOST_TEST(base::fold("Bains-douches – « Oberkampf »\t(11e)…") == "bains douches oberkampf 11e");
  BOOST_TEST(base::fold("a\u00A0b\u202Fc\u2011d/e_f%g*h") == "a b c d e f g h");
  BOOST_TEST(base::fold("co\u00ADop co\u200Bop") == "coop coop");
  BOOST_TEST(base::fold("  🧣 — !? 😀  ").empty());
  BOOST_TEST(base::fold("").empty());
}

BOOST_AUTO_TEST_CASE(composed_and_decomposed_are_one) {
  BOOST_TEST(base::fold("e\u0301picerie a\u0300 Noe\u0308l") == base::fold("épicerie à Noël"));
  BOOST_TEST(base::fold("и\u0306 е\u0308") == base::fold("й ё"));
  BOOST_TEST(base::fold("α\u0301") == base::fold("ά"));
  BOOST_TEST(base::fold("ا\u0653 ا\u0654 و\u0654") == base::fold("آ أ ؤ"));
}

BOOST_AUTO_TEST_CASE(other_scripts_stay) {
  BOOST_TEST(base::fold("Київ МОСКВА") == "киів москва");
  BOOST_TEST(base::fold("ΑΘΉΝΑ ς") == "αθηνα σ");
  BOOST_TEST(base::fold("مُسَاعَدَة ٣") == "مساعده 3");
  BOOST_TEST(base::fold("食べ物、नमस्ते") == "食べ物 नमस्ते");
}

BOOST_AUTO_TEST_CASE(what_is_no_text_parts_words) {
  BOOST_TEST(base::fold(std::string_view("a\0b\nc", 5)) == "a b c");
  BOOST_TEST(base::fold("a\xFF\xC3(b\xED\xA0\x80") == "a b");
}

BOOST_AUTO_TEST_CASE(what_is_folded_stays_as_it_is) {
  std::mt19937 random(7);
  for (int i = 0; i < 20'000; ++i) {
    std::string text;
    for (int n = 0; n < 12; ++n) {
      const auto point = random() % (i % 2 == 0 ? 0x800u : 0x10000u);
      if (i % 5 == 0 || point < 0x80) {
        text += static_cast<char>(random());
      } else if (point < 0x800) {
        text += {static_cast<char>(0xC0 | point >> 6), static_cast<char>(0x80 | (point & 0x3F))};
      } else {
        text +=
            {static_cast<char>(0xE0 | point >> 12), static_cast<char>(0x80 | (point >> 6 & 0x3F)),
             static_cast<char>(0x80 | (point & 0x3F))};
      }
    }
    const auto folded = base::fold(text);
    BOOST_REQUIRE(base::fold(folded) == folded);
    BOOST_REQUIRE(folded.find("  ") == std::string::npos);
    BOOST_REQUIRE(!folded.starts_with(' ') && !folded.ends_with(' '));
  }
}

BOOST_AUTO_TEST_SUITE_END()
