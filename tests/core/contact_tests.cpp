// Where a code goes, and what of it must not stand in public.
#include <boost/test/unit_test.hpp>

#include "core/rules/contact_in_text.hpp"
#include "core/rules/validate.hpp"

namespace {

std::string canonical(const char* typed) {
  const auto parsed = rules::parse_contact(typed);
  return parsed ? to_text(*parsed) : parsed.error().code;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(contact)

BOOST_AUTO_TEST_CASE(phone_numbers_are_made_international) {
  for (const auto* typed : {"0612345678", "06 12 34 56 78", "06.12.34.56.78", " 06-12-34-56-78 ",
                            "+33612345678", "+33 6 12 34 56 78", "+33 (0)6 12 34 56 78",
                            "0033 6 12 34 56 78", "06\u00A012\u202F34 56 78"}) {
    BOOST_TEST(canonical(typed) == "+33612345678", typed);
  }
  BOOST_TEST(canonical("0692 12 34 56") == "+262692123456");
  BOOST_TEST(canonical("0696 12 34 56") == "+596696123456");
  BOOST_TEST(canonical("+32 470 12 34 56") == "+32470123456");
  BOOST_TEST(canonical("0044 20 7946 0958") == "+442079460958");
}

BOOST_AUTO_TEST_CASE(emails_are_lower_case) {
  BOOST_TEST(canonical(" Maelle.D+entourage@Exemple.TEST ") == "maelle.d+entourage@exemple.test");
  BOOST_TEST(canonical("a@b.fr") == "a@b.fr");
  BOOST_TEST(canonical("o'neil@sub.exemple.co") == "o'neil@sub.exemple.co");
}

BOOST_AUTO_TEST_CASE(the_kind_of_contact_is_told) {
  BOOST_CHECK(std::holds_alternative<rules::Phone>(*rules::parse_contact("0612345678")));
  BOOST_CHECK(std::holds_alternative<rules::Email>(*rules::parse_contact("a@b.fr")));
}

BOOST_AUTO_TEST_CASE(anything_else_is_malformed) {
  for (const auto* typed : {"",
                            " ",
                            "bonjour",
                            "06 12 34 56",
                            "06 12 34 56 78 9",
                            "0012",
                            "+33 6 12 34",
                            "+0612345678",
                            "+1234567",
                            "+1234567890123456",
                            "6 12 34 56 78",
                            "06 12 34 56 7O",
                            "++33612345678",
                            "+33 (0)03 1. 31. 3423",  // found by words_fuzz
                            "06,12,34,56,78",
                            "+",
                            "00",
                            "@",
                            "a@",
                            "@b.fr",
                            "a@b",
                            "a@b.f",
                            "a@b.12",
                            "a@@b.fr",
                            "a@b@c.fr",
                            "a b@c.fr",
                            ".a@b.fr",
                            "a.@b.fr",
                            "a..b@c.fr",
                            "a@-b.fr",
                            "a@b-.fr",
                            "a@.fr",
                            "a@b..fr",
                            "a@b.fr.",
                            "a@[1.2.3.4]",
                            "a@b.fr\r\nBcc: c@d.fr",
                            "\"a\"@b.fr",
                            "é@b.fr",
                            "a@b.fr\xFF",
                            "06\xFF"
                            "12345678"}) {
    BOOST_TEST(canonical(typed) == "contact.malformed", typed);
  }
  BOOST_TEST(canonical((std::string(65, 'a') + "@b.fr").c_str()) == "contact.malformed");
  BOOST_TEST(canonical(("a@" + std::string(64, 'b') + ".fr").c_str()) == "contact.malformed");
  BOOST_TEST(canonical(("a@" + std::string(300, 'b') + ".fr").c_str()) == "contact.malformed");
}

BOOST_AUTO_TEST_CASE(phone_numbers_in_a_text_are_found_however_they_are_written) {
  for (const auto* text : {"Appelez le 06 12 34 56 78.",
                           "0612345678",
                           "tel:0612345678,",
                           "06.12.34.56.78",
                           "06-12-34-56-78",
                           "06/12/34/56/78",
                           "06 / 12 / 34 / 56 / 78",
                           "06 . 12 . 34 . 56 . 78",
                           "0612 345 678",
                           "0612 34 56 78",
                           "06 123 456 78",
                           "06 12345678",
                           "0 612 345 678",
                           "01 42 00 00 00",
                           "+33 6 12 34 56 78",
                           "+33612345678",
                           "(+33) 6 12 34 56 78",
                           "+33 (0)6 12 34 56 78",
                           "+33(0)612345678",
                           "+33.6.12.34.56.78",
                           "0033 6 12 34 56 78",
                           "0033612345678",
                           "00 33 6 12 34 56 78",
                           "33 6 12 34 56 78",
                           "06\u00A012\u00A034\u00A056\u00A078",
                           "06\u202F12\u202F34\u202F56\u202F78",
                           "06–12–34–56–78",
                           "06·12·34·56·78",
                           "06_12_34_56_78",
                           "٠٦١٢٣٤٥٦٧٨",
                           "۰۶ ۱۲ ۳۴ ۵۶ ۷۸",
                           "０６１２３４５６７８",
                           "75010 06 12 34 56 78",
                           "Le 12 au 06 12 34 56 78",
                           "612345678",
                           "555-123-4567",
                           "0171 5558 2211",
                           "+49 171 5558221",
                           "+1 (555) 123-4567",
                           "06 12 34 56 78 ou 75010",
                           "tél06 12 34 56 78svp"}) {
    BOOST_TEST(rules::has_phone_number(text), text);
  }
}

BOOST_AUTO_TEST_CASE(what_actions_are_full_of_is_no_phone_number) {
  for (const auto* text : {"",
                           "En 2026",
                           "2024-2025",
                           "2024 2025 2026 2027",
                           "75010",
                           "75010 75011 75012",
                           "75010 Paris, 13001 Marseille",
                           "19 h 30",
                           "19h30",
                           "19:30-21:00",
                           "9.00-12.00 14.00-18.00",
                           "09.30-12.30 14.00-18.30",
                           "9h-12h 14h-18h",
                           "1 200 €",
                           "12 000 €",
                           "1 234 567 €",
                           "10,50 €",
                           "1.234,56",
                           "Le 21/11/2026",
                           "21/11/2026 10 h",
                           "01/11/2026 10-12 h",
                           "Du 01/11/2026 au 05/11/2026",
                           "01.11.2026 - 05.11.2026",
                           "2026-11-21",
                           "2026-11-21 10:00",
                           "115",
                           "Appelez le 3919",
                           "le 115 ou le 3114",
                           "tailles 36 38 40 42 44",
                           "36, 38, 40, 42, 44",
                           "T 36/38/40/42",
                           "100 x 200 x 50",
                           "2 à 3",
                           "12 34 56 78",
                           "0-3 ans, 3-6 ans, 6-12 ans",
                           "n° 12345678",
                           "+ 50 personnes",
                           "+20 places",
                           "1/2/3/4/5/6/7/8",
                           "50 %",
                           "3 4 5 6 7",
                           "Ligne 13, sortie 2, bâtiment 12",
                           "48.8678, 2.3637",
                           "100 000 personnes",
                           "de 6 à 77 ans",
                           "Lundi 10-12, mardi 14-16, jeudi 10-12, samedi 9-11",
                           "20-30 personnes, 2026-2027"}) {
    BOOST_TEST(!rules::has_phone_number(text), text);
  }
}

BOOST_AUTO_TEST_CASE(emails_in_a_text_are_found) {
  for (const auto* text :
       {"maelle@exemple.fr", "Écrivez à Maelle.D+x@sub.exemple.co.uk !", "mailto:a@b.fr",
        "(a@b.fr)", "zoé@exemple.fr", "a@exämple.fr", "x @y a@b.fr", "a_@b-c.org."}) {
    BOOST_TEST(rules::has_email(text), text);
  }
  for (const auto* text :
       {"", "@", "@entourage", "suivez @entourage.asso", "2 @ 3", "rdv @ la mairie", "a@b", "a@b.",
        "a@.fr", "a@b.1", "3@4.5", "a@", "a@b c.fr"}) {
    BOOST_TEST(!rules::has_email(text), text);
  }
}

BOOST_AUTO_TEST_SUITE_END()
