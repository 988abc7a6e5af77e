// An area a filter may ask for: a circle on the globe, or a polygon on the map.
#pragma once
#include <variant>
#include <vector>

#include "core/geo/quad.hpp"

namespace geo {

struct Circle {
  model::Position centre;
  double radius_m = 0;  // great-circle distance, see distance_m; not negative
  bool operator==(const Circle&) const = default;
};

// The inside by the even-odd rule; the last corner joins the first. Its sides are straight on the
// map and don't cross the antimeridian. A point on a side may be in or out.
struct Polygon {
  std::vector<WorldPoint> corners;
  bool operator==(const Polygon&) const = default;
};

using Area = std::variant<Circle, Polygon>;

bool contains(const Area& area, WorldPoint point);  // O(corners)

// Whether all points of a box are in an area, or none is. `crossing` is also the answer where only
// a closer look could tell.
enum class Nearness { outside, crossing, inside };
Nearness nearness_of(const Area& area, const WorldBox& box);  // O(corners)

}  // namespace geo
