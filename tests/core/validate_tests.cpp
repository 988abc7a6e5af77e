#include "core/rules/validate.hpp"

#include <boost/test/unit_test.hpp>

#include <cmath>
#include <limits>

#include "core/rules/limits.hpp"
#include "tests/core/examples.hpp"

namespace {

std::string code_of(const base::Result<base::Done>& result) {
  return result ? "" : result.error().code;
}
std::string where_of(const base::Result<base::Done>& result) {
  return result ? "" : result.error().where;
}

std::string repeated(std::string_view text, std::size_t times) {
  std::string all;
  for (std::size_t i = 0; i < times; ++i) all += text;
  return all;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(validate)

BOOST_AUTO_TEST_CASE(a_good_command_passes) {
  BOOST_TEST(code_of(rules::validate(examples::command(examples::create_action()))) == "");
  BOOST_TEST(code_of(rules::validate(examples::command(model::CloseAction{}))) == "");
}

BOOST_AUTO_TEST_CASE(titles_have_bounds_counted_in_code_points_without_blank_ends) {
  using rules::validate_title;
  BOOST_TEST(code_of(validate_title("")) == "text.missing");
  BOOST_TEST(code_of(validate_title(" \u00A0\n\u200B ")) == "text.missing");
  BOOST_TEST(code_of(validate_title("ab")) == "text.too_short");
  BOOST_TEST(code_of(validate_title("  ab  ")) == "text.too_short");
  BOOST_TEST(code_of(validate_title("🧣🧤🧦")) == "");
  BOOST_TEST(code_of(validate_title(repeated("é", rules::limits::kTitleMax))) == "");
  BOOST_TEST(code_of(validate_title(repeated("é", rules::limits::kTitleMax + 1))) ==
             "text.too_long");
  BOOST_TEST(where_of(validate_title("")) == "title");
}

BOOST_AUTO_TEST_CASE(texts_may_be_empty_and_have_several_lines) {
  using rules::validate_text;
  BOOST_TEST(code_of(validate_text("")) == "");
  BOOST_TEST(code_of(validate_text("Une ligne.\r\n\tUne autre.")) == "");
  BOOST_TEST(code_of(validate_text(repeated("x", rules::limits::kTextMax))) == "");
  BOOST_TEST(code_of(validate_text(repeated("x", rules::limits::kTextMax + 1))) == "text.too_long");
  BOOST_TEST(code_of(rules::validate_title("Deux\nlignes")) == "text.control_characters");
}

BOOST_AUTO_TEST_CASE(texts_are_utf8_without_control_characters_but_with_every_script) {
  using rules::validate_text;
  BOOST_TEST(code_of(validate_text("caf\xE9")) == "text.not_utf8");
  BOOST_TEST(code_of(validate_text("\xED\xA0\x80")) == "text.not_utf8");
  BOOST_TEST(code_of(validate_text(std::string("a\0b", 3))) == "text.control_characters");
  BOOST_TEST(code_of(validate_text("a\x1B[31m")) == "text.control_characters");
  BOOST_TEST(code_of(validate_text("a\u0085b")) == "text.control_characters");
  BOOST_TEST(code_of(validate_text("a\u202Egpj.exe")) == "text.control_characters");
  BOOST_TEST(code_of(validate_text("می\u200Cخواهم ✓ 👩\u200D👧 дякую")) == "");
}

BOOST_AUTO_TEST_CASE(public_texts_hold_no_phone_number_and_no_email) {
  BOOST_TEST(code_of(rules::validate_text("Mon numéro : 06 12 34 56 78")) == "text.phone_number");
  BOOST_TEST(code_of(rules::validate_text("maelle@exemple.fr")) == "text.email");
  BOOST_TEST(code_of(rules::validate_title("Manteaux 0612345678")) == "text.phone_number");
  BOOST_TEST(code_of(rules::validate_first_name("Zoé 0612345678")) == "text.phone_number");
  model::CloseAction close;
  close.message = "Merci ! 06.12.34.56.78";
  BOOST_TEST(code_of(rules::validate(close)) == "text.phone_number");
  BOOST_TEST(where_of(rules::validate(close)) == "message");
}

BOOST_AUTO_TEST_CASE(first_names_have_bounds) {
  using rules::validate_first_name;
  BOOST_TEST(code_of(validate_first_name("Maëlle")) == "");
  BOOST_TEST(code_of(validate_first_name("李")) == "");
  BOOST_TEST(code_of(validate_first_name(" ")) == "text.missing");
  BOOST_TEST(code_of(validate_first_name(repeated("a", rules::limits::kFirstNameMax + 1))) ==
             "name.too_long");
  BOOST_TEST(where_of(validate_first_name("")) == "first_name");
}

BOOST_AUTO_TEST_CASE(positions_are_finite_and_on_the_globe) {
  const double kNan = std::numeric_limits<double>::quiet_NaN(),
               kInf = std::numeric_limits<double>::infinity();
  for (const model::Position at : {model::Position{0, 0}, {90, 180}, {-90, -180}}) {
    BOOST_TEST(code_of(rules::validate(at)) == "");
  }
  for (const model::Position at : {model::Position{90.0001, 0},
                                   {-91, 0},
                                   {0, 180.1},
                                   {0, -181},
                                   {kNan, 0},
                                   {0, kNan},
                                   {kInf, 0},
                                   {0, -kInf}}) {
    BOOST_TEST(code_of(rules::validate(at)) == "position.out_of_range");
    BOOST_TEST(where_of(rules::validate(at)) == "at");
  }
}

BOOST_AUTO_TEST_CASE(insee_codes_have_the_shape_of_one) {
  const auto code_for = [](const char* insee) {
    auto create = examples::create_action();
    create.at = model::InseeCode{insee};
    return code_of(rules::validate(create));
  };
  for (const auto* insee : {"75110", "01001", "2A004", "2B033", "97105", "98818"})
    BOOST_TEST(code_for(insee) == "", insee);
  for (const auto* insee : {"", "7", "7511", "751100", "2C004", "2a004", "00001", "7511O", "A2004",
                            "75 10", "７５１１０"}) {
    BOOST_TEST(code_for(insee) == "insee.malformed", insee);
  }
}

BOOST_AUTO_TEST_CASE(ids_of_commands_are_uuids_of_version_7) {
  auto command = examples::command(examples::create_action());
  for (const auto* id :
       {"00000000-0000-0000-0000-000000000000", "a66e0e20-49af-4dfa-b7b9-0758c20b754d",
        "01930000-0000-7000-c000-0000000000c1"}) {
    command.id = {examples::uuid(id)};
    BOOST_TEST(code_of(rules::validate(command)) == "id.not_uuid_v7", id);
  }
}

BOOST_AUTO_TEST_CASE(codes_have_six_digits) {
  BOOST_TEST(code_of(rules::validate_code("012345")) == "");
  for (const auto* code : {"", "12345", "1234567", "12345a", "12 345", "-12345", "１２３４５６"}) {
    BOOST_TEST(code_of(rules::validate_code(code)) == "code.malformed", code);
  }
}

BOOST_AUTO_TEST_CASE(trimming_takes_blank_ends_and_nothing_else) {
  BOOST_TEST(rules::trimmed("  a \n b\t\n") == "a \n b");
  BOOST_TEST(rules::trimmed("\u00A0\u202Fà\u3000\uFEFF") == "à");
  BOOST_TEST(rules::trimmed(" \n ") == "");
  BOOST_TEST(rules::trimmed("") == "");
  BOOST_TEST(rules::trimmed(" \xFF ") == "\xFF");
}

BOOST_AUTO_TEST_CASE(lengths_are_counted_in_code_points) {
  BOOST_TEST(*rules::length_utf8("d’été 🧣") == 7u);
  BOOST_TEST(rules::length_utf8("\xC3").error().code == "text.not_utf8");
}

BOOST_AUTO_TEST_CASE(no_text_of_any_kind_breaks_a_check) {
  examples::Chance chance(9);
  for (int i = 0; i < 3000; ++i) {
    std::string text = chance.text(200);
    for (auto damage = chance.below(4); damage > 0 && !text.empty(); --damage) {
      text[chance.below(text.size())] = static_cast<char>(chance.bits());
    }
    (void)code_of(rules::validate_text(text));
    (void)rules::parse_contact(text);
    BOOST_TEST(rules::trimmed(rules::trimmed(text)) == rules::trimmed(text));
  }
}

BOOST_AUTO_TEST_SUITE_END()
