// A source that is read again: only what it changed since is taken in. Hosts, redirections and
// limits are asked over HTTP (schedule.test.mjs).
#include "server/imports/schedule.hpp"

#include <boost/test/unit_test.hpp>

#include "server/http/http_server.hpp"
#include "tests/server/world_helpers.hpp"

using namespace tests;
using imports::ScheduledEnd;

namespace {

// A file on the web, and how often it was sent whole.
class Website {
 public:
  Website()
      : server_(*http::HttpServer::listen(
            {.port = 0, .limits = {}, .is_exempt_from_caps = {}, .refusal = {}},
            [this](const http::Request& request, const http::Respond& respond) {
              respond(answer(request));
            })),
        thread_([this] { server_->run(); }) {}
  ~Website() { server_->stop(); }

  std::string host() const { return "127.0.0.1:" + std::to_string(server_->port()); }

  std::string body, etag;
  int sent = 0;

 private:
  http::Response answer(const http::Request& request) {
    http::Response response;
    if (request.header("if-none-match") == etag) {
      response.status = 304;
      return response;
    }
    ++sent;
    response.body = body;
    return std::move(response.with("ETag", etag));
  }

  std::unique_ptr<http::HttpServer> server_;
  std::jthread thread_;
};

std::string collection(const std::string& name) {
  return R"({"type":"FeatureCollection","features":[{"type":"Feature","geometry":{"type":"Point",)"
         R"("coordinates":[2.3,48.8]},"properties":{"source_id":"1","category":41,"name":")" +
         name + R"("}}]})";
}

}  // namespace

BOOST_AUTO_TEST_SUITE(schedule)

BOOST_AUTO_TEST_CASE(what_has_not_changed_is_not_sent_again_and_what_failed_is) {
  World world;
  Website website;
  website.body = collection("Fontaine");
  website.etag = "\"1\"";
  imports::ScheduledSource source{"http://" + website.host() + "/eau.geojson", {}, 0, false};
  source.options.format = imports::format_named("geojson");
  source.options.defaults.source = "eau";
  const imports::FetchRules rules{.hosts = {website.host()}, .allows_private = true};
  std::ostringstream out;
  server::Log log(server::LogForm::text, [&] { return world.now; }, out);
  imports::FileVersion known;
  const auto read = [&] {
    return imports::import_source(source, rules, known, *world.storage, world.now, log, {});
  };
  BOOST_TEST((read() == ScheduledEnd::changed));
  BOOST_TEST((read() == ScheduledEnd::unchanged));
  BOOST_TEST(website.sent == 1);
  website.etag = "\"2\"";
  website.body = "{";
  BOOST_TEST((read() == ScheduledEnd::failed));
  BOOST_TEST((read() == ScheduledEnd::failed));
  BOOST_TEST(website.sent == 3);
  website.body = collection("Fontaine Wallace");
  BOOST_TEST((read() == ScheduledEnd::changed));
  BOOST_TEST((read() == ScheduledEnd::unchanged));
  BOOST_TEST(website.sent == 4);
  BOOST_TEST(out.str().find("eau.geojson: ") != std::string::npos);
}

BOOST_AUTO_TEST_SUITE_END()
