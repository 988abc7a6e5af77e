// Every point of the map, filtered and clustered while it is looked at: nothing is made beforehand
// for a zoom or a filter, so either may change at any frame, and so may the points.
//
// docs/performance.md explains it with pictures. Costs are of n points; "what is not yet known" are
// sums of chunks (at most 1024 points each) that no earlier question needed since the filter or the
// points changed.
#pragma once
#include <array>
#include <cstdint>
#include <span>
#include <vector>

#include "core/geo/cluster_grid.hpp"
#include "core/geo/map_view.hpp"
#include "core/geo/point_index.hpp"

namespace geo {

class Engine {
 public:
  std::uint32_t size() const { return points_.size(); }
  std::size_t bytes() const {
    return points_.bytes() + tiles_.size() * (sizeof(Tile) + sizeof(TileName));
  }

  // Adds points. Many at once are faster, and fastest in Morton order; hand a large set over in
  // slices where memory is short (32 bytes a point of the slice are needed for the while).
  void add(std::span<const IndexPoint> points);
  // Takes a point out, or puts `changed` in its place. False, and nothing done, where there is no
  // point of that id at that place. O(log n), and at most a few chunks are written anew: there is
  // nothing to compact later.
  bool remove(WorldPoint at, std::uint32_t id);
  bool update(WorldPoint at, std::uint32_t id, const IndexPoint& changed);
  // Whether the point is open at the instant that is looked at, for PointFilter::only_open. False,
  // and nothing done, where there is no such point. O(log n).
  bool set_open(WorldPoint at, std::uint32_t id, bool open);

  // What is shown from now on. O(1): what it means is found when it is looked at.
  void set_filter(const PointFilter& filter);
  const PointFilter& filter() const { return points_.filter(); }
  // How many pass, in the whole world.
  std::uint32_t count() { return points_.count(); }
  // How many of them are in the view. O(log n + its edges) and what is not yet known.
  std::uint32_t count(const MapView& view);

  // Clusters and single points whose place is in the view. Up to zoom level kMergeMaxZoom no two
  // cells whose means are within 60 px of a heavier one stand apart; above, points at one place are
  // one. Each point that passes is in one cluster of the zoom level, whatever the views; a cluster
  // is the same in every view that has it. Valid until the next call. O(tiles in view) for tiles
  // seen since the last change, otherwise O(their cells) and what is not yet known.
  std::span<const PointCluster> view(const MapView& view);
  // Makes some of what will be looked at next if the map is panned by half a screen or zoomed by a
  // step, while there is time. Whether there was anything left to do; each call takes well below a
  // millisecond.
  bool prepare(const MapView& view);
  // Makes the next views find their tiles again, as after a change: to measure that. O(1).
  void forget_tiles() { ++version_; }
  // Those whose cell is in the tile (x and y below 2^zoom, zoom at most kMergeMaxZoom).
  std::span<const PointCluster> tile(int zoom, std::uint32_t x, std::uint32_t y);

  // The ids of a cluster's points in Morton order, `limit` of them after the first `offset`. Empty
  // where `cell` does not name a cluster of that zoom level. O(offset + limit).
  std::vector<std::uint32_t> leaves(int zoom, WorldPoint cell, std::uint32_t offset,
                                    std::uint32_t limit);
  // The lowest zoom level, above `zoom`, at which the cluster's points are no longer one, and
  // kMergeMaxZoom + 1 at most: what is still one there shares a place. `cell` names a cluster. O(1)
  // where the tile below it is known, as it is when the view was prepared; otherwise at most
  // kMergeMaxZoom - zoom small grids.
  int expansion_zoom(int zoom, WorldPoint cell);
  // How many of a cluster's points are of each category. O(points of the cluster).
  std::array<std::uint32_t, 256> categories(int zoom, WorldPoint cell);

  // The cells that a cluster has the points of, at most nine. O(1).
  std::vector<Quad> members(int zoom, WorldPoint cell);

  // Points that pass, nearest first, at most `count`, within `radius_m` on the sphere of
  // distance_m; points as near as each other by their ids. O(log n + points looked at), mostly a
  // few times `count`.
  std::vector<Near> nearest(model::Position from, std::uint32_t count, double radius_m);
  // The same of the points in a view, however far.
  std::vector<Near> nearest(model::Position from, std::uint32_t count, const MapView& view);
  // For each category how many points in the view pass the other parts of the filter. O(points in
  // view).
  std::array<std::uint32_t, 256> facets(const MapView& view);

 private:
  struct TileName {
    std::uint32_t version = 0;  // of the points and the filter; 0 for a place never filled
    int zoom = 0;
    std::uint32_t x = 0, y = 0;
    bool operator==(const TileName&) const = default;
  };
  struct Tile {
    std::uint32_t size = 0;
    std::array<PointCluster, kCellsPerTile * kCellsPerTile> clusters;
    std::span<const PointCluster> all() const { return {clusters.data(), size}; }
  };
  struct TileRect {  // columns may be beyond the world's edges
    std::int32_t x = 0, y = 0, columns = 0, rows = 0;
    bool operator==(const TileRect&) const = default;
  };
  static std::size_t place_of_tile(int zoom, std::uint32_t x, std::uint32_t y);
  Tile& tile_at(int zoom, std::uint32_t x, std::uint32_t y);
  bool is_known(int zoom, std::int32_t x, std::int32_t y);
  TileRect unknown(int zoom, const TileRect& tiles);
  void make_tiles(int zoom, const TileRect& tiles);
  bool is_empty(int zoom, const TileRect& tiles);
  void view_tiles(const MapWindow& window, int zoom);
  void view_cells(const MapWindow& window, int zoom, const CellRect& cells);
  void view_part(const MapWindow& window, int zoom, const TileRect& tiles);
  void view_block(const MapWindow& window, int zoom, const TileRect& tiles);
  CellRect cells_of(const MapWindow& window, int zoom) const;
  static TileRect tiles_of(const CellRect& cells, int zoom);
  void view_places(const MapWindow& window);
  bool splits_at_next_zoom(int zoom, WorldPoint cell);
  double first_reach_m(model::Position from, std::uint32_t count);

  PointIndex points_;
  ClusterGrid grid_;
  std::uint32_t version_ = 1;
  std::uint32_t made_version_ = 0;    // when a tile was last made
  std::uint32_t looked_version_ = 0;  // when a view was last asked for, and at which zoom level
  int looked_zoom_ = 0;
  // A cache: each tile has one place. The names apart, since many are looked at for a view.
  std::vector<TileName> tile_names_;
  std::vector<Tile> tiles_;
  std::vector<PointCluster> found_;  // of the last view
};

}  // namespace geo
