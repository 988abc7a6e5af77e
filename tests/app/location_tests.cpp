#include <boost/test/unit_test.hpp>
#include <cmath>

#include "tests/app/app_helpers.hpp"

using namespace app;
using namespace app_tests;

BOOST_AUTO_TEST_SUITE(location)

BOOST_AUTO_TEST_CASE(starting_asks_for_what_is_needed) {
  Client client;
  client.send(Started{"/lieux/" + to_text(uuid(1)), "", "", kNow});
  BOOST_TEST(client.take<FetchManifest>().size() == 1u);
  BOOST_TEST(client.take<FetchSession>().size() == 1u);
  const auto places = client.take<FetchPlace>();
  BOOST_REQUIRE(places.size() == 1u);
  BOOST_TEST((places[0].id == place_id(1)));
  BOOST_TEST(client.take<ShowUrl>().empty());  // the address bar says so already
  BOOST_TEST((client.state.places.at(place_id(1)).state == LoadState::loading));
}

BOOST_AUTO_TEST_CASE(a_link_shows_its_address_and_back_does_not) {
  Client client;
  client.settle_in();
  client.send(Opened{{PlaceRoute{place_id(1)}, FilterChoice::all}});
  auto urls = client.take<ShowUrl>();
  BOOST_REQUIRE(urls.size() == 1u);
  BOOST_TEST(urls[0].url == "/lieux/" + to_text(uuid(1)));
  BOOST_TEST(!urls[0].replace);
  client.send(UrlChanged{"/"});
  BOOST_TEST((client.state.location == Location{}));
  BOOST_TEST(client.take<ShowUrl>().empty());
}

BOOST_AUTO_TEST_CASE(a_filter_is_in_the_address_and_on_the_map) {
  Client client;
  client.settle_in();
  BOOST_TEST(client.state.in_view.total == 3u);
  const auto version = client.state.in_view.version;
  client.send(FilterChosen{FilterChoice::food});
  const auto urls = client.take<ShowUrl>();
  BOOST_REQUIRE(urls.size() == 1u);
  BOOST_TEST(urls[0].url == "/?voir=se-nourrir");
  BOOST_TEST(urls[0].replace);
  BOOST_TEST(client.state.in_view.total == 2u);
  BOOST_TEST(client.state.in_view.version > version);
  client.send(FilterChosen{FilterChoice::food});
  BOOST_TEST(client.take<ShowUrl>().empty());
}

BOOST_AUTO_TEST_CASE(a_place_that_is_opened_comes_into_view_and_is_fetched_once) {
  Client client;
  client.settle_in();
  client.send(Opened{{PlaceRoute{place_id(1)}, FilterChoice::all}});
  auto flights = client.take<FlyTo>();
  BOOST_REQUIRE(flights.size() == 1u);
  BOOST_TEST(flights[0].zoom < 0);  // is in view: the zoom stays
  BOOST_TEST(client.take<FetchPlace>().size() == 1u);
  client.send(PlaceArrived{place_id(1), place(1)});
  client.send(UrlChanged{"/"});
  client.send(Opened{{PlaceRoute{place_id(1)}, FilterChoice::all}});
  BOOST_TEST(client.take<FetchPlace>().empty());
}

BOOST_AUTO_TEST_CASE(a_deep_link_flies_to_what_arrives) {
  Client client;
  client.start("/lieux/" + to_text(uuid(1)));
  client.send(MapMoved{map_at({43.3, 5.37})});
  client.effects.clear();
  client.send(PlaceArrived{place_id(1), place(1)});
  const auto flights = client.take<FlyTo>();
  BOOST_REQUIRE(flights.size() == 1u);
  BOOST_TEST((flights[0].at == place(1).at));
  BOOST_TEST(flights[0].zoom >= 14);
}

BOOST_AUTO_TEST_CASE(details_can_be_missing_or_fail_and_be_asked_again) {
  Client client;
  client.settle_in();
  client.send(Opened{{PlaceRoute{place_id(1)}, FilterChoice::all}});
  client.send(PlaceArrived{place_id(1), failed(failure::kServer)});
  BOOST_TEST((client.state.places.at(place_id(1)).state == LoadState::failed));
  client.effects.clear();
  client.send(RetryAsked{});
  BOOST_TEST(client.take<FetchPlace>().size() == 1u);
  client.send(PlaceArrived{place_id(1), failed(failure::kNotFound)});
  BOOST_TEST((client.state.places.at(place_id(1)).state == LoadState::missing));
  BOOST_TEST(!client.on_map(1));
  client.send(Opened{{ActionRoute{action_id(30)}, FilterChoice::all}});
  client.send(ActionArrived{action_id(30), failed(failure::kNotFound)});
  BOOST_TEST((client.state.actions.at(action_id(30)).state == LoadState::missing));
  BOOST_TEST(!client.on_map(30));
}

BOOST_AUTO_TEST_CASE(an_unknown_address_is_a_page_of_its_own) {
  Client client;
  client.start("/nulle/part");
  BOOST_TEST(std::holds_alternative<UnknownRoute>(client.state.location.route));
}

BOOST_AUTO_TEST_CASE(a_cluster_opens_by_flying_closer) {
  Client client;
  client.settle_in();
  client.send(MapMoved{map_at(kParis, 8, 1)});
  BOOST_REQUIRE(client.state.in_view.clusters.size() == 1u);
  client.effects.clear();
  client.send(ClusterOpened{client.state.in_view.clusters[0]});
  const auto flights = client.take<FlyTo>();
  BOOST_REQUIRE(flights.size() == 1u);
  BOOST_TEST(flights[0].zoom > 8);
}

BOOST_AUTO_TEST_CASE(a_map_out_of_its_mind_is_not_heard) {
  Client client;
  client.settle_in();
  const auto before = client.state.in_view.version;
  auto map = map_at(kParis);
  map.view.zoom = std::nan("");
  client.send(MapMoved{map});
  map = map_at(kParis);
  map.centre.lat_deg = 1e300;
  client.send(MapMoved{map});
  BOOST_TEST(client.state.in_view.version == before);
}

BOOST_AUTO_TEST_CASE(the_list_is_bounded_and_nearest_first) {
  Client client;
  client.start();
  std::vector<model::Marker> markers;
  for (int i = 0; i < 10'100; ++i) markers.push_back(model::marker_of(place(i)));
  client.load(markers);
  BOOST_TEST(client.state.in_view.total == 10'100u);
  BOOST_TEST(client.state.in_view.nearest.size() == kListedMax);
  double last = 0;
  for (const auto index : client.state.in_view.nearest) {
    const auto d = geo::distance_m(kParis, client.state.markers.marker(index).at);
    BOOST_TEST(d >= last);
    last = d;
  }
}

BOOST_AUTO_TEST_CASE(memory_of_details_is_bounded) {
  Client client;
  client.settle_in();
  for (int i = 0; i < 700; ++i) {
    client.send(Opened{{PlaceRoute{place_id(i)}, FilterChoice::all}});
    client.send(PlaceArrived{place_id(i), place(i)});
    client.send(Opened{{ActionRoute{action_id(i)}, FilterChoice::all}});
    client.send(ActionArrived{action_id(i), action(i)});
    client.send(ChangesArrived{{{100 + i, model::ActionPut{action(5000 + i)}}}});
  }
  BOOST_TEST(client.state.places.size() <= kDetailsMax);
  BOOST_TEST(client.state.base_actions.size() <= kDetailsMax);
  BOOST_TEST(client.state.actions.size() <= kDetailsMax);
  BOOST_TEST(client.state.recent_places.size() == client.state.places.size());
  BOOST_TEST(client.state.recent_actions.size() == client.state.base_actions.size());
  BOOST_TEST((client.state.actions.at(action_id(699)).state == LoadState::ready));
}

BOOST_AUTO_TEST_SUITE_END()
