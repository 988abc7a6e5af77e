// What leaves the screen: a link for others, a sheet of paper.
#include <boost/test/unit_test.hpp>
#include <cmath>

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
  BOOST_TEST(vm.awaited == 2u);
  BOOST_TEST(vm.places[0].name == "Lieu 1");  // known from its marker
  client.send(PlaceArrived{place_id(1), place(1)});
  client.send(PlaceArrived{place_id(2), failed(failure::kNetwork)});
  vm = print_vm(client.state, kNow);
  BOOST_TEST(vm.awaited == 0u);  // what failed is not waited for
  BOOST_TEST(vm.failed == 1u);
  client.send(MapMoved{map_at(kParis)});
  BOOST_TEST(client.take<FetchPlace>().empty());
  client.send(RetryAsked{});
  const auto again = client.take<FetchPlace>();
  BOOST_REQUIRE(again.size() == 1u);
  BOOST_TEST((again[0].id == place_id(2)));
}

BOOST_AUTO_TEST_CASE(every_place_on_the_sheet_has_its_number_on_the_map_at_every_zoom) {
  std::vector<model::Marker> markers;
  for (int n = 0; n < 80; ++n) {
    auto place = app_tests::place(n);
    place.at = {kParis.lat_deg + 0.0007 * (n % 8), kParis.lon_deg + 0.0009 * (n / 8)};
    markers.push_back(model::marker_of(place));
  }
  markers.push_back(model::marker_of(action(90)));
  for (double zoom = 10; zoom <= 19; ++zoom) {
    Client client;
    client.start("/imprimer");
    client.load(markers);
    client.send(MapMoved{map_at(kParis, zoom)});
    const auto places = printed_places(client.state);
    BOOST_REQUIRE(places.size() == kPrintedMax);
    BOOST_TEST(print_vm(client.state, kNow).beyond == 80 - kPrintedMax);
    std::size_t next = 1;
    for (const auto& spot : paper_numbers(client.state)) {
      BOOST_TEST(spot.first == next);  // each number once, in the order of the list
      BOOST_TEST(spot.last >= spot.first);
      next = spot.last + 1;
      for (std::size_t number = spot.first; number <= spot.last; ++number) {
        const auto marker = client.state.markers.find(places[number - 1].uuid);
        const auto at = client.state.markers.marker(*marker).at;
        const double metres_a_px =
            156'543 * std::cos(kParis.lat_deg * M_PI / 180) / std::exp2(zoom);
        BOOST_TEST(geo::distance_m(at, spot.at) < 160 * metres_a_px);
        if (spot.first == spot.last) BOOST_TEST((at == spot.at));
      }
    }
    BOOST_TEST(next == kPrintedMax + 1);
    if (zoom == 19) BOOST_TEST(paper_numbers(client.state).size() == kPrintedMax);
    client.send(Opened{{HomeRoute{}, FilterChoice::all}});
    BOOST_TEST(paper_numbers(client.state).empty());
  }
}

BOOST_AUTO_TEST_CASE(places_of_one_spot_follow_one_another_whatever_lies_between_them) {
  // Two at one address, and one a little nearer than the second of them in another direction.
  auto first = place(1), near = place(2), second = place(3);
  first.at = {kParis.lat_deg + 0.0100, kParis.lon_deg};
  near.at = {kParis.lat_deg - 0.0101, kParis.lon_deg};
  second.at = {kParis.lat_deg + 0.0102, kParis.lon_deg};
  Client client;
  client.start("/imprimer");
  client.load({model::marker_of(second), model::marker_of(near), model::marker_of(first)});
  const auto places = printed_places(client.state);
  BOOST_TEST((places == std::vector{place_id(1), place_id(3), place_id(2)}));
  const auto numbers = paper_numbers(client.state);
  BOOST_REQUIRE(numbers.size() == 2u);
  BOOST_TEST(numbers[0].first == 1u);
  BOOST_TEST(numbers[0].last == 2u);
  BOOST_TEST(numbers[1].first == 3u);
  BOOST_TEST((numbers[1].at == near.at));
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
