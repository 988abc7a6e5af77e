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

std::size_t people_in(const std::vector<geo::Cluster>& clusters) {
  return std::accumulate(
      clusters.begin(), clusters.end(), std::size_t{0},
      [](std::size_t sum, const geo::Cluster& cluster) { return sum + cluster.people; });
}

geo::MarkerFilter only_actions() {
  geo::MarkerFilter filter;
  for (std::size_t code = 0; code < 128; ++code) filter.kinds.reset(code);
  return filter;
}

model::Marker marker_at(model::Position at, std::uint64_t seed) {
  examples::Chance chance(seed);
  return {chance.uuid(), model::marker_kind(model::PlaceCategory::food), at, "Ici", "", {}};
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

BOOST_AUTO_TEST_CASE(clusters_count_every_point_and_every_person_exactly_once_at_every_zoom) {
  const auto markers = examples::markers(3000, 10);
  auto store = store_of(markers);
  const auto actions = static_cast<std::size_t>(std::count_if(
      markers.begin(), markers.end(), [](const auto& marker) { return !marker.kind.is_place(); }));
  for (int zoom = 0; zoom <= 18; ++zoom) {
    geo::View view = kWorld;
    view.zoom = zoom;
    const auto clusters = store.clusters(view, kAll);
    BOOST_TEST(points_in(clusters) == markers.size());
    BOOST_TEST(people_in(clusters) == actions);
    const auto of_people = store.clusters(view, only_actions());
    BOOST_TEST(points_in(of_people) == actions);
    BOOST_TEST(people_in(of_people) == actions);
  }
}

BOOST_AUTO_TEST_CASE(each_marker_is_in_the_one_cluster_that_counts_it) {
  auto store = store_of(examples::markers(2000, 11));
  for (const auto& filter : {kAll, only_actions()})
    for (int zoom = 0; zoom <= 18; zoom += 3) {
      geo::View view = kWorld;
      view.zoom = zoom;
      const auto clusters = store.clusters(view, filter);
      const auto shown = store.nearest(view, filter, kParis, store.size()).nearest;
      std::vector<std::uint32_t> counts(clusters.size());
      for (const auto in : store.clusters_of(shown, clusters, filter)) {
        BOOST_REQUIRE(in.has_value());
        ++counts[*in];
      }
      for (std::size_t i = 0; i < clusters.size(); ++i) BOOST_TEST(counts[i] == clusters[i].count);
    }
  const geo::MarkerIndex any[] = {0};
  BOOST_TEST(!store.clusters_of(any, {}, kAll)[0]);
}

BOOST_AUTO_TEST_CASE(the_people_of_a_cluster_are_those_of_its_points) {
  geo::MarkerStore store;
  const model::Position far{kParis.lat_deg + 5, kParis.lon_deg};
  const auto put = [&](model::Position at, model::MarkerKind kind, std::uint64_t seed) {
    auto marker = marker_at(at, seed);
    marker.kind = kind;
    store.put(marker);
  };
  const auto place = model::marker_kind(model::PlaceCategory::food);
  const auto action = model::marker_kind(model::ActionKind::demand, model::ActionSection::social);
  put(kParis, place, 1);
  put(kParis, action, 2);
  put(kParis, action, 3);
  put(far, place, 4);
  put(far, place, 5);
  for (const double zoom : {10.0, 17.0, 20.0}) {
    for (const auto& [at, people] : {std::pair{kParis, 2u}, {far, 0u}}) {
      const auto clusters = store.clusters(around(at, 0.1, zoom), kAll);
      BOOST_REQUIRE_EQUAL(clusters.size(), 1u);
      BOOST_TEST(clusters[0].people == people);
    }
  }
}

BOOST_AUTO_TEST_CASE(panning_changes_no_cluster) {
  auto store = store_of(examples::markers(5000, 12));
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
    for (const auto& cluster : there) {
      const auto same = known.find(cluster.identity);
      if (same != known.end()) BOOST_REQUIRE(same->second == cluster);
    }
  }
}

BOOST_AUTO_TEST_CASE(a_cluster_is_one_until_its_expansion_zoom) {
  auto store = store_of(examples::markers(1500, 16));
  const auto is_one_at = [&](const geo::Cluster& cluster, int zoom) {
    geo::View view = kWorld;
    view.zoom = zoom;
    const auto clusters = store.clusters(view, kAll);
    return std::any_of(clusters.begin(), clusters.end(), [&](const auto& each) {
      return each.at == cluster.at && each.count == cluster.count;
    });
  };
  geo::View view = kWorld;
  view.zoom = 4;
  for (const auto& cluster : store.clusters(view, kAll)) {
    if (cluster.count == 1) continue;
    const int zoom = store.expansion_zoom(cluster, kAll);
    BOOST_REQUIRE(zoom > 4 && zoom <= 17);
    BOOST_REQUIRE(is_one_at(cluster, zoom - 1));
    if (zoom < 17) BOOST_REQUIRE(!is_one_at(cluster, zoom));
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
  for (const auto& cluster : clusters) BOOST_TEST(geo::distance_m(cluster.at, kParis) < 0.2);
  BOOST_TEST(store.expansion_zoom(store.clusters(around(kParis, 1, 5), kAll).front(), kAll) == 17);
}

BOOST_AUTO_TEST_CASE(a_single_point_stands_where_it_is_and_keeps_its_identity_through_zooms) {
  geo::MarkerStore store;
  store.put(marker_at(kParis, 1));
  const auto near = store.clusters(around(kParis, 1, 15), kAll), far = store.clusters(kWorld, kAll);
  BOOST_REQUIRE(near.size() == 1u && far.size() == 1u);
  BOOST_CHECK(near[0] == far[0]);
  BOOST_CHECK(near[0].at == kParis);
}

BOOST_AUTO_TEST_CASE(a_cluster_just_beyond_the_edge_is_given_and_its_points_are_not_counted) {
  geo::MarkerStore store;
  store.put(marker_at({48.85, 2.351}, 1));
  store.put(marker_at({48.85, 2.352}, 2));  // 0.7 px away at zoom 10
  geo::View view = around({48.85, 2.4515}, 0.1, 10);
  view.west_deg = 2.36;
  BOOST_TEST(points_in(store.clusters(view, kAll)) == 2u);
  BOOST_TEST(store.nearest(view, kAll, kParis, 9).total == 0u);
  view.west_deg = 2.6;  // 180 px
  view.east_deg = 2.7;
  BOOST_TEST(store.clusters(view, kAll).empty());
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
  auto store = store_of(markers);
  const auto all = store.nearest(kWorld, only_actions(), kParis, markers.size());
  BOOST_TEST(all.total == all.nearest.size());
  // Of what the map shows: poles lie at its edge, and places on its units of a centimetre.
  const auto distance_m = [&](geo::MarkerIndex index) {
    return geo::distance_m(kParis, geo::unproject(geo::project(store.marker(index).at)));
  };
  const auto nearer = [&](geo::MarkerIndex a, geo::MarkerIndex b) {
    return distance_m(a) < distance_m(b) - 0.02;
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
  BOOST_TEST(points_in(store.clusters(kWorld, kAll)) == 2u);
  store.erase(one.id);
  store.erase(one.id);
  BOOST_TEST(store.size() == 1u);
  BOOST_CHECK(!store.find(one.id));
  BOOST_TEST(points_in(store.clusters(kWorld, kAll)) == 1u);
  store.put(one);
  BOOST_TEST(store.size() == 2u);
  BOOST_CHECK(store.find(one.id).has_value());
  store.clear();
  BOOST_TEST(store.size() == 0u);
  BOOST_TEST(store.clusters(kWorld, kAll).empty());
}

// Facts of every kind, one place after the other.
std::vector<model::Marker> places_with_facts() {
  std::vector<model::Marker> markers;
  for (std::uint64_t i = 0; i < 60; ++i) {
    auto marker = marker_at({48.85 + 0.0001 * static_cast<double>(i), 2.35}, 100 + i);
    model::PlaceFacts facts;
    if (i % 2 == 0) facts.wheelchair = "yes";
    if (i % 3 == 0) facts.languages = {"fr", "ar"};
    marker.facts = base::Shared(facts);
    markers.push_back(std::move(marker));
  }
  return markers;
}

BOOST_AUTO_TEST_CASE(places_are_chosen_by_what_is_known_of_them) {
  auto store = store_of(places_with_facts());
  geo::MarkerFilter filter;
  filter.tags = model::kWheelchairTag;
  BOOST_TEST(store.nearest(kWorld, filter, kParis, 100).total == 30u);
  filter.tags |= *model::language_tag("ar");
  BOOST_TEST(store.nearest(kWorld, filter, kParis, 100).total == 10u);
  const auto food = model::marker_kind(model::PlaceCategory::food).code;
  BOOST_TEST(store.facets(kWorld, filter)[food] == 10u);
  filter.kinds.reset();
  BOOST_TEST(store.nearest(kWorld, filter, kParis, 100).total == 0u);
  BOOST_TEST(store.facets(kWorld, filter)[food] == 10u);  // the other parts of the filter
}

BOOST_AUTO_TEST_CASE(what_is_not_told_is_not_open_and_what_is_unknown_is_counted) {
  const auto markers = places_with_facts();
  auto store = store_of(markers);
  const auto arrived = store.take_arrived();
  BOOST_TEST(arrived.size() == 60u);
  BOOST_TEST(store.take_arrived().empty());
  geo::MarkerFilter filter;
  filter.only_open = true;
  BOOST_TEST(store.nearest(kWorld, filter, kParis, 100).total == 0u);
  std::vector<geo::MarkerStore::Told> told;
  for (std::size_t i = 0; i < arrived.size(); ++i)
    told.emplace_back(arrived[i], i < 20   ? geo::Opening::open
                                  : i < 35 ? geo::Opening::unknown
                                           : geo::Opening::closed);
  store.set_opening(told);
  BOOST_TEST(store.nearest(kWorld, filter, kParis, 100).total == 20u);
  BOOST_TEST(store.unknown_opening(kWorld, filter) == 15u);
  filter.tags = model::kWheelchairTag;
  BOOST_TEST(store.unknown_opening(kWorld, filter) == 8u);
  filter.tags = 0;
  store.set_opening(told);  // told again, it is the same
  BOOST_TEST(store.unknown_opening(kWorld, filter) == 15u);
  store.put(markers[0]);
  store.erase(markers[20].id);
  BOOST_TEST((store.take_arrived() == std::vector{arrived[0]}));
  store.set_opening(std::vector<geo::MarkerStore::Told>{{arrived[20], geo::Opening::unknown}});
  BOOST_TEST(store.nearest(kWorld, filter, kParis, 100).total == 19u);
  BOOST_TEST(store.unknown_opening(kWorld, filter) == 14u);
}

BOOST_AUTO_TEST_CASE(a_filter_that_wants_nothing_finds_nothing) {
  auto store = store_of(examples::markers(100, 18));
  geo::MarkerFilter none;
  none.kinds.reset();
  BOOST_TEST(store.clusters(kWorld, none).empty());
  BOOST_TEST(store.nearest(kWorld, none, kParis, 10).total == 0u);
}

BOOST_AUTO_TEST_SUITE_END()
