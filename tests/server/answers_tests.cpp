// Answers on their way: kept until the next write, waited for, given up.
#include <boost/test/unit_test.hpp>
#include <thread>

#include "server/answer_cache.hpp"
#include "server/http/deadline.hpp"
#include "server/http/pending_answer.hpp"
#include "tests/server/world_helpers.hpp"

using namespace tests;

namespace {

std::shared_ptr<const server::KeptAnswer> answer(const std::string& json) {
  return std::make_shared<const server::KeptAnswer>(json, "tag");
}
http::Response response_of(int status) {
  http::Response response;
  response.status = status;
  return response;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(answers)

BOOST_AUTO_TEST_CASE(an_answer_is_kept_until_the_next_write) {
  server::AnswerCache cache;
  cache.keep("/a", 7, answer("{}"));
  BOOST_REQUIRE(cache.find("/a", 7));
  BOOST_TEST(cache.find("/a", 7)->json == "{}");
  BOOST_TEST(!cache.find("/b", 7));
  BOOST_TEST(!cache.find("/a", 8));
  BOOST_TEST(!cache.find("/a", 7));  // somebody knows better already
  cache.keep("/a", 7, answer("old"));
  BOOST_TEST(!cache.find("/a", 8));
}

BOOST_AUTO_TEST_CASE(where_the_storage_cannot_tell_nothing_is_kept) {
  server::AnswerCache cache;
  cache.keep("/a", std::nullopt, answer("{}"));
  BOOST_TEST(!cache.find("/a", std::nullopt));
  BOOST_TEST(!cache.find("/a", 0));
}

BOOST_AUTO_TEST_CASE(what_is_kept_is_bounded) {
  server::AnswerCache cache;
  const std::string long_text(1024 * 1024, 'a');
  for (int i = 0; i < 20; ++i) cache.keep("/" + std::to_string(i), 1, answer(long_text));
  int kept = 0;
  for (int i = 0; i < 20; ++i) kept += cache.find("/" + std::to_string(i), 1) ? 1 : 0;
  BOOST_TEST((kept > 0 && kept <= 8));
}

BOOST_AUTO_TEST_CASE(commits_are_counted_before_they_are_acknowledged) {
  World world;
  const auto before = world.storage->commits();
  BOOST_REQUIRE(before.has_value() != world.storage->is_shared());
  if (!before) return;
  world.add_account("Ana", "ana@exemple.test");
  BOOST_TEST(*world.storage->commits() > *before);
  const auto between = world.storage->commits();
  world.storage->read([](storage::Reader& reader) { reader.counts(); });
  BOOST_TEST((world.storage->commits() == between));
}

BOOST_AUTO_TEST_CASE(an_answer_given_at_once_is_not_waited_for) {
  http::PendingAnswer pending;
  BOOST_TEST(!pending.take());
  pending.give(response_of(404));
  pending.give(response_of(200));
  const auto taken = pending.take();
  BOOST_REQUIRE(taken);
  BOOST_TEST(taken->status == 404);
}

BOOST_AUTO_TEST_CASE(an_answer_given_later_resumes_who_waits_once) {
  for (const bool is_first : {true, false}) {
    http::PendingAnswer pending;
    std::vector<int> seen;
    if (is_first) pending.give(response_of(201));
    pending.wait([&](const http::Response& response) { seen.push_back(response.status); });
    pending.give(response_of(201));
    pending.give(response_of(500));
    BOOST_TEST((seen == std::vector<int>{201}));
  }
}

BOOST_AUTO_TEST_CASE(an_answer_comes_from_another_thread) {
  for (int i = 0; i < 200; ++i) {
    http::PendingAnswer pending;
    std::atomic<int> count{0};
    {
      const std::jthread giving([&] { pending.give(response_of(200)); });
      pending.wait([&](const http::Response&) { ++count; });
    }
    BOOST_TEST(count == 1);
  }
}

BOOST_AUTO_TEST_CASE(a_deadline_is_missed_until_it_is_set_anew) {
  using namespace std::chrono_literals;
  http::Deadline deadline;
  const auto now = http::Deadline::Clock::now();
  BOOST_TEST(!deadline.is_over(now + 1000h));
  deadline.set(100ms);
  BOOST_TEST(!deadline.is_over(now + 50ms));
  BOOST_TEST(!deadline.is_missed());
  BOOST_TEST(deadline.is_over(now + 10s));
  BOOST_TEST(deadline.is_over(now + 10s));
  BOOST_TEST(deadline.is_missed());
  deadline.set(100ms);
  BOOST_TEST(!deadline.is_missed());
  deadline.off();
  BOOST_TEST(!deadline.is_over(now + 10s));
}

BOOST_AUTO_TEST_SUITE_END()
