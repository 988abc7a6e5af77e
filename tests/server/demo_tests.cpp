#include "server/demo.hpp"

#include <boost/test/unit_test.hpp>

#include <fstream>

#include "core/geo/public_cell.hpp"
#include "tests/server/world_helpers.hpp"

using namespace tests;

namespace {

std::string world_json() {
  std::ifstream file("assets/demo/world.json");
  BOOST_REQUIRE(file.is_open());
  return {std::istreambuf_iterator<char>(file), {}};
}

}  // namespace

BOOST_AUTO_TEST_SUITE(demo)

BOOST_AUTO_TEST_CASE(the_demonstration_world_happens_now) {
  World world;
  const auto counts = server::load_demo(*world.storage, world_json(), kNoon);
  BOOST_REQUIRE(counts);
  BOOST_TEST(counts->places == 196);
  BOOST_TEST(counts->accounts == 40);
  BOOST_TEST(counts->actions == 117);
  const auto actions = world.read([](storage::Reader& r) { return r.latest_actions(1000); });
  BOOST_TEST(actions.size() == 109u);
  for (const auto& action : actions) {
    BOOST_TEST(action.example);
    BOOST_TEST(action.created.unix_ms <= kNoon.unix_ms);
    BOOST_TEST(action.id.uuid.version() == 7);
    BOOST_TEST((geo::public_cell(action.at.centre) == action.at));
  }
  BOOST_TEST(world.read([](storage::Reader& r) { return r.first_places(1); }).front().example);
  BOOST_TEST(
      world
          .read([](storage::Reader& r) { return r.account_of_contact("neighbour-1@exemple.test"); })
          ->example);
  BOOST_TEST(world.read([](storage::Reader& r) { return r.last_reload_sequence(); }) == 1);
}

BOOST_AUTO_TEST_CASE(ids_are_the_same_at_each_loading_and_a_world_in_use_is_left_alone) {
  World one, two;
  BOOST_REQUIRE(server::load_demo(*one.storage, world_json(), kNoon));
  BOOST_REQUIRE(server::load_demo(*two.storage, world_json(), {kNoon.unix_ms + base::kDayMs}));
  const auto places = [](World& world) {
    return world.read([](storage::Reader& r) { return r.first_places(5); });
  };
  for (std::size_t i = 0; i < 5; ++i) BOOST_TEST((places(one)[i].id == places(two)[i].id));
  BOOST_REQUIRE(server::load_demo(*one.storage, "nonsense, never read", kNoon));
  World three;
  BOOST_TEST(server::load_demo(*three.storage, "{}", kNoon).error().code == "demo.malformed");
  BOOST_TEST(server::load_demo(*three.storage, "[", kNoon).error().code == "demo.malformed");
}

BOOST_AUTO_TEST_SUITE_END()
