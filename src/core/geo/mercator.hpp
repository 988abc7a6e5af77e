// Web mercator (EPSG:3857's sphere) on integers: the world is a square of 2^32 units, (0,0) at the
// north-west corner.
#pragma once
#include <compare>
#include <cstdint>

#include "core/model/position.hpp"

namespace geo {

inline constexpr double kMaxLatitudeDeg =
    85.051128779806604;  // atan(sinh(pi)): where the square ends

struct WorldPoint {  // 2^32 units a side: 9.3 mm at the equator
  std::uint32_t x = 0;
  std::uint32_t y = 0;
  auto operator<=>(const WorldPoint&) const = default;
};

// Latitudes beyond the square are clamped to its edge; longitude 180 wraps to 0. Positions must be
// finite.
WorldPoint project(model::Position at);
model::Position unproject(WorldPoint point);

// Interleaved bits, x in the even ones: near in space is mostly near in this order.
std::uint64_t morton(WorldPoint point);
WorldPoint from_morton(std::uint64_t code);

// Great-circle distance on a sphere of radius 6,371,008.8 m (IUGG mean), in metres (haversine
// formula).
double distance_m(model::Position a, model::Position b);

}  // namespace geo
