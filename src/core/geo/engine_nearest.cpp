// Engine::nearest, by boxes that grow until they are sure to have the nearest points.
#include <algorithm>
#include <cmath>
#include <numbers>

#include "core/geo/engine.hpp"

namespace geo {
namespace {

constexpr double kRadPerUnit = 2 * std::numbers::pi / 4294967296.0;
constexpr double kRadPerDeg = std::numbers::pi / 180;
constexpr double kEarthRadius_m = 6'371'008.8;

// The haversine of the angle between a place and others, from the mercator coordinates alone: with
// psi = asinh(tan(latitude)),
//   hav = (sinh^2((psi2 - psi1) / 2) + sin^2((lon2 - lon1) / 2)) / (cosh(psi1) cosh(psi2)),
// which follows from cos(latitude) = 1 / cosh(psi) and the law of haversines. Two functions a point
// instead of the seven of distance_m, and near by no more than their series.
class Haversines {
 public:
  explicit Haversines(WorldPoint from) : from_(from) {
    const double psi = (2147483648.0 - from.y) * kRadPerUnit;
    cosh_ = std::cosh(psi);
    sinh_ = std::sinh(psi);
  }
  double to(WorldPoint point) const {
    const double north = (static_cast<double>(from_.y) - point.y) * kRadPerUnit;
    const double east = static_cast<std::int32_t>(point.x - from_.x) * kRadPerUnit;
    const double half = sinh_of(north / 2), sine = sin_of(east / 2);
    const double cosh_there =
        cosh_ * (1 + 2 * half * half) + sinh_ * 2 * half * std::sqrt(1 + half * half);
    return std::min(1.0, (half * half + sine * sine) / (cosh_ * cosh_there));
  }

 private:
  // Up to here, 400 km, what the series below leave out is less than the last bit.
  static constexpr double kSmall = 1.0 / 32;
  static double sinh_of(double v) {
    const double square = v * v;
    if (square > kSmall * kSmall) return std::sinh(v);
    return v * (1 + square / 6 * (1 + square / 20 * (1 + square / 42)));
  }
  static double sin_of(double v) {
    const double square = v * v;
    if (square > kSmall * kSmall) return std::sin(v);
    return v * (1 - square / 6 * (1 - square / 20 * (1 - square / 42)));
  }

  WorldPoint from_;
  double cosh_, sinh_;
};

constexpr double kFarthest_m = std::numbers::pi * kEarthRadius_m;

double haversine_of(double distance_m) {
  const double sine = std::sin(std::min(distance_m / kEarthRadius_m, std::numbers::pi) / 2);
  return sine * sine;
}

// A view that has every point within the distance, and some more.
MapView view_round(model::Position from, double radius_m) {
  const double angle = radius_m / kEarthRadius_m * (1 + 1e-9);
  const double angle_deg = angle / kRadPerDeg;
  const double north_deg = std::min(from.lat_deg + angle_deg, 90.0);
  const double south_deg = std::max(from.lat_deg - angle_deg, -90.0);
  MapView view;
  view.north_west.y = project({north_deg, 0}).y;
  view.south_east.y = project({south_deg, 0}).y;
  view.north_west.y -= view.north_west.y > 0 ? 1 : 0;
  view.south_east.y += view.south_east.y < UINT32_MAX ? 1 : 0;
  // Where the circle touches or passes a pole it goes through every meridian.
  if (north_deg == 90 || south_deg == -90 || angle >= 1) return view;
  const double east = std::asin(std::sin(angle) / std::cos(from.lat_deg * kRadPerDeg));
  const auto units = static_cast<std::uint32_t>(east / kRadPerUnit) + 2;
  const std::uint32_t middle = project(from).x;
  if (units >= 1u << 31) return view;
  view.north_west.x = middle - units;
  view.south_east.x = middle + units;
  return view;
}

struct Found {
  double haversine;
  std::uint32_t id;
  WorldPoint at;
  auto operator<=>(const Found&) const = default;
};

// Those in the window that are within a distance which grows from `reach_m`, until there are enough
// or it is `most_m`.
std::vector<Found> found_within(PointIndex& points, model::Position from, const MapWindow& window,
                                std::uint32_t count, double reach_m, double most_m) {
  const Haversines haversines(project(from));
  std::vector<Found> found;
  for (;; reach_m *= 2) {
    reach_m = std::min(reach_m, most_m);
    const double limit = haversine_of(reach_m);
    found.clear();
    const auto append = [&](const PointChunk& chunk, std::uint32_t i) {
      const double haversine = haversines.to(chunk.at(i));
      if (haversine <= limit) found.push_back({haversine, chunk.id(i), chunk.at(i)});
      return true;
    };
    MapWindow(view_round(from, reach_m)).each_box([&](const WorldBox& round) {
      window.each_box([&](const WorldBox& box) {
        if (const auto both = common(round, box)) points.each(*both, append);
      });
    });
    if (found.size() >= count || reach_m >= most_m) return found;
  }
}

std::vector<Near> nearest_of(std::vector<Found> found, std::uint32_t count) {
  const auto end =
      found.begin() + static_cast<std::ptrdiff_t>(std::min<std::size_t>(count, found.size()));
  std::nth_element(found.begin(), end, found.end());
  std::sort(found.begin(), end);
  std::vector<Near> nearest;
  nearest.reserve(static_cast<std::size_t>(end - found.begin()));
  for (auto it = found.begin(); it != end; ++it) {
    nearest.push_back({it->at, it->id, 2 * kEarthRadius_m * std::asin(std::sqrt(it->haversine))});
  }
  return nearest;
}

}  // namespace

// Within it are half as many again as are wanted, were the points of the cell spread evenly.
double Engine::first_reach_m(model::Position from, std::uint32_t count) {
  const PointIndex::Crowd crowd = points_.crowd_at(project(from), 2 * count);
  const double side_m = 2 * std::numbers::pi * kEarthRadius_m *
                        std::cos(from.lat_deg * kRadPerDeg) / std::exp2(crowd.level);
  return side_m * std::sqrt(1.5 * count / (std::numbers::pi * crowd.count));
}

std::vector<Near> Engine::nearest(model::Position from, std::uint32_t count, double radius_m) {
  if (count == 0) return {};
  const MapWindow world{MapView{}};
  return nearest_of(found_within(points_, from, world, count, first_reach_m(from, count), radius_m),
                    count);
}

std::vector<Near> Engine::nearest(model::Position from, std::uint32_t count, const MapView& view) {
  const std::uint32_t most = this->count(view);
  if (count == 0 || most == 0) return {};
  // Where all are wanted, or nearly, one look is enough.
  const double reach_m = most / 4 > count ? first_reach_m(from, count) : kFarthest_m;
  return nearest_of(found_within(points_, from, MapWindow(view), count, reach_m, kFarthest_m),
                    count);
}

}  // namespace geo
