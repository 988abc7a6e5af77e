#include "server/stream.hpp"

#include <boost/test/unit_test.hpp>

#include <condition_variable>
#include <mutex>

#include "tests/server/world_helpers.hpp"

using namespace tests;

namespace {

class FakeOutlet final : public http::Outlet {
 public:
  bool send(std::shared_ptr<const std::string> text) override {
    const std::lock_guard lock(mutex_);
    if (!open_) return false;
    text_ += *text;
    more_.notify_all();
    return true;
  }
  bool is_open() const override {
    const std::lock_guard lock(mutex_);
    return open_;
  }
  void close() {
    const std::lock_guard lock(mutex_);
    open_ = false;
  }
  bool wait_for(const std::string& piece) {
    std::unique_lock lock(mutex_);
    return more_.wait_for(lock, std::chrono::seconds(5),
                          [&] { return text_.find(piece) != std::string::npos; });
  }
  std::string text() const {
    const std::lock_guard lock(mutex_);
    return text_;
  }

 private:
  mutable std::mutex mutex_;
  std::condition_variable more_;
  std::string text_;
  bool open_ = true;
};

void add_reload(World& world) {
  world.write([](storage::Transaction& transaction) {
    transaction.add_reload_change();
    return true;
  });
}

}  // namespace

BOOST_AUTO_TEST_SUITE(stream)

BOOST_AUTO_TEST_CASE(who_listens_is_told_and_who_comes_back_goes_on) {
  World world;
  add_reload(world);
  server::StreamHub hub(*world.storage);
  const auto live = std::make_shared<FakeOutlet>(), gone = std::make_shared<FakeOutlet>();
  hub.subscribe(live, std::nullopt);
  hub.subscribe(gone, 1);
  gone->close();
  add_reload(world);
  hub.changed();
  BOOST_TEST(live->wait_for(
      "id: 2\nevent: change\ndata: {\"sequence\":2,\"kind\":\"places.reloaded\"}\n\n"));
  BOOST_TEST(live->text().find("id: 1\n") == std::string::npos);
  const auto back = std::make_shared<FakeOutlet>();
  hub.subscribe(back, 0);
  BOOST_TEST(back->wait_for("id: 2\n"));
  add_reload(world);
  hub.changed();
  BOOST_TEST(back->wait_for("id: 3\n"));
  const auto text = back->text();
  BOOST_TEST(text.find("id: 2\n") == text.rfind("id: 2\n"));
  BOOST_TEST(gone->text().find("id: 2\n") == std::string::npos);
}

BOOST_AUTO_TEST_CASE(too_long_ago_or_from_another_database_means_reload) {
  World world;
  for (int i = 0; i < 5; ++i) add_reload(world);
  world.write([](storage::Transaction& transaction) {
    transaction.tidy(kNoon, 2);
    return true;
  });
  server::StreamHub hub(*world.storage);
  for (const std::int64_t since : {0, 2, 99}) {
    const auto outlet = std::make_shared<FakeOutlet>();
    hub.subscribe(outlet, since);
    BOOST_TEST(outlet->wait_for("id: 5\nevent: reload\n"));
  }
  const auto near = std::make_shared<FakeOutlet>();
  hub.subscribe(near, 3);
  BOOST_TEST(near->wait_for("id: 5\nevent: change\n"));
}

BOOST_AUTO_TEST_SUITE_END()
