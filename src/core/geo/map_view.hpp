// What part of the world is looked at.
#pragma once
#include <cstdint>

#include "core/geo/quad.hpp"

namespace geo {

// Units of the world in a pixel at a zoom level from 0 to 22, at 256 px a tile.
constexpr std::uint32_t units_per_px(int zoom) { return 1u << (24 - zoom); }

// A box of the map and a zoom level, 0 to 22, at 256 px a tile. It goes eastward from its west
// edge, so it may cross the antimeridian; edges are in it. Rows are clipped by the mercator square.
struct MapView {
  WorldPoint north_west;
  WorldPoint south_east = {UINT32_MAX, UINT32_MAX};
  int zoom = 0;
  int padding_px = 0;  // so far beyond its edges is in it too
};

// A view, padded: in wrapping numbers, eastward and southward from its corner.
struct MapWindow {
  WorldPoint first;
  std::uint32_t width = 0, height = 0;  // the last unit's distance from the first

  explicit MapWindow(const MapView& view);
  bool holds(WorldPoint point) const {
    return point.x - first.x <= width && point.y - first.y <= height;
  }
  // One box, or two where it crosses the antimeridian.
  template <class Use>
  void each_box(Use&& use) const {
    const std::uint32_t last_x = first.x + width, last_y = first.y + height;
    if (last_x >= first.x) return use(WorldBox{first, {last_x, last_y}});
    use(WorldBox{first, {UINT32_MAX, last_y}});
    use(WorldBox{{0, first.y}, {last_x, last_y}});
  }
};

}  // namespace geo
