#include <boost/test/unit_test.hpp>

#include "app/vm/home_vm.hpp"
#include "tests/app/app_helpers.hpp"

using namespace app;
using namespace app_tests;

BOOST_AUTO_TEST_SUITE(search)

BOOST_AUTO_TEST_CASE(it_is_asked_when_the_typing_rests) {
  Client client;
  client.settle_in();
  client.send(SearchEdited{"b"});
  BOOST_TEST(!home_vm(client.state).searching);
  client.send(SearchEdited{"bu"});
  client.send(SearchEdited{" bulgare "});
  BOOST_TEST((home_vm(client.state).load == LoadState::loading));
  BOOST_TEST(client.take<FetchSearch>().empty());
  client.send(TimerFired{4, kNow});
  const auto asked = client.take<FetchSearch>();
  BOOST_REQUIRE(asked.size() == 1u);
  BOOST_TEST(asked[0].query == "bulgare");
}

BOOST_AUTO_TEST_CASE(only_the_last_question_is_answered) {
  Client client;
  client.settle_in();
  client.send(SearchEdited{"bulgare"});
  const wire::SearchAnswer found{
      {{uuid(2), model::marker_kind(model::PlaceCategory::food), "Lieu 2", "Paris", kParis},
       {uuid(30), model::marker_kind(model::ActionKind::demand, model::ActionSection::services),
        "Action", "", kParis}},
      {}};
  client.send(SearchArrived{"bulg", found});
  BOOST_TEST(home_vm(client.state).rows.empty());
  client.send(SearchArrived{"bulgare", found});
  const auto vm = home_vm(client.state);
  BOOST_TEST(vm.searching);
  BOOST_TEST(vm.search_text == "bulgare");
  BOOST_REQUIRE(vm.rows.size() == 2u);
  BOOST_TEST((vm.rows[0].open.route == Route{PlaceRoute{place_id(2)}}));
  BOOST_TEST((vm.rows[1].open.route == Route{ActionRoute{action_id(30)}}));
  client.send(SearchEdited{""});
  BOOST_TEST(!home_vm(client.state).searching);
  BOOST_TEST(home_vm(client.state).rows.size() == 3u);
}

BOOST_AUTO_TEST_CASE(a_failure_is_said_and_tried_again) {
  Client client;
  client.settle_in();
  client.send(SearchEdited{"bulgare"});
  client.send(SearchArrived{"bulgare", failed(failure::kServer)});
  BOOST_TEST((home_vm(client.state).load == LoadState::failed));
  client.send(RetryAsked{});
  BOOST_TEST(client.take<FetchSearch>().size() == 1u);
}

BOOST_AUTO_TEST_CASE(a_town_ends_the_search_and_moves_the_map) {
  Client client;
  client.settle_in();
  client.send(SearchEdited{"bond"});
  const model::Town bondy{model::TownKind::commune, "Bondy", "", "93", {48.9, 2.48}, 14};
  client.send(SearchArrived{"bond", wire::SearchAnswer{{}, {bondy}}});
  const auto vm = home_vm(client.state);
  BOOST_REQUIRE(vm.towns.size() == 1u);
  BOOST_TEST((vm.towns[0] == bondy));
  BOOST_TEST(vm.rows.empty());
  client.take<FlyTo>();
  client.send(TownChosen{bondy.at, bondy.zoom});
  const auto flights = client.take<FlyTo>();
  BOOST_REQUIRE(flights.size() == 1u);
  BOOST_TEST((flights[0].at == bondy.at));
  BOOST_TEST(flights[0].zoom == 14);
  BOOST_TEST(!home_vm(client.state).searching);
  BOOST_TEST(home_vm(client.state).towns.empty());
  BOOST_TEST(home_vm(client.state).search_text.empty());
  client.send(TownChosen{{91, 0}, 14});
  BOOST_TEST(client.take<FlyTo>().empty());
}

BOOST_AUTO_TEST_SUITE_END()
