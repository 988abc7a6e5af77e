#include <boost/test/unit_test.hpp>

#include <algorithm>
#include <cmath>

#include "tests/core/engine_pair.hpp"

using engine_model::Pair;
using engine_model::world_at;

BOOST_AUTO_TEST_SUITE(engine_nearest)

BOOST_AUTO_TEST_CASE(nearest_are_those_that_looking_at_all_finds) {
  Pair pair(26);
  pair.add(3000);
  for (int i = 0; i < 60; ++i) {
    pair.filter_any();
    const auto from = geo::unproject(engine_model::any_place(pair.below(), pair.model.points));
    const double radius_m = std::exp2(pair.chance.between(2, 25));
    std::vector<double> distances;
    for (const auto* point : pair.model.passing()) {
      const double distance_m = geo::distance_m(from, geo::unproject(point->at));
      if (distance_m <= radius_m) distances.push_back(distance_m);
    }
    std::sort(distances.begin(), distances.end());
    const std::uint32_t count = 1 + static_cast<std::uint32_t>(pair.chance.below(60));
    const auto found = pair.engine.nearest(from, count, radius_m);
    BOOST_REQUIRE_EQUAL(found.size(), std::min<std::size_t>(count, distances.size()));
    for (std::size_t k = 0; k < found.size(); ++k) {
      BOOST_REQUIRE_SMALL(found[k].distance_m - distances[k], 1e-3 + 1e-7 * distances[k]);
    }
  }
}

BOOST_AUTO_TEST_CASE(those_in_a_view_are_counted_and_the_nearest_of_them_found) {
  Pair pair(29);
  pair.add(6000);
  for (int i = 0; i < 120; ++i) {
    if (i % 2 == 0) pair.filter_any();
    auto view = pair.any_view();
    if (i % 10 == 0) view = world_at(0);
    const auto from = geo::unproject(engine_model::any_place(pair.below(), pair.model.points));
    std::vector<double> distances;
    for (const auto* point : pair.model.passing()) {
      if (engine_model::is_in(view, point->at))
        distances.push_back(geo::distance_m(from, geo::unproject(point->at)));
    }
    std::sort(distances.begin(), distances.end());
    BOOST_REQUIRE_EQUAL(pair.engine.count(view), distances.size());
    const std::uint32_t count = static_cast<std::uint32_t>(pair.chance.below(100));
    const auto found = pair.engine.nearest(from, count, view);
    BOOST_REQUIRE_EQUAL(found.size(), std::min<std::size_t>(count, distances.size()));
    for (std::size_t k = 0; k < found.size(); ++k) {
      BOOST_REQUIRE(engine_model::is_in(view, found[k].at));
      BOOST_REQUIRE_SMALL(found[k].distance_m - distances[k], 1e-3 + 1e-7 * distances[k]);
    }
  }
}

BOOST_AUTO_TEST_SUITE_END()
