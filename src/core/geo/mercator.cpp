#include "core/geo/mercator.hpp"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <numbers>

namespace geo {
namespace {

constexpr double kWorldUnits = 4294967296.0;  // 2^32
constexpr double kRadPerDeg = std::numbers::pi / 180;
constexpr double kEarthRadius_m = 6'371'008.8;

// Puts a zero bit before each of the 32 bits ("Interleave bits by Binary Magic Numbers", Anderson,
// Bit Twiddling Hacks).
std::uint64_t spread(std::uint32_t bits) {
  std::uint64_t v = bits;
  v = (v | v << 16) & 0x0000FFFF0000FFFF;
  v = (v | v << 8) & 0x00FF00FF00FF00FF;
  v = (v | v << 4) & 0x0F0F0F0F0F0F0F0F;
  v = (v | v << 2) & 0x3333333333333333;
  v = (v | v << 1) & 0x5555555555555555;
  return v;
}

std::uint32_t gather(std::uint64_t code) {
  std::uint64_t v = code & 0x5555555555555555;
  v = (v | v >> 1) & 0x3333333333333333;
  v = (v | v >> 2) & 0x0F0F0F0F0F0F0F0F;
  v = (v | v >> 4) & 0x00FF00FF00FF00FF;
  v = (v | v >> 8) & 0x0000FFFF0000FFFF;
  v = (v | v >> 16) & 0x00000000FFFFFFFF;
  return static_cast<std::uint32_t>(v);
}

}  // namespace

// Both coordinates are rounded to the nearest unit, not down: a unit's own position, a hair off
// after unproject, must come back to the same unit.
WorldPoint project(model::Position at) {
  assert(std::isfinite(at.lat_deg) && std::isfinite(at.lon_deg));
  const double lat_deg = std::clamp(at.lat_deg, -kMaxLatitudeDeg, kMaxLatitudeDeg);
  const double turns = at.lon_deg / 360 + 0.5;
  const double x = std::round((turns - std::floor(turns)) * kWorldUnits);
  // asinh(tan(latitude)), in half the time; the last bits that it loses are far below a unit.
  const double sine = std::sin(lat_deg * kRadPerDeg);
  const double north = std::log((1 + sine) / (1 - sine)) / (4 * std::numbers::pi);
  const double y = std::round((0.5 - north) * kWorldUnits);
  return {x >= kWorldUnits ? 0u : static_cast<std::uint32_t>(x),
          static_cast<std::uint32_t>(std::clamp(y, 0.0, kWorldUnits - 1))};
}

model::Position unproject(WorldPoint point) {
  const double north = (0.5 - point.y / kWorldUnits) * 2 * std::numbers::pi;
  return {std::atan(std::sinh(north)) / kRadPerDeg, (point.x / kWorldUnits - 0.5) * 360};
}

std::uint64_t morton(WorldPoint point) { return spread(point.x) | spread(point.y) << 1; }

WorldPoint from_morton(std::uint64_t code) { return {gather(code), gather(code >> 1)}; }

double distance_m(model::Position a, model::Position b) {
  const double sin_lat = std::sin((b.lat_deg - a.lat_deg) * kRadPerDeg / 2);
  const double sin_lon = std::sin((b.lon_deg - a.lon_deg) * kRadPerDeg / 2);
  const double h = sin_lat * sin_lat + std::cos(a.lat_deg * kRadPerDeg) *
                                           std::cos(b.lat_deg * kRadPerDeg) * sin_lon * sin_lon;
  return 2 * kEarthRadius_m * std::asin(std::sqrt(std::min(1.0, h)));
}

}  // namespace geo
