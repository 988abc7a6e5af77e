#include "core/geo/mercator.hpp"

#include <boost/test/unit_test.hpp>

#include <cmath>

#include "tests/core/examples.hpp"

BOOST_AUTO_TEST_SUITE(mercator)

BOOST_AUTO_TEST_CASE(corners_and_centre_of_the_world_are_where_they_should_be) {
  BOOST_CHECK((geo::project({0, 0}) == geo::WorldPoint{1u << 31, 1u << 31}));
  BOOST_CHECK((geo::project({geo::kMaxLatitudeDeg, -180}) == geo::WorldPoint{0, 0}));
  BOOST_CHECK((geo::project({90, -180}) == geo::WorldPoint{0, 0}));
  BOOST_CHECK((geo::project({-90, 180}) == geo::WorldPoint{0, 0xFFFFFFFF}));
  BOOST_CHECK(geo::project({10, 180}) == geo::project({10, -180}));
  BOOST_CHECK(geo::project({10, 190}) == geo::project({10, -170}));
}

BOOST_AUTO_TEST_CASE(a_unit_of_the_grid_comes_back_to_itself) {
  examples::Chance chance(3);
  for (int i = 0; i < 200'000; ++i) {
    const geo::WorldPoint point{static_cast<std::uint32_t>(chance.bits()),
                                static_cast<std::uint32_t>(chance.bits())};
    BOOST_REQUIRE(geo::project(geo::unproject(point)) == point);
  }
}

BOOST_AUTO_TEST_CASE(a_position_is_kept_to_a_centimetre) {
  examples::Chance chance(4);
  for (int i = 0; i < 20'000; ++i) {
    const model::Position at{chance.between(-85, 85), chance.between(-180, 180)};
    BOOST_REQUIRE_LT(geo::distance_m(at, geo::unproject(geo::project(at))), 0.01);
  }
}

BOOST_AUTO_TEST_CASE(morton_codes_interleave_and_come_back) {
  BOOST_TEST(geo::morton({1, 0}) == 1u);
  BOOST_TEST(geo::morton({0, 1}) == 2u);
  BOOST_TEST(geo::morton({3, 5}) == 39u);
  BOOST_TEST(geo::morton({0xFFFFFFFF, 0xFFFFFFFF}) == ~std::uint64_t{0});
  examples::Chance chance(5);
  for (int i = 0; i < 10'000; ++i) {
    const std::uint64_t code = chance.bits();
    BOOST_REQUIRE(geo::morton(geo::from_morton(code)) == code);
  }
}

BOOST_AUTO_TEST_CASE(distances_are_those_of_the_globe) {
  BOOST_TEST(geo::distance_m({48.8566, 2.3522}, {45.7640, 4.8357}) == 391'499,
             boost::test_tools::tolerance(0.001));
  BOOST_TEST(geo::distance_m({0, 0}, {0, 180}) == 20'015'114, boost::test_tools::tolerance(1e-6));
  BOOST_TEST(geo::distance_m({10, 20}, {10, 20}) == 0);
  BOOST_TEST(geo::distance_m({0, 179.999}, {0, -179.999}) == 222.4,
             boost::test_tools::tolerance(0.001));
}

BOOST_AUTO_TEST_SUITE_END()
