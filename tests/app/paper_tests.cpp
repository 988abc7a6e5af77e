// What leaves the screen: a link for others, a sheet of paper.
#include <boost/test/unit_test.hpp>

#include "app/vm/print_vm.hpp"
#include "tests/app/app_helpers.hpp"

namespace {

using namespace app_tests;
using namespace app;

}  // namespace

BOOST_AUTO_TEST_SUITE(paper)

BOOST_AUTO_TEST_CASE(the_sheet_asks_for_every_place_on_the_map_once_and_for_no_action) {
  Client client;
  client.settle_in();
  client.send(Opened{{PrintRoute{}, FilterChoice::all}});
  BOOST_TEST(client.take<FetchPlace>().size() == 2u);
  client.send(MapMoved{map_at(kParis)});
  BOOST_TEST(client.take<FetchPlace>().empty());
  auto vm = print_vm(client.state, kNow);
  BOOST_REQUIRE(vm.places.size() == 2u);
  BOOST_TEST(!vm.is_whole);
  BOOST_TEST(vm.places[0].name == "Lieu 1");  // known from its marker
  client.send(PlaceArrived{place_id(1), place(1)});
  client.send(PlaceArrived{place_id(2), failed(failure::kNetwork)});
  vm = print_vm(client.state, kNow);
  BOOST_TEST(vm.is_whole);  // what failed is not waited for
}

BOOST_AUTO_TEST_CASE(nothing_is_asked_for_where_no_sheet_is_shown) {
  Client client;
  client.settle_in();
  client.send(MapMoved{map_at(kParis, 12)});
  BOOST_TEST(client.take<FetchPlace>().empty());
}

BOOST_AUTO_TEST_CASE(a_shared_page_keeps_its_address_and_only_a_copy_or_a_failure_is_told) {
  Client client;
  client.settle_in();
  const Location at{PlaceRoute{place_id(1)}, FilterChoice::food};
  client.send(ShareAsked{"Lieu 1", at});
  const auto shared = client.take<Share>();
  BOOST_REQUIRE(shared.size() == 1u);
  BOOST_TEST(shared[0].title == "Lieu 1");
  BOOST_TEST(shared[0].url == to_url(at));
  client.send(ShareEnded{ShareOutcome::shared});
  BOOST_TEST(client.state.toasts.empty());
  client.send(ShareEnded{ShareOutcome::copied});
  BOOST_TEST(client.has_toast(Notice::link_copied));
  client.send(ShareEnded{ShareOutcome::failed});
  BOOST_TEST(client.has_toast(Notice::link_not_shared));
}

BOOST_AUTO_TEST_SUITE_END()
