#include "server/markers.hpp"

#include <boost/test/unit_test.hpp>

#include <chrono>
#include <filesystem>
#include <fstream>
#include <future>

#include "core/geo/marker_store.hpp"
#include "core/wire/marker_cell.hpp"
#include "server/imports/geojson.hpp"
#include "server/imports/importer.hpp"
#include "tests/server/world_helpers.hpp"

using namespace tests;

namespace {

std::vector<model::Marker> grid(int count) {
  std::vector<model::Marker> markers;
  for (int i = 0; i < count; ++i)
    markers.push_back({id_number(i),
                       model::marker_kind(model::PlaceCategory::food),
                       {40 + (i * 37 % 1000) * 0.01, -5 + (i * 91 % 997) * 0.01},
                       "Lieu " + std::to_string(i),
                       "",
                       {}});
  return markers;
}

std::shared_ptr<const server::MarkerSnapshot> snapshot_of(server::MarkerCache& cache) {
  std::promise<std::shared_ptr<const server::MarkerSnapshot>> promise;
  cache.snapshot([&](std::shared_ptr<const server::MarkerSnapshot> snapshot) {
    promise.set_value(std::move(snapshot));
  });
  return promise.get_future().get();
}

std::vector<model::Marker> markers_of(server::MarkerCache& cache) {
  const auto manifest = wire::manifest_from_json(snapshot_of(cache)->manifest);
  BOOST_REQUIRE(manifest);
  std::vector<model::Marker> all;
  for (const auto& cell : manifest->cells) {
    const auto name = cell.url.substr(cell.url.rfind('/') + 1);
    const auto found = cache.cell(name.substr(0, name.size() - 4));
    BOOST_REQUIRE(found);
    const auto bytes = found->bytes.bytes;
    const auto decoded =
        wire::decode_cell({reinterpret_cast<const std::uint8_t*>(bytes.data()), bytes.size()});
    BOOST_REQUIRE(decoded);
    BOOST_TEST(decoded->size() == cell.count);
    all.insert(all.end(), decoded->begin(), decoded->end());
  }
  return all;
}

void add_open_action(World& world, int n, const model::Account& author) {
  model::Action action;
  action.id = {id_number(n)};
  action.title = "Action";
  action.author = {author.id, author.first_name};
  action.at = {{48.85, 2.35}, 0.002, 0.003};
  action.created = action.updated = world.now;
  world.write([&](storage::Transaction& transaction) {
    transaction.add_action(action);
    transaction.add_action_change(action.id);
    return true;
  });
}

}  // namespace

BOOST_AUTO_TEST_SUITE(markers)

BOOST_AUTO_TEST_CASE(cells_hold_everything_once_and_never_too_much) {
  BOOST_REQUIRE(server::start_cryptography());
  const auto cells = server::split_into_cells(grid(5000), 300, "0");
  std::size_t sum = 0;
  for (const auto& cell : cells) {
    BOOST_TEST(cell.count <= 300u);
    sum += cell.count;
  }
  BOOST_TEST(sum == 5000u);
  BOOST_TEST(server::split_into_cells({}, 300, "0").empty());
}

BOOST_AUTO_TEST_CASE(a_heap_at_one_point_is_split_by_count) {
  auto heap = grid(1000);
  for (auto& marker : heap) marker.at = {48, 2};
  std::size_t sum = 0;
  for (const auto& cell : server::split_into_cells(heap, 300, "0")) {
    BOOST_TEST(cell.count <= 300u);
    sum += cell.count;
  }
  BOOST_TEST(sum == 1000u);
}

BOOST_AUTO_TEST_CASE(one_more_marker_changes_one_cell) {
  auto markers = grid(5000);
  const auto before = server::split_into_cells(markers, 400, "0");
  auto one_more = grid(5001);
  const auto after = server::split_into_cells(one_more, 400, "0");
  std::size_t same = 0;
  for (const auto& cell : after)
    for (const auto& old : before) same += cell.name == old.name;
  BOOST_TEST(same + 2 >= before.size());
}

BOOST_AUTO_TEST_CASE(the_manifest_follows_the_changes) {
  World world;
  const auto ana = world.add_account("Ana", "ana@exemple.test");
  world.put_place(place_number(1));
  server::MarkerCache cache(*world.storage, [&] { return world.now; });
  BOOST_TEST(markers_of(cache).size() == 1u);
  const auto first = snapshot_of(cache);
  add_open_action(world, 10, ana);
  BOOST_TEST(snapshot_of(cache) == first);  // within a second clients complete it by the changes
  world.now.unix_ms += 1000;
  BOOST_TEST(markers_of(cache).size() == 2u);
  BOOST_TEST(snapshot_of(cache)->sequence == 1);
  // An import is never missed, however recent the manifest.
  world.write([&](storage::Transaction& transaction) {
    transaction.put_place(place_number(2), kNoon);
    transaction.add_reload_change();
    return true;
  });
  BOOST_TEST(markers_of(cache).size() == 3u);
  // Untouched for a year, an action is no longer on the map.
  world.now.unix_ms += server::kActionShown_ms + 1;
  add_open_action(world, 11, ana);
  BOOST_TEST(markers_of(cache).size() == 3u);
}

BOOST_AUTO_TEST_CASE(a_clock_that_is_set_back_does_not_stop_the_manifest) {
  World world;
  const auto ana = world.add_account("Ana", "ana@exemple.test");
  server::MarkerCache cache(*world.storage, [&] { return world.now; });
  BOOST_TEST(markers_of(cache).empty());
  world.now.unix_ms -= base::kDayMs;
  add_open_action(world, 10, ana);
  BOOST_TEST(markers_of(cache).size() == 1u);
}

// Every place of every real file is in the markers, and in exactly one cluster at every zoom.
BOOST_AUTO_TEST_CASE(real_places_are_all_in_the_clusters) {
  const std::filesystem::path folder = "../shared/data/pois";
  if (!std::filesystem::is_directory(folder)) {
    BOOST_TEST_MESSAGE("skipped: the real places are not at " << folder);
    return;
  }
  World world;
  std::size_t features = 0;
  int files = 0;
  imports::ImportTally total;
  for (const auto& entry : std::filesystem::directory_iterator(folder)) {
    std::ifstream file(entry.path());
    const std::string text(std::istreambuf_iterator<char>(file), {});
    const auto read = imports::read_places(text, {entry.path().stem().string(), "", "", ""});
    BOOST_TEST_CONTEXT(entry.path()) { BOOST_REQUIRE(read); }
    const auto tally =
        imports::import_places(*world.storage, *read, {.now = kNoon}, [](std::size_t) {});
    BOOST_REQUIRE(tally);
    total.taken += tally->taken;
    total.refused += tally->refused;
    features += read->size();
    ++files;
  }
  BOOST_TEST(files == 25);
  BOOST_TEST(total.taken + total.refused == features);
  const auto markers = world.read([](storage::Reader& r) { return r.place_markers(); });
  BOOST_TEST(markers.size() == total.taken);
  geo::MarkerStore store;
  for (const auto& marker : markers) store.put(marker);
  for (int zoom = 0; zoom <= 19; ++zoom) {
    std::size_t sum = 0;
    for (const auto& cluster : store.clusters({-90, -180, 90, 180, static_cast<double>(zoom)}, {}))
      sum += cluster.count;
    BOOST_TEST(sum == total.taken, "zoom " << zoom << ": " << sum << " of " << total.taken);
  }
}

BOOST_AUTO_TEST_SUITE_END()
