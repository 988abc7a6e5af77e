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

// How heavy a cell with so many points is, more than 0: first by the binary digits of their number,
// then by well-mixed bits of its column and row ("lowbias32", Wellons 2018), last by the column and
// row themselves, so that neighbours always differ. Were it the number itself, or ties broken by
// the place alone, then on a slope or a plain rows of cells would have to be asked one after the
// other; so a chain of ever heavier ones is short.
std::uint32_t cell_weight(std::uint32_t count, std::uint32_t column, std::uint32_t row);

// Cells of one level. Columns beyond the world's edges go on round it; rows beyond are empty.
struct CellRect {
  std::int32_t column = 0, row = 0, columns = 0, rows = 0;
  CellRect widened(std::int32_t by) const {
    return {column - by, row - by, columns + 2 * by, rows + 2 * by};
  }
  bool holds(const CellRect& part) const {
    return part.column >= column && part.column + part.columns <= column + columns &&
           part.row >= row && part.row + part.rows <= row + rows;
  }
  bool holds(std::int32_t a_column, std::int32_t a_row) const {
    return a_column >= column && a_column < column + columns && a_row >= row && a_row < row + rows;
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
  // Calls use(cluster) for the clusters whose cell is in `part` of the rect, in Morton order.
  template <class Use>
  void each_cluster(const CellRect& part, Use&& use) const {
    for (const Index cell : joining_) {
      if (owner_[cell] == cell && part.holds(column_of(cell), row_of(cell))) use(cluster_at(cell));
    }
  }

  // Which of the quarters of `cells`, cells of zoom - 1 next to each other, have points, and
  // whether all of those are drawn as one at the zoom level. Valid until the next call. O(cells)
  // and what the index does not yet know.
  struct Quarters {
    std::span<const Quad> cells;
    bool are_one = true;
  };
  Quarters quarters(PointIndex& index, int zoom, std::span<const Quad> cells);

 private:
  using Index = std::uint32_t;  // of a cell of the window
  static constexpr Index kUndecided = UINT32_MAX, kUnknown = UINT32_MAX - 1;

  // Looks at the cells of `rect` and some round them, and at more of these until decide() is true.
  template <class Decide>
  void decide(PointIndex& index, int zoom, const CellRect& rect, std::int32_t margin,
              Decide&& decide);
  void clear(const CellRect& window);
  void widen(PointIndex& index, const CellRect& wider);
  void fill(PointIndex& index, const CellRect& part);
  void weigh(std::span<const Index> cells);
  bool is_inside(Index cell);
  Index owner(Index cell);  // kUnknown where a cell at the edge would have to be asked
  unsigned heavier_near(Index cell) const;
  PointCluster cluster_at(Index cell) const;
  std::int32_t column_of(Index cell) const {
    return static_cast<std::int32_t>(cell & (stride_ - 1)) + window_.column;
  }
  std::int32_t row_of(Index cell) const {
    return static_cast<std::int32_t>(cell >> std::countr_zero(stride_)) + window_.row;
  }
  Index index_at(std::int32_t column, std::int32_t row) const {
    return static_cast<Index>(row - window_.row) * stride_ +
           static_cast<Index>(column - window_.column);
  }
  Index index_of(const CellRect& rect, WorldPoint corner) const;
  WorldPoint corner_of(Index cell) const;

  int zoom_ = 0;
  std::int64_t radius_squared_ = 0;  // in units
  CellRect rect_;                    // what is decided
  CellRect window_, known_;          // what there is room for, and the part of it that is looked at
  struct Sides {
    std::int32_t west = 0, north = 0, east = 0, south = 0;
  } asked_;           // so many more cells must be known there
  Index stride_ = 1;  // cells from one row to the next: a power of two
  std::span<const Index> touched() const { return {touched_.data(), touched_count_}; }
  std::vector<Index> touched_;  // the cells that have points, and room for all
  Index touched_count_ = 0;
  std::vector<Index> joining_;  // those whose owner is asked
  std::vector<Quad> quarters_;
  // Of each cell; of one without points only the weight, 0, means anything. After the last cell
  // there are some more, since four are read at once.
  std::vector<GridCell> cells_;
  std::vector<std::uint32_t> weight_, mean_x_, mean_y_;
  std::vector<Index>
      owner_;  // the cell that it is drawn at; unknown where one beyond the window says
};

}  // namespace geo
