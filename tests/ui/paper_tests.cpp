// The sheet for paper: what it waits for, what it says, the numbers on its map.
#include <boost/test/unit_test.hpp>

#include "tests/ui/ui_helpers.hpp"

namespace {

using ui::Role;
using ui_test::Client;

std::size_t items(const Client& client) {
  std::size_t count = 0;
  for (const auto* element : client.elements()) count += element->role == Role::item;
  return count;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(paper)

BOOST_AUTO_TEST_CASE(a_sheet_is_printed_when_it_is_whole_and_says_what_it_lacks) {
  for (const float width : {360.f, 1280.f}) {
    Client client("/imprimer", 12);
    client.resize(width, 740);
    const auto says = [&](std::string_view text) {
      return client.mirror.find(Role::text, text) != 0;
    };
    const auto print = [&] { client.click(client.mirror.find(Role::button, "Imprimer")); };
    BOOST_TEST(says("Encore 12 lieux à charger"));
    print();
    BOOST_TEST(client.world.prints == 0);
    for (int i = 0; i < 12; ++i) {
      model::Place place;
      place.id = ui_test::place_id(i);
      place.name = "Lieu";
      const base::Error lost{app::failure::kNetwork, "", ""};
      client.store.send(app::PlaceArrived{
          place.id, i == 5 ? base::Result<model::Place>(lost) : base::Result<model::Place>(place)});
    }
    client.frames();
    BOOST_TEST(!says("Encore"));
    BOOST_TEST(says("1 lieu n’a pas pu être chargé"));
    BOOST_TEST(client.mirror.find(Role::button, "Réessayer") != 0);
    print();
    BOOST_TEST(client.world.prints == 1);
  }
}

BOOST_AUTO_TEST_CASE(the_map_on_paper_has_the_numbers_of_the_list_on_every_device) {
  for (const float width : {360.f, 720.f, 1280.f}) {
    Client client;
    client.resize(width, 740);
    BOOST_TEST(client.markers.paper.empty());
    client.open("/imprimer");
    std::size_t last = 0;
    for (const auto& spot : client.markers.paper) {
      BOOST_TEST(spot.first == last + 1);
      last = spot.last;
    }
    BOOST_TEST(last == items(client));
    client.open("/");
    BOOST_TEST(client.markers.paper.empty());
  }
}

BOOST_AUTO_TEST_SUITE_END()
