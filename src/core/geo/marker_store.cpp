#include "core/geo/marker_store.hpp"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <utility>

namespace geo {
namespace {

// Cells are 64 px, a power of two, so that a level's cells are exactly four of the next one's:
// clusters split and never swap points between zooms. A tile of 256 px is 2^(32 - level) units, a
// quarter of it 2^(30 - level).
constexpr int kExactLevel = 17;  // from here on a cell is a single unit of the world
constexpr int kNeverSplits = 18;

int level_of(double zoom) {
  return static_cast<int>(std::clamp(std::floor(zoom), 0.0, static_cast<double>(kExactLevel)));
}

int cell_shift(int level) { return level >= kExactLevel ? 0 : 30 - level; }

// The number of the cell that holds the point, unique within its level; near cells have near
// numbers.
std::uint64_t cell_of(WorldPoint point, int shift) {
  return morton({point.x >> shift, point.y >> shift});
}

// Well-mixed bits (the finalizer of splitmix64, Steele et al. 2014), so that identities of cells
// and of points can't be mistaken for one another.
std::uint64_t mixed(std::uint64_t bits) {
  bits = (bits ^ bits >> 30) * 0xBF58476D1CE4E5B9;
  bits = (bits ^ bits >> 27) * 0x94D049BB133111EB;
  return bits ^ bits >> 31;
}

std::uint64_t identity_of_point(const base::Uuid& id) {
  std::uint64_t high = 0, low = 0;
  for (std::size_t i = 0; i < 8; ++i) {
    high = high << 8 | id.bytes[i];
    low = low << 8 | id.bytes[i + 8];
  }
  return mixed(high ^ mixed(low));
}

std::uint64_t identity_of_cell(int level, std::uint64_t cell) {
  return mixed(cell + mixed(static_cast<std::uint64_t>(level) + 1));
}

// The part of the world that a view shows, widened to whole cells of 1 << shift units. Columns are
// counted eastward from the western edge with wrapping arithmetic, so the antimeridian is nothing
// special.
class Window {
 public:
  Window(const View& view, int shift) {
    const WorldPoint north_west = project({view.north_deg, view.west_deg});
    const WorldPoint south_east = project({view.south_deg, view.east_deg});
    const std::uint32_t inside_cell = (1u << shift) - 1;
    west_ = north_west.x & ~inside_cell;
    const std::uint32_t width = south_east.x - north_west.x;
    last_column_ = (std::uint64_t{width} + (north_west.x & inside_cell)) | inside_cell;
    if (view.east_deg - view.west_deg >= 360) last_column_ = UINT32_MAX;
    first_row_ = north_west.y & ~inside_cell;
    last_row_ = south_east.y | inside_cell;
  }
  bool holds(WorldPoint point) const {
    return point.y >= first_row_ && point.y <= last_row_ && point.x - west_ <= last_column_;
  }

 private:
  std::uint32_t west_ = 0, first_row_ = 0, last_row_ = 0;
  std::uint64_t last_column_ = 0;  // relative to west_
};

struct Entry {  // a point and its cell
  std::uint64_t cell;
  MarkerIndex index;
  auto operator<=>(const Entry&) const = default;
};

// Where a cluster is drawn: the mean of its points, kept three eighths of the cell's side from its
// edges, so that two clusters are never nearer than 48 px and can be told apart and touched. In
// whole units: sums of integers are the same in whatever order they are made.
WorldPoint place_of(std::span<const Entry> cell, int shift, const std::vector<WorldPoint>& points) {
  std::uint64_t x = 0, y = 0;
  for (const auto& entry : cell) {
    x += points[entry.index].x;
    y += points[entry.index].y;
  }
  const std::uint32_t margin = (1u << shift) / 8 * 3;
  const auto kept_inside = [&](std::uint64_t mean) {
    const auto value = static_cast<std::uint32_t>(mean);
    const std::uint32_t edge = value >> shift << shift;
    return std::clamp(value, edge + margin, edge + (1u << shift) - margin);
  };
  return {kept_inside(x / cell.size()), kept_inside(y / cell.size())};
}

}  // namespace

void MarkerStore::clear() { *this = MarkerStore{}; }

void MarkerStore::put(model::Marker marker) {
  const WorldPoint point = project(marker.at);
  const auto [known, is_new] =
      by_id_.try_emplace(marker.id, static_cast<MarkerIndex>(markers_.size()));
  if (!is_new) {
    points_[known->second] = point;
    kinds_[known->second] = marker.kind;
    markers_[known->second] = std::move(marker);
    return;
  }
  kinds_.push_back(marker.kind);
  markers_.push_back(std::move(marker));
  points_.push_back(point);
  live_.push_back(true);
}

void MarkerStore::erase(const base::Uuid& id) {
  const auto known = by_id_.find(id);
  if (known == by_id_.end()) return;
  markers_[known->second] = {};  // gives the texts' memory back
  live_[known->second] = false;
  by_id_.erase(known);
}

std::optional<MarkerIndex> MarkerStore::find(const base::Uuid& id) const {
  const auto known = by_id_.find(id);
  return known == by_id_.end() ? std::nullopt : std::optional(known->second);
}

std::vector<Cluster> MarkerStore::clusters(const View& view, const MarkerFilter& filter) const {
  const int level = level_of(view.zoom);
  const int shift = cell_shift(level);
  const Window window(view, shift);

  std::vector<Entry> entries;
  for (MarkerIndex i = 0; i < points_.size(); ++i) {
    if (window.holds(points_[i]) && passes(i, filter))
      entries.push_back({cell_of(points_[i], shift), i});
  }
  std::sort(entries.begin(), entries.end());

  std::vector<Cluster> clusters;
  for (auto begin = entries.begin(); begin != entries.end();) {
    const auto end = std::find_if(begin, entries.end(),
                                  [&](const Entry& entry) { return entry.cell != begin->cell; });
    const std::span<const Entry> cell(begin, end);
    Cluster cluster = alone(begin->index);
    if (cell.size() > 1) {
      cluster.count = static_cast<std::uint32_t>(cell.size());
      cluster.people = 0;
      for (const auto& entry : cell) cluster.people += kinds_[entry.index].is_place() ? 0 : 1;
      cluster.identity = identity_of_cell(level, begin->cell);
      if (shift > 0) cluster.at = unproject(place_of(cell, shift, points_));
    }
    clusters.push_back(cluster);
    begin = end;
  }
  return clusters;
}

Cluster MarkerStore::alone(MarkerIndex index) const {
  const model::Marker& marker = markers_[index];
  return {marker.at, 1, marker.kind.is_place() ? 0u : 1u, index, identity_of_point(marker.id)};
}

MarkerStore::Nearby MarkerStore::nearest(const View& view, const MarkerFilter& filter,
                                         model::Position from, std::size_t limit) const {
  using Found = std::pair<double, MarkerIndex>;  // metres; points as near as each other keep the
                                                 // order of arrival
  const Window window(view, 0);
  std::vector<Found> found;
  for (MarkerIndex i = 0; i < points_.size(); ++i) {
    if (window.holds(points_[i]) && passes(i, filter)) {
      found.emplace_back(distance_m(from, markers_[i].at), i);
    }
  }
  Nearby nearby;
  nearby.total = found.size();
  const auto end = found.begin() + static_cast<std::ptrdiff_t>(std::min(limit, found.size()));
  std::nth_element(found.begin(), end, found.end());
  std::sort(found.begin(), end);
  for (auto it = found.begin(); it != end; ++it) nearby.nearest.push_back(it->second);
  return nearby;
}

std::vector<MarkerIndex> MarkerStore::leaves(const Cluster& cluster, double zoom,
                                             const MarkerFilter& filter) const {
  std::vector<MarkerIndex> leaves;
  if (cluster.first >= points_.size()) return leaves;
  const int shift = cell_shift(level_of(zoom));
  const std::uint64_t cell = cell_of(points_[cluster.first], shift);
  for (MarkerIndex i = 0; i < points_.size(); ++i) {
    if (cell_of(points_[i], shift) == cell && passes(i, filter)) leaves.push_back(i);
  }
  return leaves;
}

double MarkerStore::expansion_zoom(const Cluster& cluster, double zoom,
                                   const MarkerFilter& filter) const {
  const auto points = leaves(cluster, zoom, filter);
  for (int level = level_of(zoom) + 1; level <= kExactLevel; ++level) {
    const int shift = cell_shift(level);
    for (const auto index : points) {
      if (cell_of(points_[index], shift) != cell_of(points_[points.front()], shift)) return level;
    }
  }
  return kNeverSplits;
}

}  // namespace geo
