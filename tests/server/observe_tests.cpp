// What the server tells of itself, piece by piece.
#include <boost/test/unit_test.hpp>
#include <set>
#include <sstream>

#include "server/log.hpp"
#include "server/metrics.hpp"
#include "server/request_id.hpp"

namespace {

constexpr base::Instant kThen{1'000};

std::string told_by(server::LogForm form) {
  std::ostringstream out;
  server::Log log(form, [] { return kThen; }, out);
  log.tell(server::Level::error, "storage", "the \"disk\" is full", "7KQ2");
  log.answered({"7KQ2", "GET", "/lieux/*", 200, 1.23456, 17});
  return out.str();
}

}  // namespace

BOOST_AUTO_TEST_SUITE(observing)

BOOST_AUTO_TEST_CASE(a_log_is_sentences_or_objects_or_nothing) {
  BOOST_TEST(told_by(server::LogForm::off) == "");
  BOOST_TEST(told_by(server::LogForm::text) == "storage: the \"disk\" is full (request 7KQ2)\n");
  BOOST_TEST(told_by(server::LogForm::json) ==
             "{\"time\":\"1970-01-01T00:00:01.000Z\",\"level\":\"error\",\"event\":\"storage\","
             "\"text\":\"the \\\"disk\\\" is full\",\"request_id\":\"7KQ2\"}\n"
             "{\"time\":\"1970-01-01T00:00:01.000Z\",\"level\":\"info\",\"event\":\"request\","
             "\"request_id\":\"7KQ2\",\"method\":\"GET\",\"route\":\"/lieux/*\",\"status\":200,"
             "\"duration_ms\":1.235,\"bytes\":17}\n");
}

BOOST_AUTO_TEST_CASE(request_ids_are_short_and_never_the_same) {
  server::RequestIds ids(17);
  std::set<std::string> seen;
  for (int i = 0; i < 10'000; ++i) {
    const auto id = ids.next();
    BOOST_REQUIRE(server::is_request_id(id));
    BOOST_REQUIRE(id.size() == 13u);
    BOOST_REQUIRE(seen.insert(id).second);
  }
  BOOST_TEST(server::RequestIds(18).next() != server::RequestIds(17).next());
  for (const auto* bad : {"", "a b", "a\n", "\"", "\xc3\xa9", "a/b"})
    BOOST_TEST(!server::is_request_id(bad));
  BOOST_TEST(server::is_request_id(std::string(64, 'a')));
  BOOST_TEST(!server::is_request_id(std::string(65, 'a')));
}

BOOST_AUTO_TEST_CASE(histograms_add_up) {
  server::Metrics metrics({"/", "unknown"});
  metrics.answered(0, "GET", 200, 0.0005);
  metrics.answered(0, "GET", 200, 100);
  metrics.answered(1, "OTHER", 404, 0.003);
  metrics.committed(300, 0.01);
  const auto text = metrics.text({});
  for (const auto* line :
       {"entourage_http_requests_total{route=\"/\",method=\"GET\",status=\"2xx\"} 2\n",
        "entourage_http_request_duration_seconds_bucket{route=\"/\",le=\"0.0005\"} 1\n",
        "entourage_http_request_duration_seconds_bucket{route=\"/\",le=\"2.5\"} 1\n",
        "entourage_http_request_duration_seconds_bucket{route=\"/\",le=\"+Inf\"} 2\n",
        "entourage_http_request_duration_seconds_count{route=\"/\"} 2\n",
        "entourage_http_requests_total{route=\"unknown\",method=\"OTHER\",status=\"4xx\"} 1\n",
        "entourage_storage_group_size_bucket{le=\"256\"} 0\n",
        "entourage_storage_group_size_sum 300\n"})
    BOOST_TEST(text.find(line) != std::string::npos, line);
}

BOOST_AUTO_TEST_SUITE_END()
