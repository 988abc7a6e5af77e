#include "core/rules/correction.hpp"

#include <boost/test/unit_test.hpp>

#include "core/rules/limits.hpp"
#include "core/rules/permit.hpp"
#include "core/rules/validate.hpp"
#include "core/wire/json.hpp"
#include "tests/core/examples.hpp"

namespace {

using model::FieldChange;
using model::PlaceField;

model::SuggestCorrection suggestion(std::vector<FieldChange> changes, std::string remark = "") {
  return {examples::place().id, std::move(changes), std::move(remark)};
}

// The code and where, or nothing.
std::string told(const base::Result<base::Done>& valid) {
  return valid ? "" : valid.error().code + " " + valid.error().where;
}
std::string told(PlaceField field, const std::string& after, const std::string& before = "-") {
  return told(rules::validate(suggestion({{field, before, after}})));
}

}  // namespace

BOOST_AUTO_TEST_SUITE(corrections)

BOOST_AUTO_TEST_CASE(every_field_reads_as_it_is_written) {
  const auto place = examples::place();
  model::Place other;
  for (const auto field : model::kPlaceFields) {
    BOOST_TEST((model::place_field(to_text(field)) == field));
    set_text(other, field, text_of(place, field), {});
    BOOST_TEST(text_of(other, field) == text_of(place, field), to_text(field));
  }
  BOOST_TEST((other.languages == place.languages));
  BOOST_TEST(text_of(place, PlaceField::position) == "48.8750600,2.3674700");
  BOOST_TEST(other.at.lat_deg == place.at.lat_deg);
  BOOST_TEST(!model::place_field("category").has_value());
}

BOOST_AUTO_TEST_CASE(a_place_closes_at_an_instant_and_opens_again) {
  auto place = examples::place();
  set_text(place, PlaceField::closed, "closed", {1'795'248'000'000});
  BOOST_TEST(place.closed_since == "2026-11-21T08:00:00.000Z");
  BOOST_TEST(text_of(place, PlaceField::closed) == "closed");
  set_text(place, PlaceField::closed, "", {1'795'248'000'000});
  BOOST_TEST(place.closed_since.empty());
}

BOOST_AUTO_TEST_CASE(what_a_place_cannot_say_is_refused_and_where_is_told) {
  BOOST_TEST(told(PlaceField::opening_hours, "Mo-Fr 09:00-12:00") == "");
  BOOST_TEST(told(PlaceField::opening_hours, "") == "");
  BOOST_TEST(told(PlaceField::opening_hours, "Mo-Fr 09:00-12:00; tous les jours") ==
             "hours.unknown_word changes[0].after[19]");
  BOOST_TEST(told(PlaceField::name, " ") == "text.missing changes[0].after");
  BOOST_TEST(told(PlaceField::name, std::string(201, 'x')) == "text.too_long changes[0].after");
  BOOST_TEST(told(PlaceField::name, "a\nb") == "text.control_characters changes[0].after");
  BOOST_TEST(told(PlaceField::description, "a\nb") == "");
  BOOST_TEST(told(PlaceField::phone, "01 99 00 12 34 ; 115") == "");
  BOOST_TEST(told(PlaceField::phone, "demander Ali") == "phone.malformed changes[0].after");
  BOOST_TEST(told(PlaceField::website, "https://soupe.exemple.test") == "");
  BOOST_TEST(told(PlaceField::website, "javascript:alert(1)") ==
             "website.malformed changes[0].after");
  BOOST_TEST(told(PlaceField::position, "48.85,-2.35") == "");
  for (const auto* const wrong :
       {"", "48.85", "91,0", "0,181", "nan,0", "1e2,0", "48.85;2", "4.8.5,2"})
    BOOST_TEST(told(PlaceField::position, wrong) != "", wrong);
  BOOST_TEST(told(PlaceField::closed, "closed", "") == "");
  BOOST_TEST(told(PlaceField::closed, "peut-être", "") == "closed.malformed changes[0].after");
  BOOST_TEST(told(PlaceField::phone, " 115 ", "115") == "correction.unchanged changes[0].after");
  BOOST_TEST(told(PlaceField::phone, "\xff") == "text.not_utf8 changes[0].after");
}

BOOST_AUTO_TEST_CASE(a_suggestion_says_something_once_and_gives_nobodys_address) {
  BOOST_TEST(told(rules::validate(suggestion({}))) == "correction.empty changes");
  BOOST_TEST(told(rules::validate(suggestion({}, "  "))) == "correction.empty changes");
  BOOST_TEST(told(rules::validate(suggestion({}, "Il n’y a plus rien ici."))) == "");
  BOOST_TEST(told(rules::validate(suggestion({}, "Dites-le à ali@exemple.test"))) ==
             "text.email remark");
  BOOST_TEST(told(rules::validate(suggestion({}, "Appelez le 06 12 34 56 78"))) ==
             "text.phone_number remark");
  BOOST_TEST(told(rules::validate(suggestion({}, std::string(501, 'x')))) ==
             "text.too_long remark");
  const FieldChange phone{PlaceField::phone, "", "115"};
  BOOST_TEST(told(rules::validate(suggestion({phone, phone}))) == "list.twice changes[1].field");
  BOOST_TEST(told(rules::validate(model::EditPlace{{}, {}})) == "correction.empty changes");
  BOOST_TEST(told(rules::validate(model::TellNeeds{{}, "Des draps.", "Le 06 12 34 56 78"})) ==
             "text.phone_number volunteers");
  BOOST_TEST(told(rules::validate(model::TellNeeds{{}, std::string(301, 'x'), ""})) ==
             "text.too_long donations");
  BOOST_TEST(told(rules::validate(model::RefuseCorrection{{}, "x"})) == "text.too_short reason");
}

BOOST_AUTO_TEST_CASE(what_has_changed_meanwhile_is_a_conflict_until_it_was_seen) {
  const auto place = examples::place();  // phone "01 99 00 12 34"
  const auto conflict = [&](std::vector<FieldChange> changes,
                            const std::vector<model::FieldText>& seen = {}) {
    return rules::first_conflict(place, rules::tidied(std::move(changes)), seen);
  };
  const FieldChange fresh{PlaceField::phone, place.phone, "115"},
      stale{PlaceField::phone, "", "115"}, same{PlaceField::phone, "112", place.phone};
  BOOST_TEST(!conflict({fresh}).has_value());
  BOOST_TEST(!conflict({same}).has_value());
  BOOST_TEST((conflict({stale}) == PlaceField::phone));
  BOOST_TEST((conflict({stale}, {{PlaceField::phone, "115"}}) == PlaceField::phone));
  BOOST_TEST(!conflict({stale}, {{PlaceField::phone, place.phone}}).has_value());
  const auto real = rules::effective(place, {stale, same});
  BOOST_REQUIRE(real.size() == 1u);
  BOOST_TEST((real[0] == FieldChange{PlaceField::phone, place.phone, "115"}));
}

BOOST_AUTO_TEST_CASE(new_hours_take_the_place_of_hours_in_words) {
  auto place = examples::place();
  const FieldChange hours{PlaceField::opening_hours, place.opening_hours, "24/7"},
      words{PlaceField::hours_text, place.hours_text, ""},
      own{PlaceField::hours_text, "", "Le soir"}, phone{PlaceField::phone, "", "115"};
  BOOST_TEST((rules::without_stale_words({hours}, place) == std::vector{hours, words}));
  BOOST_TEST((rules::without_stale_words({hours, own}, place) == std::vector{hours, own}));
  BOOST_TEST((rules::without_stale_words({phone}, place) == std::vector{phone}));
  place.hours_text.clear();
  BOOST_TEST((rules::without_stale_words({hours}, place) == std::vector{hours}));
}

BOOST_AUTO_TEST_CASE(a_place_is_looked_after_by_its_association_and_by_moderation) {
  const model::PersonId ana{examples::uuid("01930000-0000-7000-8000-0000000000b1")};
  const model::AssociationId ours{examples::uuid("01930000-0000-7000-8000-0000000000d1")},
      theirs{examples::uuid("01930000-0000-7000-8000-0000000000d2")};
  rules::Actor member{ana}, stranger{ana}, moderator{ana}, admin{ana};
  member.memberships = {{ours, model::MemberRole::editor}};
  stranger.memberships = {{theirs, model::MemberRole::owner}};
  moderator.is_moderator_here = admin.is_admin = true;
  rules::Facts facts, decided, pending;
  facts.is_place_known = true;
  facts.place_association = ours;
  facts.correction = model::CorrectionStatus::open;
  decided = pending = facts;
  decided.correction = model::CorrectionStatus::accepted;
  pending.association = model::Association{ours, "Les Voisins", {}, {}};
  const auto reason = [](const rules::Actor& actor, const model::Intent& intent,
                         const rules::Facts& of) {
    const auto may = rules::permit(actor, intent, of);
    return may ? std::string() : may.error().code;
  };
  const model::Intent suggest = suggestion({}), accept = model::AcceptCorrection{},
                      check = model::CheckPlace{}, assign = model::AssignPlace{{}, ours};
  BOOST_TEST(reason({}, suggest, facts) == "");
  BOOST_TEST(reason({}, suggest, {}) == "permit.not_found");
  BOOST_TEST(reason({}, check, facts) == "permit.sign_in");
  for (const auto& actor : {member, moderator, admin}) {
    BOOST_TEST(reason(actor, accept, facts) == "");
    BOOST_TEST(reason(actor, accept, decided) == "correction.decided");
    BOOST_TEST(reason(actor, check, facts) == "");
    BOOST_TEST(reason(actor, check, {}) == "permit.not_found");
  }
  BOOST_TEST(reason(stranger, accept, facts) == "permit.not_found");
  BOOST_TEST(reason(stranger, accept, decided) == "permit.not_found");
  BOOST_TEST(reason(stranger, check, facts) == "permit.not_caretaker");
  BOOST_TEST(reason(member, assign, facts) == "permit.not_moderator");
  BOOST_TEST(reason(moderator, assign, facts) == "permit.not_found");
  BOOST_TEST(reason(moderator, assign, pending) == "permit.not_approved");
  pending.association->status = model::AssociationStatus::approved;
  BOOST_TEST(reason(moderator, assign, pending) == "");
}

BOOST_AUTO_TEST_CASE(histories_and_queues_read_as_they_were_written) {
  const FieldChange change{PlaceField::closed, "", "closed"};
  const wire::PlaceHistory history{
      {{{1'795'248'000'000}, change, {model::Hand::import, "soliguide"}},
       {{1'795'248'000'001}, change, {model::Hand::moderation, ""}}}};
  BOOST_CHECK(*wire::place_history_from_json(wire::to_json(history)) == history);
  const wire::OpenCorrections open{{{{examples::uuid("01930000-0000-7000-8000-0000000000f1")},
                                     examples::place().id,
                                     "La Soupe",
                                     {1'795'248'000'000},
                                     "Vu sur la porte.",
                                     {{change, "closed"}}}}};
  BOOST_CHECK(*wire::open_corrections_from_json(wire::to_json(open)) == open);
  BOOST_CHECK(*wire::field_changes_from_json(wire::to_json(std::vector{change})) ==
              std::vector{change});
}

BOOST_AUTO_TEST_CASE(a_member_of_its_association_looks_after_a_place_in_its_name) {
  auto place = examples::place();
  const model::AssociationId ours{examples::place().id.uuid}, theirs{};
  const auto hand = [&](model::AssociationId of) {
    return rules::hand_of({false, {}, {{of, model::MemberRole::editor}}}, place);
  };
  place.care.association.reset();
  BOOST_TEST((hand(ours) == model::PublicHand{model::Hand::moderation, ""}));
  place.care.association = {ours, "Les Voisins"};
  BOOST_TEST((hand(ours) == model::PublicHand{model::Hand::association, "Les Voisins"}));
  BOOST_TEST((hand(theirs) == model::PublicHand{model::Hand::moderation, ""}));
}

BOOST_AUTO_TEST_SUITE_END()
