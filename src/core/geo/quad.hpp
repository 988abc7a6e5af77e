// Squares of the world: any box, and the cells of the quadtree.
#pragma once
#include <algorithm>
#include <bit>
#include <cstdint>
#include <optional>

#include "core/geo/mercator.hpp"

namespace geo {

// A cell of the quadtree: the world is level 0, and each cell has four of half its side.
struct Quad {
  WorldPoint corner;  // north-west
  int level = 0;      // 0 to 32; a cell of level 32 is one unit

  // Its side less one, in units: what is to be added to its corner for the last point in it.
  std::uint32_t extent() const {
    return static_cast<std::uint32_t>((std::uint64_t{1} << (32 - level)) - 1);
  }
  // Quadrants are numbered as in Morton order: 1 is east, 2 is south. The level is below 32.
  Quad child(unsigned quadrant) const {
    const auto half = std::uint32_t{1} << (31 - level);
    return {{corner.x + (quadrant & 1 ? half : 0), corner.y + (quadrant & 2 ? half : 0)},
            level + 1};
  }
};

// Calls use(q) for each bit of a set of quadrants, in Morton order.
template <class Use>
void each_quadrant(unsigned bits, Use&& use) {
  for (; bits != 0; bits &= bits - 1) use(static_cast<unsigned>(std::countr_zero(bits)));
}

// The cell of a level that holds the point.
inline Quad quad_of(WorldPoint point, int level) {
  const std::uint32_t inside = Quad{{}, level}.extent();
  return {{point.x & ~inside, point.y & ~inside}, level};
}

// Both corners are included; it never crosses the antimeridian.
struct WorldBox {
  WorldPoint first;  // north-west
  WorldPoint last = {UINT32_MAX, UINT32_MAX};

  bool holds(WorldPoint point) const {
    const bool is_across = point.x - first.x <= last.x - first.x;
    const bool is_down = point.y - first.y <= last.y - first.y;
    return is_across & is_down;  // one branch where it is asked of many points
  }
  bool meets(const Quad& quad) const {
    const std::uint32_t extent = quad.extent();
    return quad.corner.x <= last.x && quad.corner.x + extent >= first.x &&
           quad.corner.y <= last.y && quad.corner.y + extent >= first.y;
  }
  // Which quadrants of a cell that it meets meet it, a bit each. The level is below 32.
  unsigned quadrants_of(const Quad& cell) const {
    const WorldPoint middle = cell.child(3).corner;
    const unsigned west = first.x < middle.x ? 0b0101 : 0, east = last.x >= middle.x ? 0b1010 : 0;
    const unsigned north = first.y < middle.y ? 0b0011 : 0, south = last.y >= middle.y ? 0b1100 : 0;
    return (west | east) & (north | south);
  }
  bool holds(const Quad& quad) const {
    const std::uint32_t extent = quad.extent();
    return holds(quad.corner) && quad.corner.x + extent <= last.x &&
           quad.corner.y + extent <= last.y;
  }
  bool operator==(const WorldBox&) const = default;
};
inline WorldBox box_of(const Quad& quad) {
  return {quad.corner, {quad.corner.x + quad.extent(), quad.corner.y + quad.extent()}};
}

// What lies in both boxes.
inline std::optional<WorldBox> common(const WorldBox& a, const WorldBox& b) {
  const WorldBox both{{std::max(a.first.x, b.first.x), std::max(a.first.y, b.first.y)},
                      {std::min(a.last.x, b.last.x), std::min(a.last.y, b.last.y)}};
  if (both.first.x > both.last.x || both.first.y > both.last.y) return std::nullopt;
  return both;
}

}  // namespace geo
