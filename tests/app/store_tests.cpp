#include <boost/test/unit_test.hpp>

#include "app/store.hpp"
#include "core/wire/marker_cell.hpp"
#include "platform/fake/world.hpp"
#include "tests/app/app_helpers.hpp"

using namespace app;
using namespace app_tests;

namespace {

ports::HttpAnswer problem(int status, const std::string& code) {
  return {status, wire::to_json(wire::Problem{status, code, "A plain sentence.", "to", ""})};
}
// The oldest request waiting, which must be this one.
fake::Http::Request take(fake::World& world, const std::string& method, const std::string& path) {
  for (auto it = world.http.waiting.begin(); it != world.http.waiting.end(); ++it) {
    if (it->method != method || it->path != path) continue;
    auto request = std::move(*it);
    world.http.waiting.erase(it);
    return request;
  }
  BOOST_FAIL("no request " + method + " " + path);
  return {};
}

}  // namespace

BOOST_AUTO_TEST_SUITE(store)

BOOST_AUTO_TEST_CASE(http_errors_have_few_meanings) {
  BOOST_TEST(http_error({0, ""}).code == "network");
  BOOST_TEST(http_error({401, ""}).code == "permit.sign_in");
  BOOST_TEST(http_error(problem(404, "place.unknown")).code == "not_found");
  BOOST_TEST(http_error({410, ""}).code == "not_found");
  BOOST_TEST(http_error({426, ""}).code == "stale_client");
  BOOST_TEST(http_error(problem(422, "code.wrong")).code == "code.wrong");
  BOOST_TEST(http_error(problem(422, "contact.malformed")).where == "to");
  BOOST_TEST(http_error(problem(429, "rate.limited")).code == "rate.limited");
  BOOST_TEST(http_error(problem(500, "crash")).code == "server");
  BOOST_TEST(http_error({422, "<html>"}).code == "server");
  BOOST_TEST(http_error({302, ""}).code == "server");
}

BOOST_AUTO_TEST_CASE(answers_that_cannot_be_read) {
  fake::World world;
  world.open("/lieux/" + to_text(uuid(1)));
  const auto path = "/api/v1/places/" + to_text(uuid(1));
  take(world, "GET", path).done({200, "<html>a hotel's sign-in page</html>"});
  const auto& shown = world.state().places.at(place_id(1));
  BOOST_TEST(shown.error.code == "server");  // damaged: worth another try
  world.store().send(RetryAsked{});
  auto json = wire::to_json(place(1));
  json.insert(1, "\"field_of_tomorrow\":1,");
  take(world, "GET", path).done({200, json});
  BOOST_TEST(world.state().places.at(place_id(1)).error.code == "stale_client");
  world.store().send(RetryAsked{});
  take(world, "GET", path).done({200, wire::to_json(place(2))});  // about another place
  BOOST_TEST(world.state().places.at(place_id(1)).error.code == "server");
  world.store().send(RetryAsked{});
  take(world, "GET", path).done({200, wire::to_json(place(1))});
  BOOST_TEST((world.state().places.at(place_id(1)).state == LoadState::ready));
}

BOOST_AUTO_TEST_CASE(a_manifest_leads_nowhere_else) {
  for (const std::string url : {"https://evil.example/x.bin", "//evil.example/x",
                                "/api/v1/places/1", "/api/v1/markers/../session"}) {
    fake::World world;
    wire::MarkerManifest manifest;
    manifest.cells = {{url, 1}};
    take(world, "GET", "/api/v1/markers").done({200, wire::to_json(manifest)});
    BOOST_TEST(world.state().markers_error.code == "stale_client");
    for (const auto& request : world.http.waiting) BOOST_TEST(request.path != url);
  }
}

BOOST_AUTO_TEST_CASE(a_damaged_cell_is_no_map) {
  fake::World world;
  wire::MarkerManifest manifest;
  manifest.cells = {{"/api/v1/markers/0-a.bin", 1}};
  take(world, "GET", "/api/v1/markers").done({200, wire::to_json(manifest)});
  auto bytes = wire::encode_cell({model::marker_of(place(1))});
  bytes[bytes.size() / 2] ^= 1;
  take(world, "GET", "/api/v1/markers/0-a.bin").done({200, bytes});
  BOOST_TEST((world.state().markers_state == LoadState::failed));
  BOOST_TEST(world.state().markers_error.code == "server");
  BOOST_TEST(world.state().markers.size() == 0u);
}

BOOST_AUTO_TEST_CASE(what_is_prepared_comes_to_an_end_and_changes_nothing) {
  fake::World world;
  BOOST_TEST(!world.store().prepare());  // no map yet
  std::vector<model::Marker> markers;
  for (int i = 0; i < 200; ++i) {
    markers.push_back(model::marker_of(place(i)));
    markers.back().at = {kParis.lat_deg + i % 20 * 0.01, kParis.lon_deg + i / 20 * 0.01};
  }
  wire::MarkerManifest manifest;
  manifest.cells = {{"/api/v1/markers/0-a.bin", 200}};
  take(world, "GET", "/api/v1/markers").done({200, wire::to_json(manifest)});
  take(world, "GET", "/api/v1/markers/0-a.bin").done({200, wire::encode_cell(markers)});
  world.store().send(MapMoved{map_at(kParis)});
  const auto seen = world.state().in_view;
  BOOST_REQUIRE(seen.clusters.size() > 1u);
  BOOST_TEST(world.store().prepare());
  for (int i = 0; world.store().prepare(); ++i) BOOST_REQUIRE_LT(i, 100);
  BOOST_TEST(world.state().in_view.version == seen.version);
  world.store().send(MapMoved{map_at(kParis)});
  BOOST_CHECK(world.state().in_view.clusters == seen.clusters);
}

BOOST_AUTO_TEST_CASE(searches_are_escaped) {
  fake::World world;
  world.run();
  world.store().send(SearchEdited{"thé & café/?#"});
  world.browser.advance(300);
  take(world, "GET", "/api/v1/search?q=th%C3%A9%20%26%20caf%C3%A9%2F%3F%23")
      .done({200, R"({"items":[],"towns":[]})"});
  BOOST_TEST((world.state().search.state == LoadState::ready));
}

BOOST_AUTO_TEST_CASE(changes_of_the_stream_are_read_or_said_to_be_newer) {
  fake::World world;
  world.connect();
  world.run();
  BOOST_REQUIRE(world.live.listener);
  const auto listener = *world.live.listener;
  listener.change(wire::to_json(model::Change{1, model::ActionPut{action(3)}}));
  BOOST_TEST(world.state().markers.size() == 1u);
  listener.change(R"({"sequence": 2, "kind": "event.put"})");
  BOOST_TEST((world.state().toasts.back().notice == Notice::stale_client));
  listener.reset();
  BOOST_TEST(world.state().marker_load.has_value());
}

BOOST_AUTO_TEST_CASE(actions_sent_meanwhile_wait_their_turn_and_painting_is_asked_for) {
  fake::World world;
  const int before = world.changes_seen;
  world.store().send(SearchEdited{"a"});
  BOOST_TEST(world.changes_seen == before + 1);
}

BOOST_AUTO_TEST_CASE(command_ids_are_new_each_time) {
  fake::World world;
  const auto a = world.store().new_command_id(), b = world.store().new_command_id();
  BOOST_TEST((a != b));
  BOOST_TEST(a.uuid.version() == 7);
}

BOOST_AUTO_TEST_SUITE_END()
