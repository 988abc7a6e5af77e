// Tells open pages what changes: server-sent events, numbered, so that a page goes on where it
// stopped.
#pragma once
#include <condition_variable>
#include <cstdint>
#include <memory>
#include <mutex>
#include <optional>
#include <thread>
#include <vector>

#include "core/base/result.hpp"
#include "server/http/message.hpp"
#include "server/log.hpp"
#include "server/storage/storage.hpp"

namespace server {

// More than this many changes behind, reading everything again is the shorter way.
inline constexpr std::size_t kBacklogMax = 1000;
// So many changes are kept in the database for pages that come back.
inline constexpr std::int64_t kChangesKept = 50'000;

// What happened after `since`. Codes: changes.gone (too long ago, too much, or a number this
// database never gave).
struct Backlog {
  std::int64_t sequence = 0;  // everything up to here is told
  std::vector<model::Change> changes;
};
base::Result<Backlog> backlog_since(storage::Reader& reader, std::int64_t since);

class StreamHub {
 public:
  explicit StreamHub(storage::Storage& storage, Tell tell = tell_on_terminal);
  ~StreamHub();

  // Something was committed: look for it and tell everybody. Cheap, from any thread.
  void changed();
  // From now on, or on from `since`; where that is too long ago, the stream says "reload" first.
  void subscribe(std::shared_ptr<http::Outlet> outlet, std::optional<std::int64_t> since);
  // Lets all streams go; nothing is sent any more.
  void close();
  std::size_t open();  // how many there are

 private:
  struct Subscriber {
    std::shared_ptr<http::Outlet> outlet;
    std::int64_t told = 0;
  };
  void tell_changes();
  bool nobody_listens();
  void tell(const std::vector<model::Change>& changes);

  storage::Storage& storage_;
  Tell tell_;
  std::mutex mutex_;
  std::condition_variable woken_;
  bool has_news_ = false, is_closed_ = false;
  std::vector<Subscriber> subscribers_;
  std::size_t crowd_ = 0;  // so many before those that left are looked for
  std::int64_t told_ = 0;
  std::jthread thread_;
};

}  // namespace server
