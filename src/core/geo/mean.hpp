// Where the mean of points lies.
#pragma once
#include <cmath>
#include <cstdint>

#include "core/geo/cell_grid.hpp"

#ifdef __wasm_simd128__
#include <wasm_simd128.h>
#endif

namespace geo {

// The mean place, before it is rounded. Sums of a column beyond the world's edge are counted on
// from it, as signed numbers, so a cluster that lies across the antimeridian has its mean there.
// Doubles are rounded alike everywhere.
struct Mean {
  double x, y;
};

inline Mean mean_of(const Sums& sums) {
  const auto x = static_cast<double>(static_cast<std::int64_t>(sums.x));
  const auto y = static_cast<double>(static_cast<std::int64_t>(sums.y));
#ifdef __wasm_simd128__
  const v128_t mean = wasm_f64x2_div(wasm_f64x2_make(x, y), wasm_f64x2_splat(sums.count));
  return {wasm_f64x2_extract_lane(mean, 0), wasm_f64x2_extract_lane(mean, 1)};
#else
  return {x / sums.count, y / sums.count};
#endif
}

inline WorldPoint place_of(const Mean& mean) {
  const auto units = [](double value) {
    return static_cast<std::uint32_t>(static_cast<std::int64_t>(std::floor(value)));
  };
  return {units(mean.x), units(mean.y)};
}

}  // namespace geo
