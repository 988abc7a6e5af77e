// Which points of a map are drawn as one.
//
// The world is cut into cells of 64 px, and the points of a cell are never parted. A cell stands
// for itself unless a heavier cell that stands for itself has its mean place within 60 px: then it
// joins the heaviest of those. That is the result of taking the cells heaviest first, each with
// what is still free round it, but it can be found for a few cells without the rest of the world:
// only heavier neighbours need to be asked, and theirs. So what is found does not depend on what is
// in view, and panning changes nothing. Distances between means are in whole 64ths of a pixel, so
// that they are small whole numbers and the same everywhere.
#pragma once
#include <array>
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
  bool operator==(const CellRect&) const = default;
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
  // Calls use(cluster) for the clusters whose cell is in the rect, row by row.
  template <class Use>
  void each_cluster(Use&& use) const {
    each_word(standing_, [&](Index word) {
      each_bit(standing_[word] & bits_of(rect_, word),
               [&](Index bit) { use(cluster_at(cells_[place_[word * 64 + bit]])); });
    });
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
  // A bit for each cell of the window, 64 to a word: what holds for a row is found at once.
  using Bits = std::uint64_t;
  using Board = std::vector<Bits>;
  // Of a word and the eight round it, each bit being that of the cell's neighbour: from the
  // north-western to the south-eastern, the cell itself in the middle.
  using Around = std::array<Bits, 9>;

  // Looks at the cells of `rect` and some round them, and at more of these until is_enough() says
  // true.
  template <class IsEnough>
  void decide(PointIndex& index, int zoom, const CellRect& rect, std::int32_t margin,
              IsEnough&& is_enough);
  void clear(const CellRect& window);
  void widen(PointIndex& index, const CellRect& wider);
  void fill(PointIndex& index, const CellRect& part);
  void weigh(Index first_cell);
  Around heavier_near(Index word, Bits beside) const;
  void stand();
  // Finds the owners of the cells of asked(word), whether `decided` has all of its cells decided,
  // and whether all those owners are sure of which matters(owner) says true. If not, notes where
  // more cells must be known.
  template <class Asked, class Matters>
  bool own(const CellRect& decided, Asked&& asked, Matters&& matters);
  void ask_beyond(Index cell);
  PointCluster cluster_at(const GridCell& cell) const;

  std::span<const GridCell> cells() const { return {cells_.data(), size_}; }
  // Calls use(word) for the words of what is looked at that are not 0.
  template <class Use>
  void each_word(const Board& board, Use&& use) const {
    const Index end = index_at(window_.column, known_.row + known_.rows) / 64;
    for (Index word = index_at(window_.column, known_.row) / 64; word < end; ++word) {
      if (board[word] != 0) use(word);
    }
  }
  template <class Use>
  static void each_bit(Bits bits, Use&& use) {
    for (; bits != 0; bits &= bits - 1) use(static_cast<Index>(std::countr_zero(bits)));
  }
  static bool has(const Board& board, Index cell) {
    return (board[cell / 64] >> cell % 64 & 1) != 0;
  }
  Around around(const Board& board, Index word) const;
  Bits bits_of(const CellRect& rect, Index word) const;  // of a word, those in the rect
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
  bool holds(const CellRect& rect, Index cell) const {
    return rect.holds(column_of(cell), row_of(cell));
  }
  Index neighbour(Index cell, Index place) const {  // 0 to 8, as in Around
    return cell + (place / 3) * stride_ + place % 3 - stride_ - 1;
  }
  Index index_of(const CellRect& rect, WorldPoint corner) const;
  WorldPoint corner_of(Index cell) const;

  int zoom_ = 0;
  CellRect rect_;                // what is decided
  CellRect window_, known_;      // what there is room for, and the part of it that is looked at
  CellRect asked_;               // so much must be known
  Index stride_ = 64;            // cells from one row to the next: a power of two
  std::vector<GridCell> cells_;  // those that have points, and room for all
  Index size_ = 0;
  std::vector<Quad> quarters_;
  Board quarter_bits_;
  // Of each cell of the window. The weight is 0 where there are no points; nothing else means
  // anything there. After the last cell there are some more, since four are read at once.
  std::vector<std::uint32_t> weight_;
  std::vector<std::uint32_t> mean_;  // x and y in 64ths of a pixel, 16 bits each, wrapping
  std::vector<Index> place_;         // in cells_
  std::vector<Index> owner_;         // the cell that it is drawn at
  Board touched_;                    // has points
  Board standing_, undecided_;
  bool is_decided_ = true;       // nothing is undecided
  std::vector<Around> heavier_;  // which neighbours are heavier and near
};

}  // namespace geo
