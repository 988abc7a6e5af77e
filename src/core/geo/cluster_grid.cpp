#include "core/geo/cluster_grid.hpp"

#include <algorithm>
#include <array>
#include <cmath>

#include "core/geo/point_index.hpp"

namespace geo {
namespace {

// Wide enough that most windows need no second, wider look.
constexpr std::int32_t kMargin = 3;

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

std::uint64_t cell_weight(std::uint32_t count, std::uint32_t column, std::uint32_t row) {
  std::uint32_t bits = (row & 0xFFFF) << 16 | (column & 0xFFFF);
  bits = (bits ^ bits >> 16) * 0x7FEB352D;
  bits = (bits ^ bits >> 15) * 0x846CA68B;
  return std::uint64_t{count} << 32 | (bits ^ bits >> 16);
}

void ClusterGrid::load(PointIndex& index, int zoom, const CellRect& rect) {
  zoom_ = zoom;
  rect_ = rect;
  const std::int64_t radius = std::int64_t{kMergeRadius_px} * units_per_px(zoom);
  radius_squared_ = radius * radius;
  const CellRect joining = rect.widened(1);
  for (std::int32_t margin = kMargin;; margin *= 2) {
    window_ = joining.widened(margin);
    clear();
    fill(index);
    weigh();
    if (decide(joining)) break;
  }
  merge(joining);
}

void ClusterGrid::clear() {
  for (const Index cell : touched_) {
    cells_[cell] = {};
    weight_[cell] = 0;
  }
  touched_.clear();
  stride_ = std::bit_ceil(static_cast<Index>(window_.columns));
  const std::size_t size = std::size_t{stride_} * static_cast<std::size_t>(window_.rows);
  if (cells_.size() >= size) return;
  cells_.resize(size);
  weight_.resize(size);
  mean_.resize(size);
  owner_.resize(size);
}

void ClusterGrid::fill(PointIndex& index) {
  const int level = cell_level(zoom_), shift = 32 - level;
  const std::int32_t across = 1 << level;  // cells round the world
  const std::int32_t first_row = std::max(0, window_.row);
  const std::int32_t last_row = std::min(across, window_.row + window_.rows) - 1;
  if (first_row > last_row) return;
  const std::int32_t end = window_.column + window_.columns;
  // From one world's edge to the next.
  for (std::int32_t column = window_.column; column < end;) {
    const std::int32_t turns = column >> level;
    const std::int32_t next = std::min(end, (turns + 1) << level);
    const auto first = static_cast<std::uint32_t>(column - (turns << level));
    const auto last = static_cast<std::uint32_t>(next - 1 - (turns << level));
    const std::uint32_t inside = (1u << shift) - 1;
    const WorldBox box{
        {first << shift, static_cast<std::uint32_t>(first_row) << shift},
        {last << shift | inside, static_cast<std::uint32_t>(last_row) << shift | inside}};
    index.fill({level, box, cells_.data(), index_at(column, first_row), stride_, &touched_});
    for (std::int32_t row = first_row; turns != 0 && row <= last_row; ++row) {
      for (std::int32_t beyond = column; beyond < next; ++beyond) {
        Sums& sums = cells_[index_at(beyond, row)].sums;
        sums.x += static_cast<std::uint64_t>(std::int64_t{turns} * sums.count) << 32;
      }
    }
    column = next;
  }
}

void ClusterGrid::weigh() {
  const Index inside = (1u << cell_level(zoom_)) - 1;
  const auto last_column = static_cast<Index>(window_.columns - 1);
  const auto last_row = static_cast<Index>(window_.rows - 1);
  for (const Index cell : touched_) {
    const Index column = cell & (stride_ - 1), row = cell >> std::countr_zero(stride_);
    const Sums& sums = cells_[cell].sums;
    weight_[cell] = cell_weight(sums.count, (static_cast<Index>(window_.column) + column) & inside,
                                static_cast<Index>(window_.row) + row);
    mean_[cell] = mean_of(sums);
    const bool is_on_edge = row == 0 || column == 0 || row == last_row || column == last_column;
    owner_[cell] = is_on_edge ? kOnEdge : kUndecided;
  }
}

bool ClusterGrid::decide(const CellRect& part) {
  is_known_ = true;
  each_in(part, [&](Index cell) { owner(cell); });
  return is_known_;
}

bool ClusterGrid::are_near(Index a, Index b) const {
  // Differences of wrapped numbers: near is near across the antimeridian too.
  const auto x = std::int64_t{static_cast<std::int32_t>(mean_[a].x - mean_[b].x)};
  const auto y = std::int64_t{static_cast<std::int32_t>(mean_[a].y - mean_[b].y)};
  return x * x + y * y <= radius_squared_;
}

ClusterGrid::Index ClusterGrid::owner(Index cell) {
  if (owner_[cell] == kOnEdge) {
    is_known_ = false;
    return cell;
  }
  if (owner_[cell] != kUndecided) return owner_[cell];
  // The heavier ones near it, heaviest first.
  std::array<Index, 8> heavier{};
  std::size_t count = 0;
  const std::uint64_t weight = weight_[cell];
  for (const Index neighbour : {cell - stride_ - 1, cell - stride_, cell - stride_ + 1, cell - 1,
                                cell + 1, cell + stride_ - 1, cell + stride_, cell + stride_ + 1}) {
    if (weight_[neighbour] <= weight || !are_near(cell, neighbour)) continue;
    std::size_t place = count++;
    for (; place > 0 && weight_[heavier[place - 1]] < weight_[neighbour]; --place) {
      heavier[place] = heavier[place - 1];
    }
    heavier[place] = neighbour;
  }
  for (std::size_t i = 0; i < count; ++i) {
    if (owner(heavier[i]) == heavier[i]) return owner_[cell] = heavier[i];
  }
  return owner_[cell] = cell;
}

void ClusterGrid::merge(const CellRect& part) {
  each_in(part, [&](Index cell) {
    if (owner_[cell] != cell) cells_[owner_[cell]].sums.add(cells_[cell].sums);
  });
}

WorldPoint ClusterGrid::corner_of(std::int32_t column, std::int32_t row) const {
  const int shift = 32 - cell_level(zoom_);
  return {static_cast<std::uint32_t>(column) << shift, static_cast<std::uint32_t>(row) << shift};
}

ClusterGrid::Index ClusterGrid::index_of(WorldPoint corner) const {
  const int level = cell_level(zoom_);
  const auto column = static_cast<std::int32_t>(corner.x >> (32 - level));
  const auto row = static_cast<std::int32_t>(corner.y >> (32 - level));
  // Of the columns that are the same one going round the world, that of the rect.
  const std::int32_t turn = (1 << level) - 1;
  return index_at(rect_.column + ((column - rect_.column) & turn), row);
}

void ClusterGrid::append_clusters(const CellRect& part, std::vector<PointCluster>& clusters) const {
  for (std::int32_t row = part.row; row < part.row + part.rows; ++row) {
    for (std::int32_t column = part.column; column < part.column + part.columns; ++column) {
      const Index cell = index_at(column, row);
      if (weight_[cell] == 0 || owner_[cell] != cell) continue;
      const GridCell& found = cells_[cell];
      clusters.push_back({mean_of(found.sums), found.sums.count,
                          found.sums.count == 1 ? found.id : 0, corner_of(column, row)});
    }
  }
}

std::vector<Quad> ClusterGrid::members(WorldPoint corner) const {
  std::vector<Quad> members;
  const Index cell = index_of(corner);
  if (weight_[cell] == 0 || owner_[cell] != cell) return members;
  const CellRect joining = rect_.widened(1);
  for (std::int32_t row = joining.row; row < joining.row + joining.rows; ++row) {
    for (std::int32_t column = joining.column; column < joining.column + joining.columns;
         ++column) {
      const Index other = index_at(column, row);
      if (weight_[other] != 0 && owner_[other] == cell) {
        members.push_back({corner_of(column, row), cell_level(zoom_)});
      }
    }
  }
  return members;
}

bool ClusterGrid::are_one(std::span<const Quad> cells) const {
  return std::all_of(cells.begin(), cells.end(), [&](const Quad& cell) {
    return owner_[index_of(cell.corner)] == owner_[index_of(cells.front().corner)];
  });
}

}  // namespace geo
