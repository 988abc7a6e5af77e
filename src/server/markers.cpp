#include "server/markers.hpp"

#include <algorithm>
#include <span>

#include "core/geo/mercator.hpp"
#include "core/wire/marker_cell.hpp"
#include "server/http/gzip.hpp"
#include "server/secrets.hpp"

namespace server {
namespace {

constexpr std::int64_t kRebuildPause_ms = 1000;
constexpr std::int64_t kOldCellLife_ms = 2 * base::kMinuteMs;

struct Placed {
  std::uint64_t morton;
  model::Marker marker;
};

MarkerCell make_cell(std::span<Placed> range, const std::string& label) {
  std::vector<model::Marker> markers;
  markers.reserve(range.size());
  for (auto& placed : range) markers.push_back(std::move(placed.marker));
  auto bytes = wire::encode_cell(std::move(markers));
  MarkerCell cell;
  cell.name = label + "-" + hash_hex(bytes);
  cell.count = static_cast<std::uint32_t>(range.size());
  cell.gzip = http::share(http::gzip(bytes));
  cell.bytes = http::share(std::move(bytes));
  return cell;
}

// Halves by the highest bit that all of `range` do not share yet; a heap at one point, which has no
// such bit, by count.
void split(std::span<Placed> range, std::size_t most, int bit, const std::string& label,
           std::vector<MarkerCell>& cells) {
  if (range.empty()) return;
  if (range.size() <= most) {
    cells.push_back(make_cell(range, label));
    return;
  }
  auto middle = range.begin() + static_cast<std::ptrdiff_t>(most);
  if (bit >= 0)
    middle = std::ranges::partition_point(
        range, [bit](const Placed& placed) { return (placed.morton >> bit & 1) == 0; });
  const auto lower = static_cast<std::size_t>(middle - range.begin());
  split(range.first(lower), most, bit - 1, label + "0", cells);
  split(range.subspan(lower), most, bit - 1, label + "1", cells);
}

}  // namespace

std::vector<MarkerCell> split_into_cells(std::vector<model::Marker> markers, std::size_t most,
                                         const std::string& prefix) {
  std::vector<Placed> placed;
  placed.reserve(markers.size());
  for (auto& marker : markers) {
    const auto code = geo::morton(geo::project(marker.at));
    placed.push_back({code, std::move(marker)});
  }
  std::ranges::sort(placed, {},
                    [](const Placed& one) { return std::pair(one.morton, one.marker.id); });
  std::vector<MarkerCell> cells;
  split(placed, most, 63, prefix, cells);
  return cells;
}

MarkerCache::MarkerCache(storage::Storage& storage, Clock clock, Tell tell)
    : storage_(storage), clock_(std::move(clock)), tell_(std::move(tell)) {
  build();
  thread_ = std::jthread([this] { build_when_asked(); });
}

MarkerCache::~MarkerCache() {
  {
    const std::lock_guard lock(mutex_);
    is_closed_ = true;
  }
  asked_.notify_all();
}

bool MarkerCache::is_good_enough(storage::Reader& reader, std::int64_t last) const {
  if (snapshot_->sequence == last) return true;
  const auto age_ms = clock_().unix_ms - built_.unix_ms;
  const bool is_fresh = age_ms >= 0 && age_ms < kRebuildPause_ms;  // the clock may be set back
  return is_fresh && snapshot_->sequence >= reader.last_reload_sequence() &&
         snapshot_->sequence < last;
}

void MarkerCache::snapshot(Done done) {
  std::shared_ptr<const MarkerSnapshot> now;
  const auto commits = storage_.commits();
  if (commits) {
    const std::lock_guard lock(mutex_);
    if (current_at_ == commits) now = snapshot_;
  }
  if (now) return done(now);
  storage_.read([&](storage::Reader& reader) {
    const auto last = reader.last_sequence();
    const std::lock_guard lock(mutex_);
    if (is_good_enough(reader, last)) now = snapshot_;
    if (snapshot_->sequence == last) current_at_ = commits;
  });
  if (now) return done(now);
  const std::lock_guard lock(mutex_);
  waiting_.push_back(std::move(done));
  asked_.notify_one();
}

std::optional<MarkerCell> MarkerCache::cell(const std::string& name) {
  const std::lock_guard lock(mutex_);
  const auto found = kept_.find(name);
  return found == kept_.end() ? std::nullopt : std::optional(found->second.cell);
}

void MarkerCache::build_when_asked() {
  for (;;) {
    std::vector<Done> waiting;
    {
      std::unique_lock lock(mutex_);
      asked_.wait(lock, [this] { return is_closed_ || !waiting_.empty(); });
      if (is_closed_) return;
      waiting.swap(waiting_);
    }
    try {
      build();
    } catch (const std::exception&
                 error) {  // the manifest before is still true, and completed by the changes
      tell_(Level::error, "markers", error.what());
    }
    std::shared_ptr<const MarkerSnapshot> now;
    {
      const std::lock_guard lock(mutex_);
      now = snapshot_;
    }
    for (const auto& done : waiting) done(now);
  }
}

void MarkerCache::build() {
  auto snapshot = std::make_shared<MarkerSnapshot>();
  std::vector<model::Marker> places, actions;
  bool has_new_places = false;
  storage_.read([&](storage::Reader& reader) {
    snapshot->sequence = reader.last_sequence();
    has_new_places = places_sequence_ < reader.last_reload_sequence() || places_sequence_ < 0;
    if (has_new_places) places = reader.place_markers();
    actions = reader.action_markers({clock_().unix_ms - kActionShown_ms});
  });
  if (has_new_places)
    place_cells_ = split_into_cells(std::move(places), wire::kMarkersPerCell, "0");
  places_sequence_ = snapshot->sequence;
  auto cells = place_cells_;
  for (auto& cell : split_into_cells(std::move(actions), wire::kMarkersPerCell, "1"))
    cells.push_back(std::move(cell));

  wire::MarkerManifest manifest{1, snapshot->sequence, {}};
  for (const auto& cell : cells)
    manifest.cells.push_back({"/api/v1/markers/" + cell.name + ".bin", cell.count});
  snapshot->manifest = wire::to_json(manifest);
  snapshot->tag = hash_hex(snapshot->manifest);

  const std::lock_guard lock(mutex_);
  keep(cells);
  snapshot_ = std::move(snapshot);
  current_at_.reset();
  built_ = clock_();
}

// Cells of recent manifests stay for clients that are still reading them.
void MarkerCache::keep(const std::vector<MarkerCell>& cells) {
  const auto now = clock_();
  for (const auto& cell : cells) kept_[cell.name] = {cell, now};
  std::erase_if(kept_, [&](const auto& entry) {
    return now.unix_ms - entry.second.last_listed.unix_ms > kOldCellLife_ms;
  });
}

}  // namespace server
