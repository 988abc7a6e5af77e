// Brings what waits in the database to who sends it. A message is written together with what it is
// about, and tried until it is taken, refused for good, or too old: whatever happens to the
// process, what was promised is tried again at the next start, under the same id.
#pragma once
#include <array>
#include <condition_variable>
#include <functional>
#include <mutex>
#include <optional>
#include <set>
#include <stop_token>
#include <thread>
#include <vector>

#include "server/log.hpp"
#include "server/secrets.hpp"
#include "server/sending/carrier.hpp"
#include "server/sending/notices.hpp"
#include "server/storage/storage.hpp"
#include "server/system_clock.hpp"

namespace sending {

// How long to wait after a number of tries: 2 s, 4 s, 8 s… 2 minutes at most, of which between half
// and all; `fraction` (0 to 1) says where, so that what failed together is not tried together.
std::int64_t backoff_ms(int tries, double fraction);

struct DispatcherOptions {
  Carrier* email = nullptr;  // null: this server sends none
  Carrier* sms = nullptr;
  std::int64_t sms_per_day = 1000;  // days of UTC; more wait for the next day, or die
  unsigned workers = 4;             // messages of a channel under way at once
  // A message that was begun is not begun again for so long: after a crash, or by another process.
  std::int64_t lease_ms = 2 * base::kSecondMs;
  std::function<double()> fraction = server::random_fraction;
  server::Tell tell = server::tell_on_terminal;
  std::function<void(Channel, Outcome)> count = [](Channel, Outcome) {};
};

class Dispatcher {
 public:
  Dispatcher(storage::Storage& storage, server::Pepper pepper, server::Clock clock,
             DispatcherOptions options);
  ~Dispatcher();

  bool takes(Channel channel) const;
  // The row to be written in the transaction that makes the message true; `wake` follows its
  // commit. `about` is a keyed hash; what waits about the same is not sent any more.
  storage::Outgoing prepare(const Message& message, std::string about, base::Instant expires) const;
  void wake();  // cheap, from any thread

  void start();
  // What is under way is broken off and tried again at the next start. Returns within seconds.
  void stop();
  // Tries everything that is due, on this thread, and waits for what others are trying.
  void settle();

 private:
  struct Lane {  // one a channel
    Carrier* carrier = nullptr;
    std::set<base::Uuid> under_way;    // and handed over, until they are forgotten
    std::vector<base::Uuid> finished;  // to be forgotten; their rows could not be deleted yet
  };
  struct Found {
    std::optional<storage::Outgoing> due;
    std::optional<base::Instant> next;  // when to look again
  };
  enum class Claim { granted, gone, over_budget };

  Lane& lane(Channel channel) { return lanes_[static_cast<std::size_t>(channel)]; }
  void work(Channel channel);
  Found find(Channel channel);
  void try_one(const storage::Outgoing& row);
  void hand_over(const storage::Outgoing& row);
  Claim claim(const storage::Outgoing& row, base::Instant now);
  void settle_try(const storage::Outgoing& row, const HandOver& result);
  bool forget_finished(Channel channel);
  void release(const storage::Outgoing& row, bool is_finished);
  void write(storage::Storage::Work work);

  storage::Storage& storage_;
  server::Pepper pepper_;
  server::Clock clock_;
  DispatcherOptions options_;
  Notices notices_;
  std::array<Lane, 2> lanes_;
  std::mutex mutex_;
  std::condition_variable_any changed_;
  std::uint64_t news_ = 0;
  std::stop_source stop_;
  std::vector<std::jthread> threads_;
};

}  // namespace sending
