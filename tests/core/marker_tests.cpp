#include "core/model/marker.hpp"

#include <boost/test/unit_test.hpp>

#include "tests/core/examples.hpp"

BOOST_AUTO_TEST_SUITE(marker)

BOOST_AUTO_TEST_CASE(every_kind_of_place_and_action_is_known_and_nothing_else) {
  int known = 0;
  for (int code = 0; code < 256; ++code)
    known += is_known(model::MarkerKind{static_cast<std::uint8_t>(code)}) ? 1 : 0;
  BOOST_TEST(known == static_cast<int>(model::kPlaceCategories.size() +
                                       model::kActionKinds.size() * model::kActionSections.size()));
  for (const auto category : model::kPlaceCategories) {
    const auto kind = model::marker_kind(category);
    BOOST_CHECK(is_known(kind) && kind.is_place() && kind.category() == category);
  }
  for (const auto action_kind : model::kActionKinds) {
    for (const auto section : model::kActionSections) {
      const auto kind = model::marker_kind(action_kind, section);
      BOOST_CHECK(is_known(kind) && !kind.is_place());
      BOOST_CHECK(kind.action_kind() == action_kind && kind.section() == section);
    }
  }
}

BOOST_AUTO_TEST_CASE(a_place_shows_its_address_or_else_its_city) {
  auto place = examples::place();
  BOOST_TEST(marker_of(place).detail == "17 quai des Tanneurs");
  BOOST_TEST(marker_of(place).title == "La Soupe du soir");
  place.address.clear();
  BOOST_TEST(marker_of(place).detail == "Paris");
}

BOOST_AUTO_TEST_CASE(a_place_says_what_it_can_be_chosen_by) {
  auto place = examples::place();
  place.audience = "women";
  place.wheelchair = "yes";
  const auto facts = *marker_of(place).facts;
  BOOST_TEST(facts.opening_hours == "Mo-Fr 19:00-21:00");
  BOOST_TEST(facts.hours_area == "75000");
  BOOST_TEST(tags_of(facts) ==
             (*model::access_tag("unconditional") | *model::audience_tag("women") |
              *model::language_tag("fr") | *model::language_tag("ar") | model::kWheelchairTag |
              model::kAnimalsTag));
  place.audience = "everyone";
  for (const auto audience : model::kAudiences)
    BOOST_TEST((tags_of(facts_of(place)) & *model::audience_tag(audience)) != 0u);
  place.opening_hours.clear();
  BOOST_TEST(facts_of(place).hours_area == "");
  BOOST_TEST(!model::access_tag("elsewhere"));
  BOOST_TEST(!marker_of(examples::action()).facts.address());
}

// Every tag is of one wish, or the bits would say more than is so.
BOOST_AUTO_TEST_CASE(each_wish_has_a_bit_of_its_own) {
  model::PlaceTags taken = model::kWheelchairTag | model::kAnimalsTag;
  const auto take = [&](std::optional<model::PlaceTags> tag) {
    BOOST_REQUIRE(tag);
    BOOST_TEST((taken & *tag) == 0u);
    taken |= *tag;
  };
  for (const auto id : model::kAccessModes) take(model::access_tag(id));
  for (const auto id : model::kAudiences) take(model::audience_tag(id));
  for (const auto id : model::kSpokenLanguages) take(model::language_tag(id));
}

BOOST_AUTO_TEST_CASE(an_action_stands_at_the_centre_of_its_public_cell) {
  const auto action = examples::action();
  const auto marker = marker_of(action);
  BOOST_CHECK(marker.at == action.at.centre);
  BOOST_TEST(marker.detail == "Maëlle");
  BOOST_CHECK(marker.kind ==
              model::marker_kind(model::ActionKind::contribution, model::ActionSection::clothes));
}

BOOST_AUTO_TEST_CASE(the_ids_of_all_lists_read_as_they_are_written) {
  for (const auto v : model::kActionKinds) BOOST_CHECK(model::action_kind(to_text(v)) == v);
  for (const auto v : model::kActionSections) BOOST_CHECK(model::action_section(to_text(v)) == v);
  for (const auto v : model::kActionStatuses) BOOST_CHECK(model::action_status(to_text(v)) == v);
  for (const auto v : model::kActionOutcomes) BOOST_CHECK(model::action_outcome(to_text(v)) == v);
  for (const auto v : model::kGoals) BOOST_CHECK(model::goal(to_text(v)) == v);
  for (const auto v : model::kPlaceCategories)
    BOOST_CHECK(model::place_category(static_cast<int>(v)) == v);
  BOOST_CHECK(!model::action_kind("") && !model::action_section("Social") &&
              !model::goal("offer_help "));
  BOOST_CHECK(!model::place_category(4) && !model::place_category(-1) &&
              !model::place_category(256));
}

BOOST_AUTO_TEST_SUITE_END()
