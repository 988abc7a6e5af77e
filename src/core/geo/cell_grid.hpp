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
  const std::uint32_t* id = nullptr;  // of its point, if it has only one; while no point changes
  std::uint32_t index = 0;            // where in the grid
};

// The part of a grid that does not cross the antimeridian.
struct CellGrid {
  int level = 0;                   // from 1 on
  WorldBox box;                    // of the whole cells that it has
  std::uint32_t first = 0;         // the index of what would be the world's first cell, wrapping
  std::uint32_t stride = 0;        // cells from one row to the next
  GridCell* cells = nullptr;       // those that were put; there is room for all of the grid
  std::uint32_t* count = nullptr;  // of them

  std::uint32_t index_of(WorldPoint place) const {
    const int shift = 32 - level;
    return first + (place.y >> shift) * stride + (place.x >> shift);
  }
  // What all points of the cell at `place` give. Once for a cell.
  void put(WorldPoint place, const Sums& sums, const std::uint32_t* id) const {
    cells[(*count)++] = {sums, id, index_of(place)};
  }
};

}  // namespace geo
