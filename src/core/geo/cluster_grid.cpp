#include "core/geo/cluster_grid.hpp"

#include <algorithm>

#include "core/geo/mean.hpp"
#include "core/geo/point_index.hpp"

#ifdef __wasm_simd128__
#include <wasm_simd128.h>
#endif

namespace geo {
namespace {

// So many cells round those that are decided are looked at first; then, where a cell beyond an edge
// must be asked, so many more on that side.
constexpr std::int32_t kMargin = 2, kNarrowMargin = 1, kStep = 2;
// There is room for so many cells round them at first, and always for this many round what is
// known.
constexpr std::int32_t kRoom = 7, kEdge = 2;
// Near an edge, so that a cell beyond it may be what is missing.
constexpr std::int32_t kNearEdge = 3;

// The places of a cell's neighbours among the nine of which it has the middle.
constexpr std::array<std::uint32_t, 8> kBeside{0, 1, 2, 3, 5, 6, 7, 8};

constexpr int kPartsBits = 6;  // means are compared in 64ths of a pixel
constexpr std::int32_t kRadiusSquared =
    (kMergeRadius_px << kPartsBits) * (kMergeRadius_px << kPartsBits);

}  // namespace

std::uint32_t cell_weight(std::uint32_t count, std::uint32_t column, std::uint32_t row) {
  std::uint32_t bits = (row & 0xFFFF) << 16 | (column & 0xFFFF);
  bits = (bits ^ bits >> 16) * 0x7FEB352D;
  bits = (bits ^ bits >> 15) * 0x846CA68B;
  bits ^= bits >> 16;
  const auto digits = static_cast<std::uint32_t>(std::bit_width(count));
  return digits << 26 | (bits & 0x3FFFFF0) | (row & 3) << 2 | (column & 3);
}

template <class IsEnough>
void ClusterGrid::decide(PointIndex& index, int zoom, const CellRect& rect, std::int32_t margin,
                         IsEnough&& is_enough) {
  zoom_ = zoom;
  asked_ = rect.widened(margin);
  for (std::int32_t room = kRoom;; room *= 2) {
    clear(rect.widened(room));
    while (window_.holds(asked_.widened(kEdge))) {
      widen(index, asked_);
      stand();
      if (is_enough()) return;
    }
  }
}

void ClusterGrid::clear(const CellRect& window) {
  for (const GridCell& cell : cells()) weight_[cell.index] = 0;
  size_ = 0;
  window_ = window;
  known_ = {window.column, window.row, 0, 0};
  stride_ = std::max(64u, std::bit_ceil(static_cast<Index>(window.columns)));
  const std::size_t size = std::size_t{stride_} * static_cast<std::size_t>(window.rows);
  touched_.assign(size / 64, 0);
  if (cells_.size() >= size) return;
  cells_.resize(size);
  weight_.resize(size + 4);
  mean_.resize(size + 4);
  place_.resize(size);
  owner_.resize(size);
  heavier_.resize(size / 64);
}

void ClusterGrid::widen(PointIndex& index, const CellRect& wider) {
  if (known_.columns == 0) {
    fill(index, wider);
  } else {
    const std::int32_t east = known_.column + known_.columns, south = known_.row + known_.rows;
    fill(index, {wider.column, wider.row, wider.columns, known_.row - wider.row});
    fill(index, {wider.column, south, wider.columns, wider.row + wider.rows - south});
    fill(index, {wider.column, known_.row, known_.column - wider.column, known_.rows});
    fill(index, {east, known_.row, wider.column + wider.columns - east, known_.rows});
  }
  known_ = wider;
}

void ClusterGrid::fill(PointIndex& index, const CellRect& part) {
  const int level = cell_level(zoom_), shift = 32 - level;
  const std::int32_t across = 1 << level;  // cells round the world
  const std::int32_t first_row = std::max(0, part.row);
  const std::int32_t last_row = std::min(across, part.row + part.rows) - 1;
  if (first_row > last_row || part.columns == 0) return;
  const std::int32_t end = part.column + part.columns;
  // From one world's edge to the next.
  for (std::int32_t column = part.column; column < end;) {
    const std::int32_t turns = column >> level;
    const std::int32_t next = std::min(end, (turns + 1) << level);
    const auto first = static_cast<std::uint32_t>(column - (turns << level));
    const auto last = static_cast<std::uint32_t>(next - 1 - (turns << level));
    const std::uint32_t inside = (1u << shift) - 1;
    const WorldBox box{
        {first << shift, static_cast<std::uint32_t>(first_row) << shift},
        {last << shift | inside, static_cast<std::uint32_t>(last_row) << shift | inside}};
    const Index origin =
        index_at(column, first_row) - first - static_cast<Index>(first_row) * stride_;
    const Index before = size_;
    index.fill({level, box, origin, stride_, cells_.data(), &size_});
    weigh(before);
    for (Index i = before; turns != 0 && i < size_; ++i) {
      Sums& sums = cells_[i].sums;
      sums.x += static_cast<std::uint64_t>(std::int64_t{turns} * sums.count) << 32;
    }
    column = next;
  }
}

// Of the cells from that one on.
void ClusterGrid::weigh(Index first_cell) {
  const int level = cell_level(zoom_), part_shift = 32 - level - kPartsBits - 6;
  const Index inside = (1u << level) - 1, parts = (1u << (kPartsBits + 6)) - 1;
  const double scale = 1.0 / (1u << part_shift);
  // Copies, as in PointChunk::fill_from_leaf.
  const auto first_column = static_cast<Index>(window_.column);
  const auto first_row = static_cast<Index>(window_.row);
  const Index stride = stride_, end = size_;
  for (Index i = first_cell; i < end; ++i) {
    const auto [sums, id, index] = cells_[i];
    const Index column = first_column + (index & (stride - 1));
    const Index row = first_row + (index >> std::countr_zero(stride));
    const Mean mean = mean_of(sums);
    const auto offset = [&](double units) {
      return static_cast<Index>(static_cast<std::int32_t>(units * scale)) & parts;
    };
    weight_[index] = cell_weight(sums.count, column & inside, row);
    const Index x = column << (kPartsBits + 6) | offset(mean.x);
    const Index y = row << (kPartsBits + 6) | offset(mean.y);
    mean_[index] = y << 16 | (x & 0xFFFF);
    place_[index] = i;
    owner_[index] = index;
    touched_[index / 64] |= Bits{1} << index % 64;
  }
}

ClusterGrid::Around ClusterGrid::around(const Board& board, Index word) const {
  Around around;
  for (Index row = 0; row < 3; ++row) {
    const Bits* here = &board[word + row * (stride_ / 64) - stride_ / 64];
    around[row * 3] = here[0] << 1 | here[-1] >> 63;
    around[row * 3 + 1] = here[0];
    around[row * 3 + 2] = here[0] >> 1 | here[1] << 63;
  }
  return around;
}

ClusterGrid::Bits ClusterGrid::bits_of(const CellRect& rect, Index word) const {
  const Index cell = word * 64;
  const std::int32_t row = row_of(cell), first = rect.column - column_of(cell);
  const std::int32_t end = first + rect.columns;
  if (row < rect.row || row >= rect.row + rect.rows || first >= 64 || end <= 0) return 0;
  const Bits before_end = end >= 64 ? ~Bits{0} : (Bits{1} << end) - 1;
  return first <= 0 ? before_end : before_end & ~((Bits{1} << first) - 1);
}

// Differences of wrapped numbers, so near is near across the antimeridian too.
#ifndef __wasm_simd128__

ClusterGrid::Around ClusterGrid::heavier_near(Index word, Bits beside) const {
  Around found{};
  for (Bits bits = beside; bits != 0; bits &= bits - 1) {
    const Index cell = word * 64 + static_cast<Index>(std::countr_zero(bits));
    for (const Index place : kBeside) {
      const Index other = neighbour(cell, place);
      if (weight_[other] <= weight_[cell]) continue;
      const std::int32_t x = static_cast<std::int16_t>(mean_[other] - mean_[cell]);
      const std::int32_t y = static_cast<std::int16_t>((mean_[other] >> 16) - (mean_[cell] >> 16));
      if (x * x + y * y <= kRadiusSquared) found[place] |= bits & (~bits + 1);
    }
  }
  return found;
}

#else

ClusterGrid::Around ClusterGrid::heavier_near(Index word, Bits beside) const {
  Around found{};
  for (Bits rest = beside; rest != 0;) {  // four cells at once
    const auto from = static_cast<Index>(std::countr_zero(rest)) & ~Index{3};
    rest &= ~(Bits{15} << from);
    const Index cell = word * 64 + from;
    const v128_t weight = wasm_v128_load(&weight_[cell]), mean = wasm_v128_load(&mean_[cell]);
    for (const Index place : kBeside) {
      const Index other = neighbour(cell, place);
      const v128_t heavier = wasm_u32x4_gt(wasm_v128_load(&weight_[other]), weight);
      const v128_t apart = wasm_i16x8_sub(wasm_v128_load(&mean_[other]), mean);
      const v128_t near =
          wasm_i32x4_le(wasm_i32x4_dot_i16x8(apart, apart), wasm_i32x4_splat(kRadiusSquared));
      found[place] |= Bits{wasm_i32x4_bitmask(wasm_v128_and(heavier, near))} << from;
    }
  }
  for (Bits& bits : found) bits &= beside;
  return found;
}

#endif

// A cell joins as soon as a heavier neighbour is known to stand; it stands when all of those are
// known to join, or there are none. So from the heaviest downward, many at once, until nothing more
// follows.
void ClusterGrid::stand() {
  standing_.assign(touched_.size(), 0);
  undecided_ = touched_;
  const CellRect inner = known_.widened(-1);  // cells that have all their neighbours
  each_word(touched_, [&](Index word) {
    const Around near = around(touched_, word);
    Bits beside = 0;  // have points beside them
    for (const Index place : kBeside) beside |= near[place];
    heavier_[word] = heavier_near(word, touched_[word] & beside);
    Bits lighter = 0;
    for (const Bits bits : heavier_[word]) lighter |= bits;
    standing_[word] = touched_[word] & ~lighter & bits_of(inner, word);
    undecided_[word] &= ~standing_[word];
  });
  for (bool is_news = true; is_news;) {
    is_news = false;
    is_decided_ = true;
    each_word(undecided_, [&](Index word) {
      const Around standing = around(standing_, word), undecided = around(undecided_, word);
      Bits joining = 0, waiting = 0;
      for (const Index place : kBeside) {
        joining |= heavier_[word][place] & standing[place];
        waiting |= heavier_[word][place] & undecided[place];
      }
      joining &= undecided_[word];
      const Bits rising = undecided_[word] & ~joining & ~waiting & bits_of(inner, word);
      undecided_[word] &= ~(joining | rising);
      standing_[word] |= rising;
      is_news = is_news || (joining | rising) != 0;
      is_decided_ = is_decided_ && undecided_[word] == 0;
    });
  }
}

template <class Asked, class Matters>
bool ClusterGrid::own(const CellRect& decided, Asked&& asked, Matters&& matters) {
  const CellRect known = known_;
  each_word(touched_, [&](Index word) {
    each_bit(undecided_[word] & bits_of(decided, word),
             [&](Index bit) { ask_beyond(word * 64 + bit); });
    Bits joining = touched_[word] & ~standing_[word] & ~undecided_[word];
    if (joining == 0 || (joining &= asked(word)) == 0) return;
    const Around standing = around(standing_, word);
    for (const Index place : kBeside) {
      each_bit(joining & heavier_[word][place] & standing[place], [&](Index bit) {
        const Index cell = word * 64 + bit, other = neighbour(cell, place);
        if (weight_[other] > weight_[owner_[cell]]) owner_[cell] = other;
      });
    }
    if (is_decided_) return;
    const Around undecided = around(undecided_, word);
    for (const Index place : kBeside) {
      each_bit(joining & heavier_[word][place] & undecided[place], [&](Index bit) {
        const Index cell = word * 64 + bit;
        const bool may_own = weight_[neighbour(cell, place)] > weight_[owner_[cell]];
        if (may_own && matters(owner_[cell])) ask_beyond(cell);
      });
    }
  });
  return asked_ == known;
}

// More is asked on the sides that the cell is near, or on all.
void ClusterGrid::ask_beyond(Index cell) {
  const std::int32_t column = column_of(cell) - known_.column, row = row_of(cell) - known_.row;
  const bool west = column < kNearEdge, east = column >= known_.columns - kNearEdge;
  const bool north = row < kNearEdge, south = row >= known_.rows - kNearEdge;
  const bool any = west || east || north || south;
  const auto edge = [&](bool is_near) { return is_near || !any ? kStep : 0; };
  const std::int32_t first_column = std::min(asked_.column, known_.column - edge(west));
  const std::int32_t first_row = std::min(asked_.row, known_.row - edge(north));
  const std::int32_t end_column =
      std::max(asked_.column + asked_.columns, known_.column + known_.columns + edge(east));
  const std::int32_t end_row =
      std::max(asked_.row + asked_.rows, known_.row + known_.rows + edge(south));
  asked_ = {first_column, first_row, end_column - first_column, end_row - first_row};
}

void ClusterGrid::load(PointIndex& index, int zoom, const CellRect& rect) {
  rect_ = rect;
  const CellRect joining = rect.widened(1);
  decide(index, zoom, rect, kMargin, [&] {
    return own(
        rect, [&](Index word) { return bits_of(joining, word); },
        [&](Index owner) { return holds(rect, owner); });
  });
  each_word(touched_, [&](Index word) {
    each_bit(touched_[word] & ~standing_[word] & ~undecided_[word] & bits_of(joining, word),
             [&](Index bit) {
               const Index cell = word * 64 + bit;
               cells_[place_[owner_[cell]]].sums.add(cells_[place_[cell]].sums);
             });
  });
}

ClusterGrid::Quarters ClusterGrid::quarters(PointIndex& index, int zoom,
                                            std::span<const Quad> cells) {
  // The rectangle of the quarters, in columns counted from the first cell's.
  const int shift = 32 - cell_level(zoom);
  const WorldPoint origin = cells.front().corner;
  const auto part_of = [&](std::uint32_t difference) {
    return static_cast<std::int32_t>(difference) >> shift;
  };
  std::int32_t west = 0, north = 0, east = 0, south = 0;
  for (const Quad& each : cells) {
    west = std::min(west, part_of(each.corner.x - origin.x));
    north = std::min(north, part_of(each.corner.y - origin.y));
    east = std::max(east, part_of(each.corner.x - origin.x) + 2);
    south = std::max(south, part_of(each.corner.y - origin.y) + 2);
  }
  const CellRect rect{static_cast<std::int32_t>(origin.x >> shift) + west,
                      static_cast<std::int32_t>(origin.y >> shift) + north, east - west,
                      south - north};
  bool are_one = true;
  decide(index, zoom, rect, kNarrowMargin, [&] {
    quarters_.clear();
    quarter_bits_.assign(touched_.size(), 0);
    int standing = 0;
    for (const Quad& each : cells) {
      for (unsigned q = 0; q < 4; ++q) {
        const Index cell = index_of(rect, each.child(q).corner);
        if (!has(touched_, cell)) continue;
        quarters_.push_back(each.child(q));
        quarter_bits_[cell / 64] |= Bits{1} << cell % 64;
        standing += has(standing_, cell) ? 1 : 0;
      }
    }
    are_one = standing < 2;
    if (!are_one) return true;  // two that stand apart are enough
    const bool are_sure =
        own(rect, [&](Index word) { return quarter_bits_[word]; }, [](Index) { return true; });
    for (const Quad& each : quarters_) {
      const auto owner = [&](const Quad& quad) { return owner_[index_of(rect, quad.corner)]; };
      are_one = are_one && owner(each) == owner(quarters_.front());
    }
    return are_sure;
  });
  return {quarters_, are_one};
}

WorldPoint ClusterGrid::corner_of(Index cell) const {
  const int shift = 32 - cell_level(zoom_);
  return {static_cast<std::uint32_t>(column_of(cell)) << shift,
          static_cast<std::uint32_t>(row_of(cell)) << shift};
}

// Of the columns that are the same one going round the world, that of `rect`.
ClusterGrid::Index ClusterGrid::index_of(const CellRect& rect, WorldPoint corner) const {
  const int level = cell_level(zoom_);
  const auto column = static_cast<std::int32_t>(corner.x >> (32 - level));
  const auto row = static_cast<std::int32_t>(corner.y >> (32 - level));
  const std::int32_t turn = (1 << level) - 1;
  return index_at(rect.column + ((column - rect.column) & turn), row);
}

PointCluster ClusterGrid::cluster_at(const GridCell& cell) const {
  return {place_of(mean_of(cell.sums)), cell.sums.count, cell.sums.count == 1 ? *cell.id : 0,
          corner_of(cell.index)};
}

std::vector<Quad> ClusterGrid::members(WorldPoint corner) const {
  std::vector<Quad> members;
  const Index wanted = index_of(rect_, corner);
  if (!has(standing_, wanted)) return members;
  for (const GridCell& cell : cells()) {
    if (owner_[cell.index] == wanted) members.push_back({corner_of(cell.index), cell_level(zoom_)});
  }
  return members;
}

}  // namespace geo
