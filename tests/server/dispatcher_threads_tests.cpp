#include <boost/test/unit_test.hpp>

#include <atomic>
#include <chrono>
#include <ctime>

#include "server/sending/dispatcher.hpp"
#include "tests/server/world_helpers.hpp"

using namespace tests;
using sending::Channel;
using sending::HandOver;
using sending::Verdict;

namespace {

constexpr std::int64_t kLife_ms = 10 * base::kMinuteMs;

// Writes fail while it is full.
class FullDisk final : public storage::Storage {
 public:
  explicit FullDisk(storage::Storage& disk) : disk_(disk) {}
  void read(const std::function<void(storage::Reader&)>& use) override { disk_.read(use); }
  void write(Work work, Done done) override {
    if (is_full) return done(storage::Fate::failed);
    disk_.write(std::move(work), std::move(done));
  }
  void stop() override {}
  bool is_shared() const override { return false; }
  void on_news(std::function<void()>) override {}
  std::atomic<bool> is_full = false;

 private:
  storage::Storage& disk_;
};

// Holds on to messages until it is told to let go, or to stop.
class SlowCarrier final : public sending::Carrier {
 public:
  HandOver hand_over(const sending::Message& message, const std::stop_token& stop) override {
    std::unique_lock lock(mutex_);
    ++begun;
    changed_.notify_all();
    if (message.to == slow_) changed_.wait(lock, stop, [this] { return lets_go_; });
    if (stop.stop_requested()) return {Verdict::try_later, "", 0};
    ++taken;
    changed_.notify_all();
    return {Verdict::accepted, "", 0};
  }
  bool wait_for(int SlowCarrier::* count, int wanted) {
    std::unique_lock lock(mutex_);
    return changed_.wait_for(lock, std::chrono::seconds(10),
                             [&] { return this->*count >= wanted; });
  }
  explicit SlowCarrier(std::string slow) : slow_(std::move(slow)) {}
  int begun = 0, taken = 0;

 private:
  std::string slow_;
  std::mutex mutex_;
  std::condition_variable_any changed_;
  bool lets_go_ = false;
};

struct Running {
  explicit Running(sending::Carrier& email)
      : dispatcher(*world.storage, world.pepper, [] { return server::system_now(); },
                   {.email = &email}) {
    dispatcher.start();
  }
  World world;
  sending::Dispatcher dispatcher;

  void put(int n, const std::string& to) {
    const auto now = server::system_now();
    const auto row = dispatcher.prepare({id_number(n), Channel::email, to, "", "x", "", now},
                                        server::secret_hash_hex(to + std::to_string(n)),
                                        {now.unix_ms + kLife_ms});
    world.write([&](storage::Transaction& transaction) {
      transaction.put_outgoing(row);
      return true;
    });
    dispatcher.wake();
  }
};

}  // namespace

BOOST_AUTO_TEST_SUITE(sending_threads)

BOOST_AUTO_TEST_CASE(what_was_taken_is_not_sent_again_while_the_disk_is_full) {
  World world;
  FullDisk disk(*world.storage);
  FakeCarrier email;
  sending::Dispatcher dispatcher(disk, world.pepper, [&] { return world.now; }, {.email = &email});
  const auto row =
      dispatcher.prepare({id_number(1), Channel::email, "a@b.fr", "", "x", "", world.now},
                         server::secret_hash_hex("1"), {world.now.unix_ms + kLife_ms});
  world.write([&](storage::Transaction& transaction) {
    transaction.put_outgoing(row);
    return true;
  });
  email.answer = [&] {
    disk.is_full = true;
    return HandOver{Verdict::accepted, "", 0};
  };
  for (int i = 0; i < 3; ++i) {
    BOOST_CHECK_THROW(dispatcher.settle(), storage::Failure);
    world.now.unix_ms += base::kMinuteMs;
  }
  disk.is_full = false;
  dispatcher.settle();
  world.now.unix_ms += base::kMinuteMs;
  dispatcher.settle();
  BOOST_TEST(email.sent.size() == 1u);
  BOOST_TEST(
      world.read([](storage::Reader& r) { return r.waiting_outgoing(Channel::email, 9); }).empty());
}

BOOST_AUTO_TEST_CASE(a_commit_wakes_and_one_slow_message_holds_up_no_other) {
  SlowCarrier email("slow@exemple.test");
  Running running(email);
  running.put(1, "slow@exemple.test");
  BOOST_REQUIRE(email.wait_for(&SlowCarrier::begun, 1));
  for (int n = 2; n <= 20; ++n) running.put(n, "quick@exemple.test");
  BOOST_TEST(email.wait_for(&SlowCarrier::taken, 19));
}

BOOST_AUTO_TEST_CASE(stopping_breaks_off_what_is_under_way_and_keeps_it) {
  SlowCarrier email("slow@exemple.test");
  Running running(email);
  running.put(1, "slow@exemple.test");
  BOOST_REQUIRE(email.wait_for(&SlowCarrier::begun, 1));
  const auto before = std::chrono::steady_clock::now();
  running.dispatcher.stop();
  BOOST_TEST((std::chrono::steady_clock::now() - before < std::chrono::seconds(2)));
  BOOST_TEST(
      running.world.read([](storage::Reader& r) { return r.waiting_outgoing(Channel::email, 9); })
          .size() == 1u);
}

BOOST_AUTO_TEST_CASE(waiting_takes_no_processor) {
  struct Never final : sending::Carrier {
    HandOver hand_over(const sending::Message&, const std::stop_token&) override {
      ++tries;
      return {Verdict::try_later, "", base::kHourMs};
    }
    std::atomic<int> tries = 0;
  } email;
  const Log log;
  Running running(email);
  running.put(1, "a@b.fr");
  while (email.tries == 0) std::this_thread::sleep_for(std::chrono::milliseconds(5));
  std::this_thread::sleep_for(std::chrono::milliseconds(200));
  const auto before = std::clock();
  std::this_thread::sleep_for(std::chrono::seconds(1));
  BOOST_TEST(static_cast<double>(std::clock() - before) / CLOCKS_PER_SEC < 0.1);
  BOOST_TEST(email.tries == 1);
}

BOOST_AUTO_TEST_SUITE_END()
