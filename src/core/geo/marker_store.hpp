// All markers in memory: what the map and the list show of them, found by the spatial engine.
#pragma once
#include <array>
#include <bitset>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <unordered_map>
#include <unordered_set>
#include <utility>
#include <vector>

#include "core/geo/engine.hpp"
#include "core/model/marker.hpp"

namespace geo {

// Which markers are wanted. All by default.
struct MarkerFilter {
  std::bitset<256> kinds = std::bitset<256>{}.set();  // by MarkerKind::code
  model::PlaceTags tags = 0;                          // places that have all of these
  bool only_open = false;  // places that were last said to be: MarkerStore::set_opening
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

enum class Opening : std::uint8_t { closed, open, unknown };

// Valid until its marker is erased or the store cleared; never given again.
using MarkerIndex = std::uint32_t;

struct Cluster {
  model::Position at;        // of one point: the point itself; of several: their mean
  std::uint32_t count = 1;   // points in it
  std::uint32_t people = 0;  // those of them that are actions; the rest are places
  MarkerIndex marker = 0;    // the point, where count is 1
  int zoom = 0;              // of several: the zoom level at which they are one,
  WorldPoint cell;           // and their name there: PointCluster::cell
  // Stable while the map pans at one zoom level, and distinct within a view. A single point keeps
  // its own through every zoom, so that what has the focus keeps it.
  std::uint64_t identity = 0;
  bool operator==(const Cluster&) const = default;
};

// What is asked of it is found by then and kept for the next question: hence not const.
class MarkerStore {
 public:
  void clear();
  // Adds a marker, or replaces the one with the same id, which keeps its index. New ones go into
  // the engine together, when it is next needed: see Engine::add.
  void put(model::Marker marker);
  void erase(const base::Uuid& id);  // unknown ids are ignored. O(log n)
  std::size_t size() const { return by_id_.size(); }

  const model::Marker& marker(MarkerIndex index) const { return markers_[index]; }
  std::optional<MarkerIndex> find(const base::Uuid& id) const;

  // Those put since this was last asked, and not erased since, each at least once.
  std::vector<MarkerIndex> take_arrived();
  // Whether places are open at the instant that is looked at. What is not told since it was put is
  // not, nor any action; what was erased is ignored. O(log n) each.
  using Told = std::pair<MarkerIndex, Opening>;
  void set_opening(std::span<const Told> told);
  // How many of the view pass `filter` but for being open, and are not known to be closed. What
  // is asked of it lasts, as of `clusters`.
  std::size_t unknown_opening(const View& view, const MarkerFilter& filter);
  // For each kind how many in the view pass the other parts of the filter. O(points in view).
  std::array<std::uint32_t, 256> facets(const View& view, const MarkerFilter& filter);

  // Clusters and single points that pass `filter`, whose place is in `view` or at most
  // kViewPadding_px beyond its edges: Engine::view at the zoom level floor(zoom), in Morton order
  // of their cells.
  static constexpr int kViewPadding_px = 160;
  std::vector<Cluster> clusters(const View& view, const MarkerFilter& filter);
  // Finds some of what will be looked at if the map moves from there: Engine::prepare.
  bool prepare(const View& view, const MarkerFilter& filter);

  // Of each of `markers` which of `clusters` it is in, which the function of that name gave under
  // `filter`; none where it is in none of them. O(markers * clusters).
  std::vector<std::optional<std::size_t>> clusters_of(std::span<const MarkerIndex> markers,
                                                      std::span<const Cluster> clusters,
                                                      const MarkerFilter& filter);

  // A marker as the single point that `clusters` would give, were it not merged with others.
  Cluster alone(MarkerIndex index) const;

  // Points of `view` that pass `filter`, nearest to `from` first, at most `limit`; `total` counts
  // all of them (edges of the view included, clipped to the mercator square). O(log n + points
  // looked at), mostly a few times `limit`.
  struct Nearby {
    std::vector<MarkerIndex> nearest;
    std::size_t total = 0;
  };
  Nearby nearest(const View& view, const MarkerFilter& filter, model::Position from,
                 std::size_t limit);

  // The lowest zoom level at which a cluster of several points, which `clusters` gave under
  // `filter`, is no longer one: Engine::expansion_zoom.
  int expansion_zoom(const Cluster& cluster, const MarkerFilter& filter);

 private:
  void index_arrived();
  void take_out(MarkerIndex index);
  void look_through(const MarkerFilter& filter);
  std::uint32_t people_in(int zoom, WorldPoint cell);
  void forget_opening(MarkerIndex index);

  std::vector<model::Marker> markers_;
  std::unordered_map<base::Uuid, MarkerIndex> by_id_;
  std::vector<MarkerIndex> arrived_;  // and not yet among the points
  Engine points_;                     // the id of a point is its MarkerIndex
  PointIndex people_;                 // those that are actions, to count them in a cluster
  std::vector<MarkerIndex> put_;      // since take_arrived()
  PointIndex unknown_;                // those whose opening was said to be unknown, and which they
  std::unordered_set<MarkerIndex> are_unknown_;  // are
};

}  // namespace geo
