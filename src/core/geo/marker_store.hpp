// All markers in memory: filtered and clustered for a view of the map. The interface the fast
// engine will fill; this first version clusters by a plain grid pass at each call.
#pragma once
#include <bitset>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <unordered_map>
#include <vector>

#include "core/geo/mercator.hpp"
#include "core/model/marker.hpp"

namespace geo {

// Which kinds of markers are wanted, by MarkerKind::code. All by default.
struct MarkerFilter {
  std::bitset<256> kinds = std::bitset<256>{}.set();
  bool operator==(const MarkerFilter&) const = default;
};

// A view of the map: a box that may cross the antimeridian (west > east, or a longitude beyond 180
// as maps that scroll round the world give it; 360 degrees or more are the whole world), and a zoom
// level in [0, 22]. All numbers are finite.
struct View {
  double south_deg = -90, west_deg = -180, north_deg = 90, east_deg = 180;
  double zoom = 0;
  bool operator==(const View&) const = default;
};

// Valid until its marker is erased or the store cleared; never given again.
using MarkerIndex = std::uint32_t;

struct Cluster {
  // Of one point: the point itself. Of several: their mean, moved inward in its cell so that no two
  // clusters are nearer than 48 px.
  model::Position at;
  std::uint32_t count = 1;   // points in it
  std::uint32_t people = 0;  // those of them that are actions; the rest are places
  MarkerIndex first = 0;     // a point of it; the point itself when count is 1
  // Stable while the map pans at one zoom and the filter stays, and distinct within a view. A
  // single point keeps its own through every zoom, so that what has the focus keeps it.
  std::uint64_t identity = 0;
  bool operator==(const Cluster&) const = default;
};

class MarkerStore {
 public:
  void clear();
  // Adds a marker, or replaces the one with the same id. O(1).
  void put(model::Marker marker);
  void erase(const base::Uuid& id);  // unknown ids are ignored
  std::size_t size() const { return by_id_.size(); }

  const model::Marker& marker(MarkerIndex index) const { return markers_[index]; }
  std::optional<MarkerIndex> find(const base::Uuid& id) const;

  // Clusters and single points that pass `filter` in `view`. The world is cut into cells of 64 px
  // (at 256-px tiles) of the zoom level floor(zoom); the points of a cell are one cluster. So
  // panning changes no identity and no count, a cluster splits only into clusters of the next
  // level, and every point is in exactly one. A cell that is partly in view counts whole: its
  // cluster may lie outside the view. At zoom >= 17 only points at the very same place are merged,
  // and only those in the view (edges included) are given. In Morton order of the cells, whatever
  // the view. O(n + m log m), m in view.
  std::vector<Cluster> clusters(const View& view, const MarkerFilter& filter) const;

  // A marker as the single point that `clusters` would give, were it not merged with others.
  Cluster alone(MarkerIndex index) const;

  // Points of `view` that pass `filter`, nearest to `from` first, at most `limit`; `total` counts
  // all of them (edges of the view included, clipped to the mercator square). O(n + limit log
  // limit).
  struct Nearby {
    std::vector<MarkerIndex> nearest;
    std::size_t total = 0;
  };
  Nearby nearest(const View& view, const MarkerFilter& filter, model::Position from,
                 std::size_t limit) const;

  // The points merged in a cluster that `clusters` gave at `zoom` under `filter`, and the lowest
  // zoom level at which they are no longer one (18 where they never split: one point, or all at one
  // place). O(n).
  std::vector<MarkerIndex> leaves(const Cluster& cluster, double zoom,
                                  const MarkerFilter& filter) const;
  double expansion_zoom(const Cluster& cluster, double zoom, const MarkerFilter& filter) const;

 private:
  bool passes(MarkerIndex index, const MarkerFilter& filter) const {
    return live_[index] && filter.kinds[kinds_[index].code];
  }

  std::vector<model::Marker> markers_;
  // What a pass over all markers looks at, in columns of its own.
  std::vector<WorldPoint> points_;
  std::vector<model::MarkerKind> kinds_;
  std::vector<bool> live_;
  std::unordered_map<base::Uuid, MarkerIndex> by_id_;
};

}  // namespace geo
