#include "core/geo/public_cell.hpp"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <cstdint>
#include <numbers>

namespace geo {
namespace {

// A meridian measures 20,015.1 km from pole to pole (sphere of radius 6,371,008.8 m): so many rows
// of kCellSide_m, to the nearest whole number, are 250.002 m each. Cells already stored depend on
// this number: it never changes.
constexpr std::int64_t kRows = 80'060;
constexpr double kRowHeight_deg = 180.0 / kRows;

// A parallel at the equator is twice as long as a meridian, and shrinks with the cosine of the
// latitude.
std::int64_t columns_in_row(double row_centre_lat_deg) {
  const double cosine = std::cos(row_centre_lat_deg * std::numbers::pi / 180);
  return std::max<std::int64_t>(1, std::llround(2 * kRows * cosine));
}

// Which of `count` equal parts of [0, 1] holds `fraction`; the end belongs to the last one.
std::int64_t part_of(double fraction, std::int64_t count) {
  const auto part = static_cast<std::int64_t>(std::floor(fraction * static_cast<double>(count)));
  return std::clamp<std::int64_t>(part, 0, count - 1);
}

}  // namespace

model::PublicPosition public_cell(model::Position exact) {
  assert(std::isfinite(exact.lat_deg) && std::abs(exact.lat_deg) <= 90);
  assert(std::isfinite(exact.lon_deg) && std::abs(exact.lon_deg) <= 180);
  const std::int64_t row = part_of((exact.lat_deg + 90) / 180, kRows);
  const double lat_deg = (static_cast<double>(row) + 0.5) * kRowHeight_deg - 90;
  const std::int64_t columns = columns_in_row(lat_deg);
  // 180 and -180 degrees are the same meridian, so they must give the same cell.
  const double lon_deg = exact.lon_deg >= 180 ? -180 : exact.lon_deg;
  const std::int64_t column = part_of((lon_deg + 180) / 360, columns);
  const double width_deg = 360.0 / static_cast<double>(columns);
  return {
      {lat_deg, (static_cast<double>(column) + 0.5) * width_deg - 180}, kRowHeight_deg, width_deg};
}

}  // namespace geo
