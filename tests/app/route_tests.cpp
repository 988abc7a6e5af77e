#include <boost/test/unit_test.hpp>

#include "app/route.hpp"
#include "tests/app/app_helpers.hpp"

using namespace app;
using app_tests::uuid;

BOOST_AUTO_TEST_SUITE(route)

BOOST_AUTO_TEST_CASE(every_location_of_ours_reads_back) {
  const std::vector<Route> routes{
      HomeRoute{},       PlaceRoute{{uuid(1)}}, ActionRoute{{uuid(2)}},     NewActionRoute{},
      SignInRoute{},     SettingsRoute{},       CorrectionRoute{{uuid(3)}}, HistoryRoute{{uuid(4)}},
      ModerationRoute{}, PrintRoute{},          AssignmentRoute{{uuid(5)}}};
  for (const auto& r : routes) {
    for (const auto filter : kFilterChoices) {
      const Location location{r, filter};
      BOOST_TEST((parse_url(to_url(location)) == location), to_url(location));
    }
  }
}

BOOST_AUTO_TEST_CASE(the_addresses_are_these) {
  BOOST_TEST(to_url({HomeRoute{}, FilterChoice::all}) == "/");
  BOOST_TEST(to_url({HomeRoute{}, FilterChoice::food}) == "/?voir=se-nourrir");
  BOOST_TEST(to_url({NewActionRoute{}, FilterChoice::all}) == "/actions/nouvelle");
  BOOST_TEST(to_url({SignInRoute{}, FilterChoice::all}) == "/connexion");
  const auto id = to_text(uuid(7));
  BOOST_TEST(to_url({PlaceRoute{{uuid(7)}}, FilterChoice::water}) ==
             "/lieux/" + id + "?voir=eau-hygiene");
}

BOOST_AUTO_TEST_CASE(a_link_keeps_the_whole_filter) {
  Filter filter = FilterChoice::food;
  filter.open = OpenWhen::on_arrival;
  filter.access = "unconditional";
  filter.audience = "women";
  filter.language = "ar";
  filter.wheelchair = filter.animals = true;
  BOOST_TEST(to_url({HomeRoute{}, filter}) ==
             "/?voir=se-nourrir&open=arrival&access=unconditional&audience=women&language=ar&"
             "wheelchair=yes&animals=yes");
  BOOST_TEST((parse_url(to_url({PlaceRoute{{uuid(7)}}, filter})).filter == filter));
  BOOST_TEST(filter.narrowings() == 6);
  BOOST_TEST((parse_url("/?open=now").filter.open == OpenWhen::now));
  BOOST_TEST((parse_url("/?open=now&open=arrival").filter.open == OpenWhen::now));
  BOOST_TEST(
      (parse_url("/?open=soon&access=%00&audience=&language=xx&wheelchair=no").filter == Filter{}));
}

BOOST_AUTO_TEST_CASE(variants_of_an_address_are_understood) {
  const auto id = to_text(uuid(7));
  BOOST_TEST((parse_url("/lieux/" + id + "/").route == Route{PlaceRoute{{uuid(7)}}}));
  BOOST_TEST((parse_url("/%6cieux/" + id).route == Route{PlaceRoute{{uuid(7)}}}));
  BOOST_TEST((parse_url("/connexion#top").route == Route{SignInRoute{}}));
  BOOST_TEST((parse_url("/?a=b&voir=se%2Dloger&voir=autres").filter == FilterChoice::shelter));
  BOOST_TEST((parse_url("/?voir=tout").filter == FilterChoice::all));
}

BOOST_AUTO_TEST_CASE(nothing_makes_reading_fail) {
  for (const std::string url :
       {"", "x", "//", "/lieux", "/lieux/", "/lieux/1", "/actions/../x", "/%", "/%4", "/%zz", "?",
        "/lieux/%00", "javascript:alert(1)", "\xff\xfe", "/?voir=%"}) {
    const auto location = parse_url(url);
    BOOST_TEST((location.filter == FilterChoice::all));
    BOOST_TEST((parse_url(to_url(location)) == location), url);
  }
  BOOST_TEST((parse_url("/?voir=nope").route == Route{HomeRoute{}}));
  BOOST_TEST((parse_url("?actions/noule").route == Route{HomeRoute{}}));  // found by saved_fuzz
  BOOST_TEST(to_url(parse_url(std::string(1'000'000, '/'))).size() < 100u);
  // What others hang on an address may be long; its page is the same, and it has one form.
  for (const std::string path : {"/", "/connexion", "/nowhere"}) {
    const auto location = parse_url(path + "?a=" + std::string(3000, 'b') + "#c");
    BOOST_TEST((location == parse_url(path)), path);
    BOOST_TEST((parse_url(to_url(location)) == location), path);
  }
}

BOOST_AUTO_TEST_CASE(filters_part_the_kinds) {
  BOOST_TEST(marker_filter(FilterChoice::all).kinds.all());
  std::bitset<256> seen;
  for (const auto choice : kFilterChoices) {
    if (choice == FilterChoice::all) continue;
    const auto kinds = marker_filter(choice).kinds;
    BOOST_TEST(kinds.any());
    BOOST_TEST((kinds & seen).none());  // one chip each
    seen |= kinds;
  }
  for (const auto category : model::kPlaceCategories)
    BOOST_TEST(seen[model::marker_kind(category).code]);
  for (const auto kind : model::kActionKinds)
    for (const auto section : model::kActionSections)
      BOOST_TEST(seen[model::marker_kind(kind, section).code]);
}

BOOST_AUTO_TEST_SUITE_END()
