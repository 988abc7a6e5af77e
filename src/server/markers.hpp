// All markers as a few immutable files: no database query per pan, and the server never learns
// where a person looks.
#pragma once
#include <condition_variable>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <thread>
#include <vector>

#include "core/base/time.hpp"
#include "core/wire/json.hpp"
#include "server/http/message.hpp"
#include "server/log.hpp"
#include "server/sign_in.hpp"
#include "server/storage/storage.hpp"

namespace server {

// Untouched for longer, an action is no longer on the map.
inline constexpr std::int64_t kActionShown_ms = 365 * base::kDayMs;

struct MarkerCell {
  std::string name;  // "<cell>-<hash>"
  std::uint32_t count = 0;
  http::SharedBytes bytes, gzip;
};

struct MarkerSnapshot {
  std::int64_t sequence = 0;
  std::string manifest;  // JSON
  std::string tag;       // for its ETag
};

// Splits markers into cells of at most `most` by halving their Morton order, so that a new marker
// changes one cell and leaves the others' names as they are. `prefix` begins the names.
std::vector<MarkerCell> split_into_cells(std::vector<model::Marker> markers, std::size_t most,
                                         const std::string& prefix);

class MarkerCache {
 public:
  // Builds the first snapshot.
  MarkerCache(storage::Storage& storage, Clock clock, Tell tell = tell_on_terminal);
  ~MarkerCache();

  // The manifest of now, or one at most a second old that clients complete by the changes since its
  // sequence; never older than the last import. `done` may be called from another thread.
  using Done = std::function<void(std::shared_ptr<const MarkerSnapshot>)>;
  void snapshot(Done done);
  // A cell of this manifest or of a recent one.
  std::optional<MarkerCell> cell(const std::string& name);

 private:
  void build();
  void build_when_asked();
  void keep(const std::vector<MarkerCell>& cells);
  bool is_good_enough(storage::Reader& reader, std::int64_t last) const;  // mutex held

  storage::Storage& storage_;
  Clock clock_;
  Tell tell_;

  std::mutex mutex_;  // guards all below
  std::condition_variable asked_;
  std::vector<Done> waiting_;
  bool is_closed_ = false;
  std::shared_ptr<const MarkerSnapshot> snapshot_;
  base::Instant built_;
  std::optional<std::uint64_t> current_at_;  // Storage::commits() when nothing was missing from it
  struct Kept {
    MarkerCell cell;
    base::Instant last_listed;
  };
  std::map<std::string, Kept> kept_;

  // Of the building thread alone.
  std::vector<MarkerCell> place_cells_;
  std::int64_t places_sequence_ = -1;

  std::jthread thread_;
};

}  // namespace server
