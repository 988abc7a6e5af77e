// Which points of a map are drawn as one.
//
// The world is cut into cells of 64 px, and the points of a cell are never parted. A cell stands
// for itself unless a heavier cell that stands for itself has its mean place within 60 px: then it
// joins the heaviest of those. That is the result of taking the cells heaviest first, each with
// what is still free round it, but it can be found for a few cells without the rest of the world:
// only heavier neighbours need to be asked, and theirs. So what is found does not depend on what is
// in view, and panning changes nothing.
#pragma once
#include <bit>
#include <cstdint>
#include <span>
#include <vector>

#include "core/geo/cell_grid.hpp"
#include "core/geo/map_view.hpp"

namespace geo {

class PointIndex;

// Sizes on screen, at 256 px a tile.
inline constexpr int kCellsPerTile = 4;  // along a side: 64 px
inline constexpr int kMergeRadius_px = 60;
// From here to the next zoom level points are merged; above, only those that share a place.
inline constexpr int kMergeMaxZoom = 16;

// The level of the quadtree whose cells are 64 px at that zoom level.
constexpr int cell_level(int zoom) { return zoom + 2; }

// How heavy a cell with so many points is, more than 0: first by their number, then by well-mixed
// bits of its column and row ("lowbias32", Wellons 2018; it is reversible, so two cells near each
// other always differ). Were ties broken by the place itself, rows of equal cells would have to be
// asked one after the other.
std::uint64_t cell_weight(std::uint32_t count, std::uint32_t column, std::uint32_t row);

// Cells of one level. Columns beyond the world's edges go on round it; rows beyond are empty.
struct CellRect {
  std::int32_t column = 0, row = 0, columns = 0, rows = 0;
  CellRect widened(std::int32_t by) const {
    return {column - by, row - by, columns + 2 * by, rows + 2 * by};
  }
};

struct PointCluster {
  WorldPoint at;            // the mean of its points
  std::uint32_t count = 0;  // of points
  std::uint32_t id = 0;     // of its point where it has only one
  // The corner of the cell that stands for it: with the zoom level its name, which stays while the
  // map pans and is the same in another session. Where only points of one place are merged (zoom
  // levels above kMergeMaxZoom) it is that place.
  WorldPoint cell;
  bool operator==(const PointCluster&) const = default;
};

// Kept between uses for its memory.
class ClusterGrid {
 public:
  // Decides for the cells of `rect` at a zoom level from 0 to kMergeMaxZoom, and for those round it
  // that join them. O(cells of rect) and what the index does not yet know.
  void load(PointIndex& index, int zoom, const CellRect& rect);

  // The cells of `rect` and round it that are drawn at `cell` (of rect, which stands for itself):
  // at most nine. None if it doesn't.
  std::vector<Quad> members(WorldPoint cell) const;
  // Whether all these cells, of the rect, are drawn as one.
  bool are_one(std::span<const Quad> cells) const;
  // Whether there is a point in a cell of the rect.
  bool is_empty(const Quad& cell) const { return weight_[index_of(cell.corner)] == 0; }
  // Appends the clusters whose cell is in `part` of the rect.
  void append_clusters(const CellRect& part, std::vector<PointCluster>& clusters) const;

 private:
  using Index = std::uint32_t;  // of a cell of the window
  static constexpr Index kUndecided = UINT32_MAX, kOnEdge = UINT32_MAX - 1;

  void clear();
  void fill(PointIndex& index);
  void weigh();
  bool decide(const CellRect& part);
  void merge(const CellRect& part);
  // Calls use(cell) for those of a part of the window that are not empty.
  template <class Use>
  void each_in(const CellRect& part, Use&& use) const {
    for (const Index cell : touched_) {
      const auto column = static_cast<std::int32_t>(cell & (stride_ - 1)) + window_.column;
      const auto row = static_cast<std::int32_t>(cell >> std::countr_zero(stride_)) + window_.row;
      if (column >= part.column && column < part.column + part.columns && row >= part.row &&
          row < part.row + part.rows) {
        use(cell);
      }
    }
  }
  Index owner(Index cell);
  bool are_near(Index a, Index b) const;
  Index index_at(std::int32_t column, std::int32_t row) const {
    return static_cast<Index>(row - window_.row) * stride_ +
           static_cast<Index>(column - window_.column);
  }
  Index index_of(WorldPoint corner) const;
  WorldPoint corner_of(std::int32_t column, std::int32_t row) const;

  int zoom_ = 0;
  std::int64_t radius_squared_ = 0;  // in units
  CellRect rect_, window_;           // the window has the cells that must be known to decide
  Index stride_ = 1;                 // cells from one row to the next: a power of two
  std::vector<Index> touched_;  // the cells that are not empty; the rest of the columns below is 0
  std::vector<GridCell> cells_;
  std::vector<std::uint64_t> weight_;  // no two near cells weigh the same; 0 where nothing is
  std::vector<WorldPoint> mean_;
  std::vector<Index> owner_;  // the cell that it is drawn at
  bool is_known_ = true;      // no cell beyond the window had to be asked
};

}  // namespace geo
