#include "core/geo/cluster_grid.hpp"

#include <algorithm>
#include <cmath>

#include "core/geo/point_index.hpp"

#ifdef __wasm_simd128__
#include <wasm_simd128.h>
#endif

namespace geo {
namespace {

// So many cells round those that are decided are looked at first, few round a few cells; then,
// where a cell beyond an edge must be asked, so many more on that side.
constexpr std::int32_t kMargin = 2, kNarrowMargin = 1, kStep = 2;
// There is room for so many cells round them at first.
constexpr std::int32_t kRoom = 7;

// Sums of a column beyond the world's edge are counted on from it, as signed numbers, so a cluster
// that lies across the antimeridian has its mean there. Doubles are rounded alike everywhere.
WorldPoint mean_of(const Sums& sums) {
  if (sums.count == 1) {
    return {static_cast<std::uint32_t>(sums.x), static_cast<std::uint32_t>(sums.y)};
  }
  const auto mean = [&](std::uint64_t sum) {
    const double value = static_cast<double>(static_cast<std::int64_t>(sum)) / sums.count;
    return static_cast<std::uint32_t>(static_cast<std::int64_t>(std::floor(value)));
  };
  return {mean(sums.x), mean(sums.y)};
}

}  // namespace

std::uint32_t cell_weight(std::uint32_t count, std::uint32_t column, std::uint32_t row) {
  std::uint32_t bits = (row & 0xFFFF) << 16 | (column & 0xFFFF);
  bits = (bits ^ bits >> 16) * 0x7FEB352D;
  bits = (bits ^ bits >> 15) * 0x846CA68B;
  bits ^= bits >> 16;
  const auto digits = static_cast<std::uint32_t>(std::bit_width(count));
  return digits << 26 | (bits & 0x3FFFFF0) | (row & 3) << 2 | (column & 3);
}

template <class Decide>
void ClusterGrid::decide(PointIndex& index, int zoom, const CellRect& rect, std::int32_t margin,
                         Decide&& decide) {
  zoom_ = zoom;
  const std::int64_t radius = std::int64_t{kMergeRadius_px} * units_per_px(zoom);
  radius_squared_ = radius * radius;
  CellRect wanted = rect.widened(margin);
  for (std::int32_t room = kRoom;; room *= 2) {
    clear(rect.widened(room));
    while (window_.holds(wanted)) {
      widen(index, wanted);
      asked_ = {};
      if (decide()) return;
      wanted = {known_.column - asked_.west, known_.row - asked_.north,
                known_.columns + asked_.west + asked_.east,
                known_.rows + asked_.north + asked_.south};
    }
  }
}

void ClusterGrid::clear(const CellRect& window) {
  for (const Index cell : touched()) weight_[cell] = 0;
  touched_count_ = 0;
  joining_.clear();
  window_ = window;
  known_ = {window.column, window.row, 0, 0};
  stride_ = std::bit_ceil(static_cast<Index>(window.columns));
  const std::size_t size = std::size_t{stride_} * static_cast<std::size_t>(window.rows) + 4;
  if (cells_.size() >= size) return;
  touched_.resize(size);
  cells_.resize(size);
  weight_.resize(size);
  mean_x_.resize(size);
  mean_y_.resize(size);
  owner_.resize(size);
}

void ClusterGrid::widen(PointIndex& index, const CellRect& wider) {
  const Index before = touched_count_;
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
  weigh(touched().subspan(before));
  for (const Index cell : touched()) {
    if (owner_[cell] == kUnknown) owner_[cell] = kUndecided;
  }
}

void ClusterGrid::load(PointIndex& index, int zoom, const CellRect& rect) {
  rect_ = rect;
  const CellRect joining = rect.widened(1);
  decide(index, zoom, joining, rect.columns * rect.rows < 4 ? kNarrowMargin : kMargin, [&] {
    bool are_known = true;
    if (joining_.empty()) {
      for (const Index cell : touched()) {
        if (joining.holds(column_of(cell), row_of(cell))) joining_.push_back(cell);
      }
    }
    for (const Index cell : joining_) are_known = owner(cell) != kUnknown && are_known;
    return are_known;
  });
  for (const Index cell : joining_) {
    if (owner_[cell] != cell) cells_[owner_[cell]].sums.add(cells_[cell].sums);
  }
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
    index.fill({level, box, cells_.data(), origin, stride_, touched_.data(), &touched_count_});
    for (std::int32_t row = first_row; turns != 0 && row <= last_row; ++row) {
      for (std::int32_t beyond = column; beyond < next; ++beyond) {
        Sums& sums = cells_[index_at(beyond, row)].sums;
        sums.x += static_cast<std::uint64_t>(std::int64_t{turns} * sums.count) << 32;
      }
    }
    column = next;
  }
}

void ClusterGrid::weigh(std::span<const Index> cells) {
  const Index inside = (1u << cell_level(zoom_)) - 1;
  for (const Index cell : cells) {
    const Sums& sums = cells_[cell].sums;
    weight_[cell] = cell_weight(sums.count, static_cast<Index>(column_of(cell)) & inside,
                                static_cast<Index>(row_of(cell)));
    const WorldPoint mean = mean_of(sums);
    mean_x_[cell] = mean.x;
    mean_y_[cell] = mean.y;
    owner_[cell] = kUndecided;
  }
}

// Whether a cell has all its neighbours in what is known. Notes which side lacks some.
bool ClusterGrid::is_inside(Index cell) {
  const std::int32_t column = column_of(cell) - known_.column, row = row_of(cell) - known_.row;
  if (column == 0) asked_.west = kStep;
  if (row == 0) asked_.north = kStep;
  if (column == known_.columns - 1) asked_.east = kStep;
  if (row == known_.rows - 1) asked_.south = kStep;
  return column > 0 && row > 0 && column < known_.columns - 1 && row < known_.rows - 1;
}

// Of the nine cells from the north-western neighbour to the south-eastern, a bit for each that is
// heavier and has its mean near. Differences of wrapped numbers: near is near across the
// antimeridian too.
#ifndef __wasm_simd128__

unsigned ClusterGrid::heavier_near(Index cell) const {
  unsigned found = 0;
  for (unsigned bit = 0; bit < 9; ++bit) {
    const Index other = cell + (bit / 3) * stride_ + bit % 3 - stride_ - 1;
    if (weight_[other] <= weight_[cell]) continue;
    const auto x = std::int64_t{static_cast<std::int32_t>(mean_x_[other] - mean_x_[cell])};
    const auto y = std::int64_t{static_cast<std::int32_t>(mean_y_[other] - mean_y_[cell])};
    if (x * x + y * y <= radius_squared_) found |= 1u << bit;
  }
  return found;
}

#else

unsigned ClusterGrid::heavier_near(Index cell) const {
  const v128_t weight = wasm_u32x4_splat(weight_[cell]), radius = wasm_i64x2_splat(radius_squared_);
  const v128_t x_here = wasm_u32x4_splat(mean_x_[cell]), y_here = wasm_u32x4_splat(mean_y_[cell]);
  const auto row = [&](Index first) {  // three cells, and one too many
    const v128_t heavier = wasm_u32x4_gt(wasm_v128_load(&weight_[first]), weight);
    const v128_t x = wasm_i32x4_sub(wasm_v128_load(&mean_x_[first]), x_here);
    const v128_t y = wasm_i32x4_sub(wasm_v128_load(&mean_y_[first]), y_here);
    const v128_t low =
        wasm_i64x2_add(wasm_i64x2_extmul_low_i32x4(x, x), wasm_i64x2_extmul_low_i32x4(y, y));
    const v128_t high =
        wasm_i64x2_add(wasm_i64x2_extmul_high_i32x4(x, x), wasm_i64x2_extmul_high_i32x4(y, y));
    const v128_t far =
        wasm_i32x4_shuffle(wasm_i64x2_gt(low, radius), wasm_i64x2_gt(high, radius), 0, 2, 4, 6);
    return wasm_i32x4_bitmask(wasm_v128_andnot(heavier, far)) & 7u;
  };
  return row(cell - stride_ - 1) | row(cell - 1) << 3 | row(cell + stride_ - 1) << 6;
}

#endif

ClusterGrid::Index ClusterGrid::owner(Index cell) {
  if (owner_[cell] != kUndecided) return owner_[cell];
  if (!is_inside(cell)) return owner_[cell] = kUnknown;
  Index best = cell;
  for (unsigned bits = heavier_near(cell); bits != 0; bits &= bits - 1) {
    const auto bit = static_cast<unsigned>(std::countr_zero(bits));
    const Index other = cell + (bit / 3) * stride_ + bit % 3 - stride_ - 1;
    if (weight_[other] <= weight_[best]) continue;
    const Index there = owner(other);
    if (there == kUnknown) return owner_[cell] = kUnknown;
    if (there == other) best = other;
  }
  return owner_[cell] = best;
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
    Index first_owner = kUndecided;
    bool are_known = true;
    for (const Quad& each : cells) {
      for (unsigned q = 0; q < 4; ++q) {
        const Index cell = index_of(rect, each.child(q).corner);
        if (weight_[cell] == 0) continue;
        quarters_.push_back(each.child(q));
        const Index here = owner(cell);
        if (here == kUnknown) {
          are_known = false;
        } else if (first_owner == kUndecided) {
          first_owner = here;
        } else if (here != first_owner) {
          are_one = false;
        }
      }
    }
    return are_known || !are_one;  // two that stand apart are enough
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

PointCluster ClusterGrid::cluster_at(Index cell) const {
  const GridCell& found = cells_[cell];
  return {mean_of(found.sums), found.sums.count, found.sums.count == 1 ? found.id : 0,
          corner_of(cell)};
}

std::vector<Quad> ClusterGrid::members(WorldPoint corner) const {
  std::vector<Quad> members;
  const Index wanted = index_of(rect_, corner);
  if (weight_[wanted] == 0 || owner_[wanted] != wanted) return members;
  for (const Index cell : joining_) {
    if (owner_[cell] == wanted) members.push_back({corner_of(cell), cell_level(zoom_)});
  }
  return members;
}

}  // namespace geo
