#include <boost/test/unit_test.hpp>

#include "tests/app/app_helpers.hpp"

using namespace app;
using namespace app_tests;

namespace {

wire::MarkerManifest manifest(int cells, std::int64_t sequence, const std::string& name = "a") {
  wire::MarkerManifest m;
  m.sequence = sequence;
  for (int i = 0; i < cells; ++i)
    m.cells.push_back({"/api/v1/markers/" + std::to_string(i) + "-" + name + ".bin", 1});
  return m;
}

model::Change put(std::int64_t sequence, model::Action action) {
  return {sequence, model::ActionPut{std::move(action)}};
}
model::Action closed(model::Action action) {
  action.status = model::ActionStatus::closed;
  action.updated.unix_ms += 1000;
  return action;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(markers)

BOOST_AUTO_TEST_CASE(cells_come_four_at_a_time_then_the_stream) {
  Client client;
  client.start();
  client.effects.clear();
  client.send(ManifestArrived{manifest(10, 42)});
  auto asked = client.take<FetchCell>();
  BOOST_TEST(asked.size() == 4u);
  int here = 0;
  while (!asked.empty()) {
    BOOST_TEST(client.take<SubscribeChanges>().empty());
    client.send(CellArrived{asked.back().url, std::vector{model::marker_of(place(here))}});
    ++here;
    asked.pop_back();
    for (auto& next : client.take<FetchCell>()) asked.push_back(next);
    BOOST_TEST(asked.size() <= 4u);
    BOOST_TEST(client.state.markers.size() == static_cast<std::size_t>(here));  // shown at once
  }
  BOOST_TEST(here == 10);
  const auto subscribed = client.take<SubscribeChanges>();
  BOOST_REQUIRE(subscribed.size() == 1u);
  BOOST_TEST(subscribed[0].since == 42);
  BOOST_TEST((client.state.markers_state == LoadState::ready));
}

BOOST_AUTO_TEST_CASE(an_empty_world_is_ready_too) {
  Client client;
  client.start();
  client.send(ManifestArrived{manifest(0, 0)});
  BOOST_TEST((client.state.markers_state == LoadState::ready));
  BOOST_TEST(client.take<SubscribeChanges>().size() == 1u);
}

BOOST_AUTO_TEST_CASE(a_cell_twice_or_of_another_time_counts_once) {
  Client client;
  client.start();
  client.send(ManifestArrived{manifest(2, 1)});
  client.send(CellArrived{"/api/v1/markers/0-a.bin", std::vector{model::marker_of(place(1))}});
  client.send(CellArrived{"/api/v1/markers/0-a.bin", std::vector{model::marker_of(place(1))}});
  client.send(CellArrived{"/api/v1/markers/9-old.bin", std::vector{model::marker_of(place(2))}});
  BOOST_TEST(client.state.cells_here == 1u);
  BOOST_TEST(client.state.markers.size() == 1u);
  BOOST_TEST((client.state.markers_state == LoadState::loading));
}

BOOST_AUTO_TEST_CASE(a_failure_is_tried_again_later_and_later) {
  Client client;
  client.start();
  client.effects.clear();
  std::int64_t last = 0;
  for (int i = 0; i < 9; ++i) {
    client.send(ManifestArrived{failed(failure::kNetwork)});
    BOOST_TEST((client.state.markers_state == LoadState::failed));
    BOOST_TEST(!client.state.online);
    const auto timers = client.take<SetTimer>();
    BOOST_REQUIRE(timers.size() == 1u);
    BOOST_TEST(timers[0].after_ms >= last);
    last = timers[0].after_ms;
    client.send(TimerFired{timers[0].timer, kNow});
    BOOST_TEST(client.take<FetchManifest>().size() == 1u);
  }
  BOOST_TEST(last == 60'000);
  client.load({model::marker_of(place(1))});
  BOOST_TEST((client.state.markers_state == LoadState::ready));
  BOOST_TEST(client.state.online);
}

BOOST_AUTO_TEST_CASE(a_half_load_leaves_nothing_behind) {
  Client client;
  client.start();
  client.send(ManifestArrived{manifest(2, 1)});
  client.send(CellArrived{"/api/v1/markers/0-a.bin", std::vector{model::marker_of(place(1))}});
  client.send(CellArrived{"/api/v1/markers/1-a.bin", failed(failure::kNotFound)});
  BOOST_TEST((client.state.markers_state == LoadState::failed));
  client.send(RetryAsked{});
  client.send(ManifestArrived{manifest(1, 2, "b")});
  client.send(CellArrived{"/api/v1/markers/0-b.bin", std::vector{model::marker_of(place(2))}});
  BOOST_TEST(!client.on_map(1));
  BOOST_TEST(client.on_map(2));
}

BOOST_AUTO_TEST_CASE(a_newer_server_is_told_of_once_and_not_asked_again) {
  Client client;
  client.start();
  client.effects.clear();
  client.send(ManifestArrived{failed(failure::kStaleClient)});
  BOOST_TEST(client.has_toast(Notice::stale_client));
  BOOST_TEST(client.take<SetTimer>().empty());
  client.send(StreamUnreadable{{"json.unknown_field", "", ""}});
  client.send(StreamUnreadable{{"json.unknown_field", "", ""}});
  BOOST_TEST(client.state.toasts.size() == 2u);
}

BOOST_AUTO_TEST_CASE(changes_reach_the_map_once_and_in_order) {
  Client client;
  client.settle_in();
  client.send(ChangesArrived{{put(2, action(40)), put(3, closed(action(30)))}});
  BOOST_TEST(client.on_map(40));
  BOOST_TEST(!client.on_map(30));
  client.send(ChangesArrived{{put(2, closed(action(40)))}});  // told already
  BOOST_TEST(client.on_map(40));
  BOOST_TEST(client.state.sequence == 3);
}

BOOST_AUTO_TEST_CASE(an_answer_older_than_the_stream_changes_nothing) {
  Client client;
  client.settle_in();
  client.send(Opened{{ActionRoute{action_id(30)}, FilterChoice::all}});
  client.send(ChangesArrived{{put(2, closed(action(30)))}});
  client.send(ActionArrived{action_id(30), action(30)});
  BOOST_TEST((client.state.actions.at(action_id(30)).value->status == model::ActionStatus::closed));
  BOOST_TEST(!client.on_map(30));
}

BOOST_AUTO_TEST_CASE(a_reload_of_places_leaves_the_map_until_all_is_here) {
  Client client;
  client.settle_in();
  client.send(ChangesArrived{{{2, model::PlacesReloaded{}}}});
  BOOST_TEST(client.take<FetchManifest>().size() == 1u);
  client.send(ManifestArrived{manifest(2, 2, "b")});
  client.send(CellArrived{"/api/v1/markers/0-b.bin", std::vector{model::marker_of(place(7))}});
  BOOST_TEST(client.on_map(1));
  BOOST_TEST(!client.on_map(7));
  BOOST_TEST((client.state.markers_state == LoadState::ready));
  client.send(ChangesArrived{{put(3, action(40))}});  // meanwhile
  BOOST_TEST(client.on_map(40));
  client.send(CellArrived{"/api/v1/markers/1-b.bin", std::vector{model::marker_of(place(8))}});
  BOOST_TEST(!client.on_map(1));
  BOOST_TEST(client.on_map(7));
  BOOST_TEST(client.on_map(8));
  BOOST_TEST(client.on_map(40));
  BOOST_TEST(client.take<SubscribeChanges>().back().since == 3);
}

BOOST_AUTO_TEST_CASE(a_reload_of_places_leaves_the_place_shown_until_it_is_fetched_again) {
  Client client;
  client.settle_in();
  client.send(Opened{{PlaceRoute{place_id(2)}, FilterChoice::all}});
  client.send(PlaceArrived{place_id(2), place(2)});
  client.send(Opened{{PlaceRoute{place_id(1)}, FilterChoice::all}});
  client.send(PlaceArrived{place_id(1), place(1)});
  client.effects.clear();
  client.send(ChangesArrived{{{2, model::PlacesReloaded{}}}});
  BOOST_TEST((client.state.places.at(place_id(1)).state == LoadState::ready));
  BOOST_TEST(!client.state.places.contains(place_id(2)));
  BOOST_TEST(client.take<FetchPlace>().size() == 1u);
}

BOOST_AUTO_TEST_CASE(reloaded_again_while_reloading_loads_once_more) {
  Client client;
  client.settle_in();
  client.send(ChangesArrived{{{2, model::PlacesReloaded{}}, {3, model::PlacesReloaded{}}}});
  BOOST_TEST(client.take<FetchManifest>().size() == 1u);
  client.send(ManifestArrived{manifest(0, 2)});
  BOOST_TEST(client.take<FetchManifest>().size() == 1u);
}

BOOST_AUTO_TEST_CASE(a_reset_stream_begins_again_from_the_manifest) {
  Client client;
  client.settle_in();
  client.send(Opened{{PlaceRoute{place_id(1)}, FilterChoice::all}});
  client.send(PlaceArrived{place_id(1), place(1)});
  client.send(ChangesArrived{{put(9, action(40))}});
  client.effects.clear();
  client.send(StreamReset{});
  BOOST_TEST(client.take<FetchPlace>().size() == 1u);  // what is shown may be out of date
  BOOST_TEST(client.on_map(1));
  client.send(ManifestArrived{manifest(0, 4, "c")});  // even a lower sequence counts now
  BOOST_TEST(client.take<SubscribeChanges>().back().since == 4);
  BOOST_TEST(!client.on_map(40));
}

BOOST_AUTO_TEST_SUITE_END()
