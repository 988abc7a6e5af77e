// Points in Morton order, without moving them.
#pragma once
#include <array>
#include <cstdint>
#include <span>
#include <vector>

#include "core/geo/index_point.hpp"

namespace geo {

struct MortonEntry {
  std::uint64_t key = 0;    // geo::morton of the point
  std::uint32_t index = 0;  // its place among the points
};

// Which quadrant of its cell of `level` (0 to 31) holds the point.
inline unsigned quadrant(std::uint64_t key, int level) { return key >> (62 - 2 * level) & 3; }

// A radix sort by bytes from the highest, at most 8 passes over what is not yet in order. Points at
// one place keep their order.
std::vector<MortonEntry> morton_order(std::span<const IndexPoint> points);

// Cuts entries that are in order and share a cell of `level` (0 to 31) into its four quadrants.
// O(log n).
std::array<std::span<const MortonEntry>, 4> quadrants(std::span<const MortonEntry> entries,
                                                      int level);

}  // namespace geo
