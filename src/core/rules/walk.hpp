// How long a way on foot takes: an estimate, said to be one.
#pragma once
#include <algorithm>
#include <cmath>

namespace rules {

// Whole minutes, at least 1, at 4.5 km/h along streets that are 1.3 times as long as the straight
// line of `distance_m`, which is finite and not below 0.
inline int walk_min(double distance_m) {
  constexpr double kMetresAMinute = 4500.0 / 60, kDetour = 1.3;
  return std::max(1, static_cast<int>(std::ceil(distance_m * kDetour / kMetresAMinute)));
}

}  // namespace rules
