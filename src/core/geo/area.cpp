#include "core/geo/area.hpp"

#include <algorithm>
#include <cstddef>
#include <utility>

#include "core/base/overloaded.hpp"

namespace geo {
namespace {

// Whether the ray from the point to the east crosses the side a-b. The two ends are always taken in
// the same order and doubles hold every coordinate exactly, so neighbours that share a side agree
// on which of them holds a point.
bool crosses(WorldPoint a, WorldPoint b, WorldPoint point) {
  if ((a.y > point.y) == (b.y > point.y)) return false;
  if (a.y > b.y) std::swap(a, b);
  // The side's x at the point's row is a.x + (b.x - a.x) * (point.y - a.y) / (b.y - a.y).
  const auto down = static_cast<double>(point.y - a.y) / static_cast<double>(b.y - a.y);
  const auto across = static_cast<double>(b.x) - static_cast<double>(a.x);
  return static_cast<double>(point.x) < static_cast<double>(a.x) + across * down;
}

bool holds(const Polygon& polygon, WorldPoint point) {
  bool inside = false;
  for (std::size_t i = 0; i < polygon.corners.size(); ++i) {
    const WorldPoint next = polygon.corners[i + 1 < polygon.corners.size() ? i + 1 : 0];
    if (crosses(polygon.corners[i], next, point)) inside = !inside;
  }
  return inside;
}

// The least and the greatest distance from a point to a box are hard to tell on a sphere; a circle
// round the box is enough to leave most boxes out.
Nearness nearness_of_circle(const Circle& circle, const WorldBox& box) {
  const WorldPoint middle{box.first.x + (box.last.x - box.first.x) / 2,
                          box.first.y + (box.last.y - box.first.y) / 2};
  if (box.last.x - box.first.x > UINT32_MAX / 8) return Nearness::crossing;
  double reach_m = 0;
  for (const WorldPoint corner : {box.first,
                                  box.last,
                                  WorldPoint{box.first.x, box.last.y},
                                  {box.last.x, box.first.y},
                                  WorldPoint{middle.x, box.first.y},
                                  {middle.x, box.last.y}}) {
    reach_m = std::max(reach_m, distance_m(unproject(middle), unproject(corner)));
  }
  reach_m *= 1.01;
  const double apart_m = distance_m(circle.centre, unproject(middle));
  if (apart_m - reach_m > circle.radius_m) return Nearness::outside;
  return apart_m + reach_m < circle.radius_m ? Nearness::inside : Nearness::crossing;
}

Nearness nearness_of_polygon(const Polygon& polygon, const WorldBox& box) {
  WorldBox around{{UINT32_MAX, UINT32_MAX}, {0, 0}};
  for (const WorldPoint corner : polygon.corners) {
    around.first = {std::min(around.first.x, corner.x), std::min(around.first.y, corner.y)};
    around.last = {std::max(around.last.x, corner.x), std::max(around.last.y, corner.y)};
  }
  const bool apart = around.first.x > box.last.x || around.last.x < box.first.x ||
                     around.first.y > box.last.y || around.last.y < box.first.y;
  return apart ? Nearness::outside : Nearness::crossing;
}

}  // namespace

bool contains(const Area& area, WorldPoint point) {
  return std::visit(base::Overloaded{[&](const Circle& circle) {
                                       return distance_m(circle.centre, unproject(point)) <=
                                              circle.radius_m;
                                     },
                                     [&](const Polygon& polygon) { return holds(polygon, point); }},
                    area);
}

Nearness nearness_of(const Area& area, const WorldBox& box) {
  return std::visit(
      base::Overloaded{[&](const Circle& circle) { return nearness_of_circle(circle, box); },
                       [&](const Polygon& polygon) { return nearness_of_polygon(polygon, box); }},
      area);
}

}  // namespace geo
