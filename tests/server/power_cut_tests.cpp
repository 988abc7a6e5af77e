// What was acknowledged survives a power cut at any moment, on a disk that keeps only what was
// synced, and of the rest whatever it likes.
#include <boost/test/unit_test.hpp>

#include <atomic>
#include <random>
#include <set>

#include "server/storage/sqlite/sqlite_storage.hpp"
#include "server/storage/upkeep.hpp"
#include "tests/server/power_cut_helpers.hpp"
#include "tests/server/world_helpers.hpp"

using namespace tests;

namespace {

constexpr int kRounds = 200, kGuests = 60, kSeats = 10, kEvents = 8;

struct Found {
  int lost = 0, overbooked = 0, halves = 0, damaged = 0;
  int acknowledged = 0, cuts = 0;
};

// Guests who sign up for events, each in one piece with an action and its change.
class Storm {
 public:
  Storm() {
    BOOST_REQUIRE(server::start_cryptography());
    const auto storage = open();
    BOOST_REQUIRE(storage->write_and_wait([](storage::Transaction& transaction) {
      for (int guest = 0; guest < kGuests; ++guest)
        transaction.add_account(account(guest), "guest-" + std::to_string(guest) + "@exemple.test",
                                kNoon, false);
      return true;
    }) == storage::Fate::committed);
  }

  Found rounds(int n, bool lies = false) {
    Found found;
    for (int round = 0; round < n && found.damaged == 0; ++round) one_round(round, lies, found);
    return found;
  }

 private:
  struct SignedUp {
    model::EventId event;
    model::PersonId guest;
    model::ActionId action;
  };

  static model::Account account(int guest) {
    return {{id_number(1'000 + guest)}, "Ana", model::Goal::offer_help};
  }
  std::unique_ptr<storage::Storage> open() {
    storage::StorageOptions options;
    options.readers = 1;
    options.group_limit = 8;
    auto opened = storage::open_sqlite(path_, options);
    BOOST_REQUIRE_MESSAGE(bool(opened), (opened ? "" : opened.error().detail));
    return *std::move(opened);
  }

  void one_round(int round, bool lies, Found& found) {
    auto storage = open();
    const int first = 10'000 + round * 1'000;
    BOOST_REQUIRE(storage->write_and_wait([&](storage::Transaction& transaction) {
      for (int i = 0; i < kEvents; ++i) transaction.add_event(event(first + i), kNoon);
      return true;
    }) == storage::Fate::committed);
    disk_.lie(lies);
    disk_.cut_after(std::uniform_int_distribution(0, 400)(random_));
    std::vector<SignedUp> tried;
    for (int n = 0; n < kGuests * 4; ++n)
      tried.push_back({{id_number(first + n % kEvents)},
                       account((n / kEvents + n) % kGuests).id,
                       {id_number(first + 100 + n)}});
    std::vector<std::atomic<bool>> acknowledged(tried.size());
    std::atomic<std::size_t> done{0};
    for (std::size_t i = 0; i < tried.size(); ++i)
      storage->write(
          [&, i](storage::Transaction& transaction) { return sign_up(transaction, tried[i]); },
          [&, i](storage::Fate fate) {
            acknowledged[i] = fate == storage::Fate::committed;
            ++done;
            done.notify_all();
          });
    for (auto seen = done.load(); seen < tried.size(); seen = done) done.wait(seen);
    found.cuts += disk_.is_cut();
    storage.reset();
    disk_.lie(false);
    disk_.come_back([this] { return random_() % 2 == 0; });
    verify(tried, acknowledged, found);
  }

  static bool sign_up(storage::Transaction& transaction, const SignedUp& who) {
    if (transaction.seat(who.event, who.guest)) return false;
    transaction.join_event(who.event, who.guest);
    model::Action action;
    action.id = who.action;
    action.title = "Manteau";
    action.author = {who.guest, "Ana"};
    action.at = {{48, 2}, 0.002, 0.003};
    action.created = action.updated = kNoon;
    transaction.add_action(action);
    transaction.add_action_change(action.id);
    return true;
  }

  void verify(const std::vector<SignedUp>& tried,
              const std::vector<std::atomic<bool>>& acknowledged, Found& found) {
    if (!storage::check_database({storage::EngineKind::sqlite, path_})) {
      ++found.damaged;
      return;
    }
    const auto storage = open();
    storage->read([&](storage::Reader& reader) {
      for (std::size_t i = 0; i < tried.size(); ++i) {
        const bool is_there = reader.action(tried[i].action).has_value();
        found.acknowledged += acknowledged[i];
        found.lost += acknowledged[i] && !is_there;
        found.halves += is_there && !reader.seat(tried[i].event, tried[i].guest);
      }
      for (int i = 0; i < kEvents; ++i) {
        const auto now = reader.event(tried[static_cast<std::size_t>(i)].event);
        found.overbooked +=
            now && (now->taken > now->seats || (now->waiting > 0 && now->taken < now->seats));
      }
    });
  }

  static model::Event event(int n) {
    model::Event event;
    event.id = {id_number(n)};
    event.title = "Pétanque";
    event.organizer = {account(0).id, "Ana"};
    event.at = {48, 2};
    event.starts = kNoon;
    event.ends = {kNoon.unix_ms + base::kMinuteMs};
    event.seats = kSeats;
    return event;
  }

  ForgetfulDisk disk_;
  TemporaryFolder folder_;
  std::string path_ = folder_.file("world.db");
  std::mt19937 random_{20261122};
};

}  // namespace

BOOST_AUTO_TEST_SUITE(a_power_cut)

BOOST_AUTO_TEST_CASE(loses_nothing_acknowledged_and_leaves_no_half,
                     *boost::unit_test::timeout(600)) {
  Log log;
  const auto found = Storm().rounds(kRounds);
  BOOST_TEST(found.cuts > kRounds / 2);
  BOOST_TEST(found.acknowledged > kRounds * 10);
  BOOST_TEST(found.lost == 0);
  BOOST_TEST(found.overbooked == 0);
  BOOST_TEST(found.halves == 0);
  BOOST_TEST(found.damaged == 0);
}

BOOST_AUTO_TEST_CASE(of_a_disk_that_lies_about_syncing_is_noticed,
                     *boost::unit_test::timeout(600)) {
  Log log;
  const auto found = Storm().rounds(5, true);
  BOOST_TEST(found.lost + found.damaged > 0);
}

BOOST_AUTO_TEST_SUITE_END()
