#include "core/geo/marker_store.hpp"

#include <boost/test/unit_test.hpp>

#include <algorithm>
#include <cmath>
#include <map>
#include <numeric>
#include <set>

#include "tests/core/examples.hpp"

namespace {

geo::MarkerStore store_of(const std::vector<model::Marker>& markers) {
  geo::MarkerStore store;
  for (const auto& marker : markers) store.put(marker);
  return store;
}

std::size_t points_in(const std::vector<geo::Cluster>& clusters) {
  return std::accumulate(
      clusters.begin(), clusters.end(), std::size_t{0},
      [](std::size_t sum, const geo::Cluster& cluster) { return sum + cluster.count; });
}

geo::MarkerFilter only_actions() {
  geo::MarkerFilter filter;
  for (std::size_t code = 0; code < 128; ++code) filter.kinds.reset(code);
  return filter;
}

model::Marker marker_at(model::Position at, std::uint64_t seed) {
  examples::Chance chance(seed);
  return {chance.uuid(), model::marker_kind(model::PlaceCategory::food), at, "Ici", ""};
}

geo::View around(model::Position at, double degrees, double zoom) {
  return {at.lat_deg - degrees, at.lon_deg - degrees, at.lat_deg + degrees, at.lon_deg + degrees,
          zoom};
}

const geo::View kWorld{};
const geo::MarkerFilter kAll{};
const model::Position kParis{48.857, 2.352};

}  // namespace

BOOST_AUTO_TEST_SUITE(marker_store)

BOOST_AUTO_TEST_CASE(clusters_count_every_point_exactly_once_at_every_zoom) {
  const auto markers = examples::markers(3000, 10);
  const auto store = store_of(markers);
  const auto actions = static_cast<std::size_t>(std::count_if(
      markers.begin(), markers.end(), [](const auto& marker) { return !marker.kind.is_place(); }));
  for (int zoom = 0; zoom <= 18; ++zoom) {
    geo::View view = kWorld;
    view.zoom = zoom;
    const auto clusters = store.clusters(view, kAll);
    BOOST_TEST(points_in(clusters) == markers.size());
    BOOST_TEST(points_in(store.clusters(view, only_actions())) == actions);
    std::size_t people = 0;
    std::set<geo::MarkerIndex> seen;
    for (const auto& cluster : clusters) {
      people += cluster.people;
      for (const auto index : store.leaves(cluster, zoom, kAll))
        BOOST_REQUIRE(seen.insert(index).second);
      if (zoom < 12 && seen.size() > 500) break;  // leaves() is linear; the tail repeats the head
    }
    if (seen.size() == markers.size()) BOOST_TEST(people == actions);
  }
}

BOOST_AUTO_TEST_CASE(leaves_are_the_points_of_their_cluster) {
  const auto store = store_of(examples::markers(1000, 11));
  for (const double zoom : {3.0, 9.5, 13.0, 17.0}) {
    geo::View view = kWorld;
    view.zoom = zoom;
    for (const auto& cluster : store.clusters(view, only_actions())) {
      const auto leaves = store.leaves(cluster, zoom, only_actions());
      BOOST_REQUIRE_EQUAL(leaves.size(), cluster.count);
      BOOST_REQUIRE_EQUAL(leaves.front(), cluster.first);
    }
  }
}

BOOST_AUTO_TEST_CASE(panning_changes_no_cluster) {
  const auto store = store_of(examples::markers(5000, 12));
  examples::Chance chance(13);
  for (int i = 0; i < 200; ++i) {
    const double zoom = static_cast<double>(chance.below(19));
    const double size = 360 / std::pow(2.0, zoom);
    const auto centre = chance.position_near(kParis, 0.1);
    const auto here = store.clusters(around(centre, size, zoom), kAll);
    const auto there =
        store.clusters(around(chance.position_near(centre, size / 2), size, zoom), kAll);
    std::map<std::uint64_t, geo::Cluster> known;
    for (const auto& cluster : here) BOOST_REQUIRE(known.emplace(cluster.identity, cluster).second);
    std::map<geo::MarkerIndex, std::uint64_t> identity_of_first;
    for (const auto& cluster : here) identity_of_first[cluster.first] = cluster.identity;
    for (const auto& cluster : there) {
      const auto same = known.find(cluster.identity);
      if (same != known.end()) BOOST_REQUIRE(same->second == cluster);
      const auto first = identity_of_first.find(cluster.first);
      if (first != identity_of_first.end()) BOOST_REQUIRE_EQUAL(first->second, cluster.identity);
    }
  }
}

BOOST_AUTO_TEST_CASE(every_point_in_view_is_in_a_cluster_of_the_view) {
  const auto markers = examples::markers(2000, 14);
  const auto store = store_of(markers);
  examples::Chance chance(15);
  for (int i = 0; i < 100; ++i) {
    const double zoom = chance.between(0, 19);
    const geo::View view = around(chance.position_near(kParis, 3), chance.between(0.001, 5), zoom);
    std::set<geo::MarkerIndex> covered;
    for (const auto& cluster : store.clusters(view, kAll)) {
      for (const auto index : store.leaves(cluster, zoom, kAll)) covered.insert(index);
    }
    for (const auto index : store.nearest(view, kAll, kParis, markers.size()).nearest) {
      BOOST_REQUIRE(covered.contains(index));
    }
  }
}

BOOST_AUTO_TEST_CASE(a_cluster_splits_at_its_expansion_zoom_and_not_before) {
  const auto store = store_of(examples::markers(1500, 16));
  geo::View view = kWorld;
  view.zoom = 4;
  for (const auto& cluster : store.clusters(view, kAll)) {
    const double zoom = store.expansion_zoom(cluster, view.zoom, kAll);
    BOOST_REQUIRE(zoom > view.zoom && zoom <= 18);
    if (cluster.count == 1) BOOST_REQUIRE_EQUAL(zoom, 18);
    BOOST_REQUIRE_EQUAL(store.leaves(cluster, zoom - 1, kAll).size(), cluster.count);
    if (zoom < 18) BOOST_REQUIRE_LT(store.leaves(cluster, zoom, kAll).size(), cluster.count);
  }
}

BOOST_AUTO_TEST_CASE(from_zoom_17_only_the_very_same_place_is_merged) {
  geo::MarkerStore store;
  store.put(marker_at(kParis, 1));
  store.put(marker_at(kParis, 2));
  store.put(marker_at({kParis.lat_deg + 1e-6, kParis.lon_deg}, 3));
  BOOST_TEST(store.clusters(around(kParis, 1, 16.9), kAll).size() == 1u);
  const auto clusters = store.clusters(around(kParis, 1, 17), kAll);
  BOOST_TEST(clusters.size() == 2u);
  for (const auto& cluster : clusters) BOOST_CHECK(cluster.at == store.marker(cluster.first).at);
  BOOST_TEST(store.expansion_zoom(store.clusters(around(kParis, 1, 5), kAll).front(), 5, kAll) ==
             17);
  geo::MarkerStore same;
  same.put(marker_at(kParis, 1));
  same.put(marker_at(kParis, 2));
  BOOST_TEST(same.expansion_zoom(same.clusters(kWorld, kAll).front(), 0, kAll) == 18);
}

BOOST_AUTO_TEST_CASE(a_single_point_stands_where_it_is_and_keeps_its_identity_through_zooms) {
  geo::MarkerStore store;
  store.put(marker_at(kParis, 1));
  const auto near = store.clusters(around(kParis, 1, 15), kAll), far = store.clusters(kWorld, kAll);
  BOOST_REQUIRE(near.size() == 1u && far.size() == 1u);
  BOOST_CHECK(near[0] == far[0]);
  BOOST_CHECK(near[0].at == kParis);
}

BOOST_AUTO_TEST_CASE(clusters_stand_apart) {
  const auto store = store_of(examples::markers(3000, 19));
  for (int zoom = 0; zoom < 17; zoom += 4) {
    geo::View view = kWorld;
    view.zoom = zoom;
    const auto least =
        static_cast<std::int64_t>(48 * std::pow(2.0, 24 - zoom));  // a pixel is 2^(24 - zoom) units
    std::vector<geo::WorldPoint> places;
    for (const auto& cluster : store.clusters(view, kAll)) {
      if (cluster.count > 1) places.push_back(geo::project(cluster.at));
    }
    for (std::size_t i = 0; i < places.size(); ++i) {
      for (std::size_t j = 0; j < i; ++j) {
        const auto dx = std::abs(std::int64_t{places[i].x} - places[j].x);
        const auto dy = std::abs(std::int64_t{places[i].y} - places[j].y);
        BOOST_REQUIRE_GE(std::max(dx, dy), least);
      }
    }
  }
}

BOOST_AUTO_TEST_CASE(a_cell_partly_in_view_counts_whole) {
  geo::MarkerStore store;
  store.put(marker_at({48.85, 2.351}, 1));
  store.put(marker_at({48.85, 2.352}, 2));  // 0.7 px away at zoom 10
  geo::View view = around({48.85, 2.4515}, 0.1, 10);
  view.west_deg = 2.3515;
  BOOST_TEST(points_in(store.clusters(view, kAll)) == 2u);
  BOOST_TEST(store.nearest(view, kAll, kParis, 9).total == 1u);
}

BOOST_AUTO_TEST_CASE(points_on_the_edges_of_the_view_are_in_it) {
  geo::MarkerStore store;
  int seed = 0;
  for (const double lat : {48.0, 49.0}) {
    for (const double lon : {2.0, 3.0})
      store.put(marker_at({lat, lon}, static_cast<std::uint64_t>(++seed)));
  }
  const geo::View view{48, 2, 49, 3, 18};
  BOOST_TEST(points_in(store.clusters(view, kAll)) == 4u);
  BOOST_TEST(store.nearest(view, kAll, kParis, 9).total == 4u);
}

BOOST_AUTO_TEST_CASE(views_may_cross_the_antimeridian) {
  geo::MarkerStore store;
  store.put(marker_at({-17, 179.5}, 1));  // Fiji
  store.put(marker_at({-17, -179.5}, 2));
  store.put(marker_at({-17, 180}, 3));
  store.put(marker_at({-17, 0}, 4));
  for (const double zoom : {0.0, 4.0, 8.0, 18.0}) {
    BOOST_TEST(store.nearest({-20, 179, -10, -179, zoom}, kAll, kParis, 9).total == 3u);
    BOOST_TEST(store.nearest({-20, 179, -10, 181, zoom}, kAll, kParis, 9).total == 3u);
    BOOST_TEST(store.nearest({-20, 179, -10, 180, zoom}, kAll, kParis, 9).total == 2u);
    BOOST_TEST(store.nearest({-20, -180, -10, -179, zoom}, kAll, kParis, 9).total == 2u);
    BOOST_TEST(store.nearest({-20, -179, -10, 179, zoom}, kAll, kParis, 9).total == 1u);
    BOOST_TEST(store.nearest({-20, -540, -10, 540, zoom}, kAll, kParis, 9).total == 4u);
    BOOST_TEST(points_in(store.clusters({-20, 179, -10, 181, zoom}, kAll)) >= 3u);
  }
  // The whole world but a sliver, which begins and ends within one cell: every cell is in view.
  BOOST_TEST(points_in(store.clusters({-20, 0.1, -10, -0.1, 2}, kAll)) == 4u);
  BOOST_TEST(points_in(store.clusters({-20, 179, -10, 181, 18}, kAll)) == 3u);
}

BOOST_AUTO_TEST_CASE(nearest_are_the_nearest_in_order) {
  const auto markers = examples::markers(2000, 17);
  const auto store = store_of(markers);
  const auto all = store.nearest(kWorld, only_actions(), kParis, markers.size());
  BOOST_TEST(all.total == all.nearest.size());
  const auto nearer = [&](geo::MarkerIndex a, geo::MarkerIndex b) {
    return geo::distance_m(kParis, store.marker(a).at) <
           geo::distance_m(kParis, store.marker(b).at);
  };
  BOOST_TEST(std::is_sorted(all.nearest.begin(), all.nearest.end(), nearer));
  for (const auto limit : {0u, 1u, 30u, 1000u, 5000u}) {
    const auto some = store.nearest(kWorld, only_actions(), kParis, limit);
    BOOST_TEST(some.total == all.total);
    BOOST_TEST(some.nearest.size() == std::min<std::size_t>(limit, all.total));
    BOOST_TEST(std::equal(some.nearest.begin(), some.nearest.end(), all.nearest.begin()));
  }
}

BOOST_AUTO_TEST_CASE(putting_again_replaces_and_keeps_the_index) {
  geo::MarkerStore store;
  auto marker = marker_at(kParis, 1);
  store.put(marker);
  const auto index = store.find(marker.id);
  marker.at = {45.758, 4.832};
  marker.title = "Là";
  store.put(marker);
  BOOST_TEST(store.size() == 1u);
  BOOST_CHECK(store.find(marker.id) == index);
  BOOST_TEST(store.marker(*index).title == "Là");
  BOOST_TEST(store.clusters(around(kParis, 0.1, 12), kAll).empty());
  BOOST_TEST(store.clusters(around(marker.at, 0.1, 12), kAll).size() == 1u);
}

BOOST_AUTO_TEST_CASE(an_erased_marker_is_gone_and_may_come_back) {
  geo::MarkerStore store;
  const auto one = marker_at(kParis, 1), two = marker_at(kParis, 2);
  store.put(one);
  store.put(two);
  const auto both = store.clusters(kWorld, kAll);
  store.erase(one.id);
  store.erase(one.id);
  BOOST_TEST(store.size() == 1u);
  BOOST_CHECK(!store.find(one.id));
  BOOST_TEST(points_in(store.clusters(kWorld, kAll)) == 1u);
  BOOST_TEST(store.leaves(both.front(), 0, kAll).size() == 1u);
  store.put(one);
  BOOST_TEST(store.size() == 2u);
  BOOST_CHECK(store.find(one.id).has_value());
  store.clear();
  BOOST_TEST(store.size() == 0u);
  BOOST_TEST(store.clusters(kWorld, kAll).empty());
  BOOST_TEST(store.leaves(both.front(), 0, kAll).empty());
}

BOOST_AUTO_TEST_CASE(a_filter_that_wants_nothing_finds_nothing) {
  const auto store = store_of(examples::markers(100, 18));
  geo::MarkerFilter none;
  none.kinds.reset();
  BOOST_TEST(store.clusters(kWorld, none).empty());
  BOOST_TEST(store.nearest(kWorld, none, kParis, 10).total == 0u);
}

BOOST_AUTO_TEST_SUITE_END()
