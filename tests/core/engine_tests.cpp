#include "core/geo/engine.hpp"

#include <boost/test/unit_test.hpp>

#include <set>

#include "tests/core/engine_pair.hpp"

namespace {

using engine_model::Pair;
using engine_model::world_at;

geo::IndexPoint plain_point(geo::WorldPoint at, std::uint32_t id) {
  geo::IndexPoint point;
  point.at = at;
  point.id = id;
  return point;
}

std::vector<geo::PointCluster> copy(std::span<const geo::PointCluster> clusters) {
  return {clusters.begin(), clusters.end()};
}

void require_same(Pair& pair, const geo::MapView& view) {
  std::map<geo::WorldPoint, engine_model::Cluster> expected;
  for (auto& cluster : pair.model.world(view.zoom)) {
    if (engine_model::is_in(view, cluster.at)) expected.emplace(cluster.cell, cluster);
  }
  const auto found = copy(pair.engine.view(view));
  BOOST_REQUIRE_EQUAL(found.size(), expected.size());
  for (const auto& cluster : found) {
    const auto same = expected.find(cluster.cell);
    BOOST_REQUIRE(same != expected.end());
    BOOST_REQUIRE(cluster.at == same->second.at);
    BOOST_REQUIRE_EQUAL(cluster.count, same->second.ids.size());
    BOOST_REQUIRE_EQUAL(cluster.id, cluster.count == 1 ? same->second.ids.front() : 0);
  }
}

}  // namespace

BOOST_AUTO_TEST_SUITE(engine)

BOOST_AUTO_TEST_CASE(any_view_after_any_changes_is_what_the_definition_gives) {
  for (std::uint64_t seed = 0; seed < 12; ++seed) {
    Pair pair(seed);
    for (int step = 0; step < 25; ++step) {
      switch (pair.chance.below(5)) {
        case 0: pair.add(static_cast<std::uint32_t>(pair.chance.below(250))); break;
        case 1: pair.add(1); break;
        case 2:
          if (!pair.model.points.empty()) pair.remove_any();
          break;
        case 3: pair.filter_any(); break;
        case 4: require_same(pair, pair.any_view()); break;
      }
      BOOST_REQUIRE_EQUAL(pair.engine.size(), pair.model.points.size());
      BOOST_REQUIRE_EQUAL(pair.engine.count(), pair.model.passing().size());
    }
    for (int i = 0; i < 10; ++i) require_same(pair, pair.any_view());
  }
}

BOOST_AUTO_TEST_CASE(chunks_split_and_join_without_losing_a_point) {
  Pair pair(20);
  pair.add(5000);
  require_same(pair, world_at(5));
  while (pair.model.points.size() > 40) pair.remove_any();
  require_same(pair, world_at(9));
  pair.add(1500);
  require_same(pair, world_at(16));
  require_same(pair, world_at(22));
}

BOOST_AUTO_TEST_CASE(the_order_and_the_slices_in_which_points_come_change_nothing) {
  Pair pair(21);
  pair.add(4000);
  auto reversed = pair.model.points;
  std::reverse(reversed.begin(), reversed.end());
  geo::Engine other;
  for (std::size_t from = 0; from < reversed.size(); from += 333) {
    other.add(
        std::span(reversed).subspan(from, std::min<std::size_t>(333, reversed.size() - from)));
  }
  for (const int zoom : {0, 3, 9, 16, 18}) {
    const auto here = copy(pair.engine.view(world_at(zoom))),
               there = copy(other.view(world_at(zoom)));
    BOOST_TEST((here == there));
  }
}

BOOST_AUTO_TEST_CASE(panning_changes_no_cluster) {
  Pair pair(22);
  pair.add(6000);
  for (int i = 0; i < 150; ++i) {
    if (i % 30 == 0) pair.filter_any();
    auto view = pair.any_view();
    std::map<geo::WorldPoint, geo::PointCluster> known;
    for (const auto& cluster : pair.engine.view(view)) known.emplace(cluster.cell, cluster);
    const auto by =
        static_cast<std::uint32_t>(pair.chance.below(300)) * geo::units_per_px(view.zoom);
    view.north_west.x += by;
    view.south_east.x += by;
    if (pair.chance.below(2) == 0)
      pair.engine.set_filter(pair.model.filter);  // forgets what was found
    for (const auto& cluster : copy(pair.engine.view(view))) {
      const auto same = known.find(cluster.cell);
      if (same != known.end()) BOOST_REQUIRE(same->second == cluster);
    }
  }
}

// Each cell of a row has twice the points of the last one, and lies near it, so whether the first
// stands for itself depends on the last.
BOOST_AUTO_TEST_CASE(a_chain_of_ever_heavier_cells_is_followed_to_its_end) {
  constexpr int kZoom = 10, kCells = 14;
  const std::uint32_t px = geo::units_per_px(kZoom);
  for (int length = kCells - 1; length <= kCells; ++length) {
    Pair pair(31);
    for (int k = 0; k < length; ++k) {
      const geo::WorldPoint at{0x80000000 + (62 + 60 * static_cast<std::uint32_t>(k)) * px,
                               0x80000000 + 32 * px};
      for (int i = 0; i < 1 << k; ++i) {
        pair.model.points.push_back(plain_point(at, pair.next_id++));
      }
    }
    pair.engine.add(pair.model.points);
    const geo::WorldPoint first = pair.model.points.front().at;
    const geo::MapView view{{first.x - px, first.y - px}, {first.x + px, first.y + px}, kZoom};
    require_same(pair, view);
    // It joins the next one if that stands, and every second one from the last stands.
    BOOST_TEST(pair.engine.view(view).size() == (length % 2 == 1 ? 1u : 0u));
  }
}

BOOST_AUTO_TEST_CASE(what_is_prepared_is_what_is_found_without) {
  Pair pair(29);
  pair.add(6000);
  for (int i = 0; i < 60; ++i) {
    auto view = pair.any_view();
    view.zoom = std::min(view.zoom, geo::kMergeMaxZoom);
    int steps = 0;
    while (pair.engine.prepare(view)) BOOST_REQUIRE_LE(++steps, 3);
    view.zoom = std::max(0, view.zoom - 1 + i % 3);
    require_same(pair, view);
  }
}

BOOST_AUTO_TEST_CASE(tiles_cut_the_world_into_parts_that_add_up) {
  Pair pair(23);
  pair.add(3000);
  pair.filter_any();
  for (int zoom = 0; zoom <= 5; ++zoom) {
    std::size_t sum = 0;
    for (std::uint32_t y = 0; y < 1u << zoom; ++y) {
      for (std::uint32_t x = 0; x < 1u << zoom; ++x) {
        for (const auto& cluster : pair.engine.tile(zoom, x, y)) sum += cluster.count;
      }
    }
    BOOST_TEST(sum == pair.model.passing().size());
  }
}

BOOST_AUTO_TEST_CASE(leaves_are_the_points_of_their_cluster_and_come_in_pages) {
  Pair pair(24);
  pair.add(2500);
  for (const int zoom : {0, 2, 6, 11, 16, 17, 22}) {
    pair.filter_any();
    for (const auto& cluster : pair.model.world(zoom)) {
      std::vector<std::uint32_t> ids;
      for (std::uint32_t offset = 0;; offset += 70) {
        const auto page = pair.engine.leaves(zoom, cluster.cell, offset, 70);
        ids.insert(ids.end(), page.begin(), page.end());
        if (page.size() < 70) break;
      }
      std::sort(ids.begin(), ids.end());
      BOOST_REQUIRE(ids == cluster.ids);
      std::size_t counted = 0;
      for (const auto count : pair.engine.categories(zoom, cluster.cell)) counted += count;
      BOOST_REQUIRE_EQUAL(counted, cluster.ids.size());
    }
    BOOST_TEST(pair.engine.leaves(zoom, {12345, 54321}, 0, 10).empty());
  }
}

BOOST_AUTO_TEST_CASE(a_cluster_splits_at_its_expansion_zoom_and_not_before) {
  Pair pair(25);
  pair.add(300);
  std::vector<std::map<std::uint32_t, geo::WorldPoint>> cell_of_id(geo::kMergeMaxZoom + 1);
  for (int zoom = 0; zoom <= geo::kMergeMaxZoom; ++zoom) {
    for (const auto& cluster : pair.model.world(zoom)) {
      for (const auto id : cluster.ids)
        cell_of_id[static_cast<std::size_t>(zoom)][id] = cluster.cell;
    }
  }
  const auto are_one = [&](const std::vector<std::uint32_t>& ids, int zoom) {
    const auto& cells = cell_of_id[static_cast<std::size_t>(zoom)];
    return std::all_of(ids.begin(), ids.end(),
                       [&](auto id) { return cells.at(id) == cells.at(ids.front()); });
  };
  for (int zoom = 0; zoom <= geo::kMergeMaxZoom; ++zoom) {
    for (const auto& cluster : pair.model.world(zoom)) {
      int expected = zoom + 1;
      while (expected <= geo::kMergeMaxZoom && are_one(cluster.ids, expected)) ++expected;
      BOOST_REQUIRE_EQUAL(pair.engine.expansion_zoom(zoom, cluster.cell), expected);
    }
  }
}

BOOST_AUTO_TEST_CASE(facets_count_each_category_under_the_other_filters) {
  Pair pair(27);
  pair.add(3000);
  for (int i = 0; i < 40; ++i) {
    pair.filter_any();
    const auto view = pair.any_view();
    auto others = pair.model.filter;
    others.categories.set();
    std::array<std::uint32_t, 256> expected{};
    for (const auto& point : pair.model.points) {
      if (engine_model::passes(point, others) && engine_model::is_in(view, point.at))
        ++expected[point.category];
    }
    BOOST_TEST(pair.engine.facets(view) == expected, boost::test_tools::per_element());
  }
}

BOOST_AUTO_TEST_CASE(a_point_may_move_and_open_and_close) {
  Pair pair(28);
  pair.add(2000);
  pair.model.filter.only_open = true;
  pair.engine.set_filter(pair.model.filter);
  for (int i = 0; i < 300; ++i) {
    auto& point = pair.model.points[pair.chance.below(pair.model.points.size())];
    if (pair.chance.below(2) == 0) {
      auto changed = engine_model::any_point(pair.below(), pair.model.points, point.id);
      BOOST_REQUIRE(pair.engine.update(point.at, point.id, changed));
      point = changed;
    } else {
      point.open = !point.open;
      BOOST_REQUIRE(pair.engine.set_open(point.at, point.id, point.open));
    }
    if (i % 50 == 0) require_same(pair, world_at(6));
    BOOST_REQUIRE_EQUAL(pair.engine.count(), pair.model.passing().size());
  }
}

BOOST_AUTO_TEST_CASE(what_is_not_there_can_be_neither_removed_nor_changed) {
  geo::Engine engine;
  const auto point = plain_point({1000, 2000}, 7);
  BOOST_TEST(!engine.remove(point.at, 7));
  engine.add({&point, 1});
  BOOST_TEST(!engine.remove(point.at, 8));
  BOOST_TEST(!engine.remove({1000, 2001}, 7));
  BOOST_TEST(!engine.update(point.at, 8, point));
  BOOST_TEST(!engine.set_open(point.at, 8, false));
  BOOST_TEST(engine.size() == 1u);
  BOOST_TEST(engine.remove(point.at, 7));
  BOOST_TEST(engine.size() == 0u);
  BOOST_TEST(engine.view(world_at(3)).empty());
}

BOOST_AUTO_TEST_CASE(many_points_at_one_place_stay_one_at_every_zoom) {
  geo::Engine engine;
  std::vector<geo::IndexPoint> points(5000, plain_point({0x80001234, 0x7FFF4321}, 0));
  for (std::uint32_t i = 0; i < points.size(); ++i) points[i].id = i;
  engine.add(points);
  for (int zoom = 0; zoom <= 22; ++zoom) {
    const auto found = copy(engine.view(world_at(zoom)));
    BOOST_REQUIRE_EQUAL(found.size(), 1u);
    BOOST_TEST(found[0].count == 5000u);
    BOOST_CHECK(found[0].at == points[0].at);
    BOOST_TEST(engine.expansion_zoom(zoom, found[0].cell) == geo::kMergeMaxZoom + 1);
  }
  BOOST_TEST(engine.remove(points[0].at, 4321));
  BOOST_TEST(engine.count() == 4999u);
}

BOOST_AUTO_TEST_CASE(at_zoom_22_neighbours_of_one_unit_stand_apart) {
  geo::Engine engine;
  const std::vector<geo::IndexPoint> points{plain_point({0x7FFFFFFF, 500}, 1),
                                            plain_point({0x80000000, 500}, 2),
                                            plain_point({0x80000000, 501}, 3)};
  engine.add(points);
  geo::MapView view{{0x7FFFFFFF, 500}, {0x80000000, 500}, 22};
  BOOST_TEST(engine.view(view).size() == 2u);
  view.padding_px = 1;
  BOOST_TEST(engine.view(view).size() == 3u);
}

BOOST_AUTO_TEST_CASE(
    a_view_of_all_but_a_sliver_of_the_world_has_what_lies_on_both_sides_of_the_sliver) {
  for (int zoom = 1; zoom <= 8; ++zoom) {
    const std::uint32_t tile = 1u << (32 - zoom);
    geo::Engine engine;
    const std::vector<geo::IndexPoint> points{plain_point({1000, 1u << 31}, 1),
                                              plain_point({tile - tile / 16, 1u << 31}, 2)};
    engine.add(points);
    // It begins and ends in the first tile, which has both points.
    const geo::MapView view{{tile - tile / 8, 0}, {tile - tile / 4, UINT32_MAX}, zoom};
    std::uint32_t sum = 0;
    for (const auto& cluster : engine.view(view)) sum += cluster.count;
    BOOST_TEST(sum == 2u);
  }
}

BOOST_AUTO_TEST_CASE(what_lies_on_both_sides_of_the_antimeridian_is_one_cluster_there) {
  geo::Engine engine;
  const std::vector<geo::IndexPoint> points{plain_point({0xFFFFFF00, 1u << 31}, 1),
                                            plain_point({0x00000101, 1u << 31}, 2)};
  engine.add(points);
  for (const int zoom : {0, 5, 16}) {
    const auto found = copy(engine.view(world_at(zoom)));
    BOOST_REQUIRE_EQUAL(found.size(), 1u);
    BOOST_TEST(found[0].count == 2u);
    BOOST_CHECK((found[0].at == geo::WorldPoint{0, 1u << 31}));
  }
}

BOOST_AUTO_TEST_SUITE_END()
