// A rectangle of cells of one level of the quadtree, and what lies in each.
#pragma once
#include <cstdint>

#include "core/geo/quad.hpp"

namespace geo {

// How many points, and the sums of their coordinates: whole numbers, so that sums are exact and the
// same in whatever order they are made.
struct Sums {
  std::uint32_t count = 0;
  std::uint64_t x = 0, y = 0;

  void add(WorldPoint point) {
    ++count;
    x += point.x;
    y += point.y;
  }
  void add(const Sums& other) {
    count += other.count;
    x += other.x;
    y += other.y;
  }
  void subtract(const Sums& other) {
    count -= other.count;
    x -= other.x;
    y -= other.y;
  }
  bool operator==(const Sums&) const = default;
};

struct GridCell {
  Sums sums;
  std::uint32_t id = 0;  // of its point, when there is one only
};

// The part of a grid that does not cross the antimeridian.
struct CellGrid {
  int level = 0;                           // from 1 on
  WorldBox box;                            // of the whole cells that it has
  GridCell* cells = nullptr;               // row by row
  std::uint32_t first = 0;                 // what would be that of the world's first, wrapping
  std::uint32_t stride = 0;                // cells from one row to the next
  std::uint32_t* touched = nullptr;        // the cells that were put
  std::uint32_t* touched_count = nullptr;  // there is room for all of the grid

  // What all points of the cell at `place` give; `id` is of one of them. Once for a cell.
  void put(WorldPoint place, const Sums& sums, std::uint32_t id) const {
    const int shift = 32 - level;
    const std::uint32_t index = first + (place.y >> shift) * stride + (place.x >> shift);
    cells[index] = {sums, id};
    touched[(*touched_count)++] = index;
  }
  bool share_cell(WorldPoint a, WorldPoint b) const {
    return ((a.x ^ b.x) | (a.y ^ b.y)) >> (32 - level) == 0;
  }
};

}  // namespace geo
