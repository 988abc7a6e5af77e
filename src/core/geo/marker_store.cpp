#include "core/geo/marker_store.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

namespace geo {
namespace {

int level_of(double zoom) { return static_cast<int>(std::clamp(std::floor(zoom), 0.0, 22.0)); }

MapView map_view(const View& view, int padding_px) {
  MapView box{project({view.north_deg, view.west_deg}), project({view.south_deg, view.east_deg}),
              level_of(view.zoom), padding_px};
  if (view.east_deg - view.west_deg >= 360) {
    box.north_west.x = 0;
    box.south_east.x = UINT32_MAX;
  }
  return box;
}

IndexPoint point_of(const model::Marker& marker, MarkerIndex index) {
  IndexPoint point;
  point.at = project(marker.at);
  point.id = index;
  point.category = marker.kind.code;
  point.tags = model::tags_of(*marker.facts);
  point.open = false;  // until it is told
  return point;
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

std::uint64_t identity_of_cell(int zoom, WorldPoint cell) {
  return mixed(morton(cell) + mixed(static_cast<std::uint64_t>(zoom) + 1));
}

}  // namespace

void MarkerStore::clear() { *this = MarkerStore{}; }

void MarkerStore::put(model::Marker marker) {
  const auto [known, is_new] =
      by_id_.try_emplace(marker.id, static_cast<MarkerIndex>(markers_.size()));
  const MarkerIndex index = known->second;
  if (is_new) {
    markers_.push_back(std::move(marker));
  } else {
    take_out(index);
    markers_[index] = std::move(marker);
  }
  arrived_.push_back(index);
  put_.push_back(index);
}

void MarkerStore::erase(const base::Uuid& id) {
  const auto known = by_id_.find(id);
  if (known == by_id_.end()) return;
  take_out(known->second);
  markers_[known->second] = {};  // gives the texts' memory back
  by_id_.erase(known);
}

std::optional<MarkerIndex> MarkerStore::find(const base::Uuid& id) const {
  const auto known = by_id_.find(id);
  return known == by_id_.end() ? std::nullopt : std::optional(known->second);
}

void MarkerStore::index_arrived() {
  std::vector<IndexPoint> points, people;
  points.reserve(arrived_.size());
  for (const MarkerIndex index : arrived_) {
    points.push_back(point_of(markers_[index], index));
    if (!markers_[index].kind.is_place()) people.push_back(points.back());
  }
  if (!points.empty()) points_.add(points);
  people_.add(people);
  arrived_.clear();
}

void MarkerStore::take_out(MarkerIndex index) {
  index_arrived();
  forget_opening(index);
  const WorldPoint at = project(markers_[index].at);
  points_.remove(at, index);
  if (!markers_[index].kind.is_place()) people_.remove(at, index);
}

void MarkerStore::look_through(const MarkerFilter& filter) {
  index_arrived();
  PointFilter wanted;
  wanted.categories = filter.kinds;
  wanted.required_tags = filter.tags;
  wanted.only_open = filter.only_open;
  if (points_.filter() == wanted) return;
  points_.set_filter(wanted);
  people_.set_filter(wanted);
  wanted.only_open = false;
  unknown_.set_filter(wanted);
}

std::vector<MarkerIndex> MarkerStore::take_arrived() {
  std::vector<MarkerIndex> arrived;
  for (const MarkerIndex index : std::exchange(put_, {}))
    if (find(markers_[index].id) == index) arrived.push_back(index);
  return arrived;
}

void MarkerStore::forget_opening(MarkerIndex index) {
  if (are_unknown_.erase(index) > 0) unknown_.remove(project(markers_[index].at), index);
}

void MarkerStore::set_opening(std::span<const Told> told) {
  index_arrived();
  std::vector<IndexPoint> unknown;
  for (const auto& [index, opening] : told) {
    const WorldPoint at = project(markers_[index].at);
    if (!points_.set_open(at, index, opening == Opening::open)) continue;  // erased meanwhile
    if (opening != Opening::unknown)
      forget_opening(index);
    else if (are_unknown_.insert(index).second)
      unknown.push_back(point_of(markers_[index], index));
  }
  unknown_.add(unknown);
}

std::size_t MarkerStore::unknown_opening(const View& view, const MarkerFilter& filter) {
  look_through(filter);
  std::size_t count = 0;
  MapWindow(map_view(view, 0)).each_box([&](const WorldBox& box) { count += unknown_.count(box); });
  return count;
}

std::array<std::uint32_t, 256> MarkerStore::facets(const View& view, const MarkerFilter& filter) {
  look_through(filter);
  return points_.facets(map_view(view, 0));
}

std::vector<Cluster> MarkerStore::clusters(const View& view, const MarkerFilter& filter) {
  look_through(filter);
  const MapView box = map_view(view, kViewPadding_px);
  const auto found = points_.view(box);
  std::vector<PointCluster> sorted(found.begin(), found.end());
  std::sort(sorted.begin(), sorted.end(), [](const PointCluster& a, const PointCluster& b) {
    return morton(a.cell) < morton(b.cell);
  });
  std::vector<Cluster> clusters;
  clusters.reserve(sorted.size());
  for (const PointCluster& each : sorted) {
    clusters.push_back(each.count == 1 ? alone(each.id)
                                       : Cluster{unproject(each.at), each.count,
                                                 people_in(box.zoom, each.cell), 0, box.zoom,
                                                 each.cell, identity_of_cell(box.zoom, each.cell)});
  }
  return clusters;
}

std::uint32_t MarkerStore::people_in(int zoom, WorldPoint cell) {
  if (people_.size() == 0) return 0;
  std::uint32_t people = 0;
  for (const Quad& member : points_.members(zoom, cell)) people += people_.count(box_of(member));
  return people;
}

std::vector<std::optional<std::size_t>> MarkerStore::clusters_of(
    std::span<const MarkerIndex> markers, std::span<const Cluster> clusters,
    const MarkerFilter& filter) {
  look_through(filter);
  std::vector<std::optional<std::size_t>> of(markers.size());
  for (std::size_t c = 0; c < clusters.size(); ++c) {
    const Cluster& cluster = clusters[c];
    const auto quads =
        cluster.count > 1 ? points_.members(cluster.zoom, cluster.cell) : std::vector<Quad>{};
    const auto holds = [&](MarkerIndex index) {
      if (cluster.count == 1) return cluster.marker == index;
      return std::ranges::any_of(quads, [at = project(markers_[index].at)](const Quad& quad) {
        return box_of(quad).holds(at);
      });
    };
    for (std::size_t m = 0; m < markers.size(); ++m)
      if (!of[m] && holds(markers[m])) of[m] = c;
  }
  return of;
}

bool MarkerStore::prepare(const View& view, const MarkerFilter& filter) {
  look_through(filter);
  return points_.prepare(map_view(view, kViewPadding_px));
}

Cluster MarkerStore::alone(MarkerIndex index) const {
  const model::Marker& marker = markers_[index];
  return {marker.at, 1,  marker.kind.is_place() ? 0u : 1u, index,
          0,         {}, identity_of_point(marker.id)};
}

MarkerStore::Nearby MarkerStore::nearest(const View& view, const MarkerFilter& filter,
                                         model::Position from, std::size_t limit) {
  look_through(filter);
  const MapView box = map_view(view, 0);
  Nearby nearby;
  nearby.total = points_.count(box);
  const auto wanted = static_cast<std::uint32_t>(std::min(limit, nearby.total));
  for (const Near& near : points_.nearest(from, wanted, box)) nearby.nearest.push_back(near.id);
  return nearby;
}

int MarkerStore::expansion_zoom(const Cluster& cluster, const MarkerFilter& filter) {
  look_through(filter);
  return points_.expansion_zoom(cluster.zoom, cluster.cell);
}

}  // namespace geo
