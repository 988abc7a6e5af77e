// What the engine must give, by the plainest means: a list of points, and every question answered
// by looking at all of them.
#pragma once
#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>
#include <map>
#include <set>
#include <vector>

#include "core/geo/engine.hpp"

namespace engine_model {

inline bool passes(const geo::IndexPoint& point, const geo::PointFilter& filter) {
  return filter.categories[point.category] &&
         (point.tags & filter.required_tags) == filter.required_tags &&
         (filter.any_tags == 0 || (point.tags & filter.any_tags) != 0) &&
         (point.tags & filter.no_tags) == 0 && point.days.first <= filter.days.last &&
         point.days.last >= filter.days.first && (point.open || !filter.only_open) &&
         (!filter.area || geo::contains(*filter.area, point.at));
}

struct Cluster {
  geo::WorldPoint at, cell;
  std::vector<std::uint32_t> ids;  // in order
};

// A cell of 64 px, its points, and their mean.
struct Cell {
  std::uint32_t column = 0, row = 0;
  std::vector<const geo::IndexPoint*> points;
  geo::WorldPoint mean;
  std::uint64_t weight = 0;
};

// The mean of points that lie near `corner`, on whichever side of the antimeridian.
inline geo::WorldPoint mean_near(geo::WorldPoint corner,
                                 const std::vector<const geo::IndexPoint*>& points) {
  std::int64_t x = 0, y = 0;
  for (const auto* point : points) {
    x += static_cast<std::int32_t>(point->at.x - corner.x);
    y += std::int64_t{point->at.y} - corner.y;
  }
  const auto mean = [&](std::int64_t sum) {
    const auto count = static_cast<std::int64_t>(points.size());
    return static_cast<std::uint32_t>(sum >= 0 ? sum / count : -((-sum + count - 1) / count));
  };
  return {corner.x + mean(x), corner.y + mean(y)};
}

// By their definition: cells, heaviest first, each with what is free within 60 px.
inline std::vector<Cluster> clusters(const std::vector<const geo::IndexPoint*>& points, int zoom) {
  const int shift = 32 - geo::cell_level(zoom);
  std::map<std::pair<std::uint32_t, std::uint32_t>, Cell> by_place;
  for (const auto* point : points) {
    by_place[{point->at.y >> shift, point->at.x >> shift}].points.push_back(point);
  }
  std::vector<Cell*> cells;
  for (auto& [place, cell] : by_place) {
    cell.row = place.first;
    cell.column = place.second;
    cell.mean = mean_near({cell.column << shift, cell.row << shift}, cell.points);
    cell.weight =
        geo::cell_weight(static_cast<std::uint32_t>(cell.points.size()), cell.column, cell.row);
    cells.push_back(&cell);
  }
  std::sort(cells.begin(), cells.end(), [](auto* a, auto* b) { return a->weight > b->weight; });
  // Distances are those of whole 64ths of a pixel.
  const int part_shift = 18 - zoom;
  const auto parts_between = [&](std::uint32_t a, std::uint32_t b) {
    return static_cast<std::int32_t>(((a >> part_shift) - (b >> part_shift)) << part_shift) >>
           part_shift;
  };
  const std::int64_t radius = 60 * 64;
  const std::uint32_t around = (1u << (32 - shift)) - 1;
  std::vector<Cluster> clusters;
  std::set<const Cell*> taken;
  for (const Cell* cell : cells) {
    if (taken.contains(cell)) continue;
    const geo::WorldPoint corner{cell->column << shift, cell->row << shift};
    auto members = cell->points;
    for (unsigned around_it = 0; around_it < 9; ++around_it) {
      const std::uint32_t row = cell->row + around_it / 3 - 1;
      const auto found = by_place.find({row, (cell->column + around_it % 3 - 1) & around});
      if (found == by_place.end()) continue;
      const Cell& other = found->second;
      const std::int64_t x = parts_between(cell->mean.x, other.mean.x);
      const std::int64_t y = parts_between(cell->mean.y, other.mean.y);
      const bool is_free = other.weight < cell->weight && !taken.contains(&other);
      if (!is_free || x * x + y * y > radius * radius) continue;
      taken.insert(&other);
      members.insert(members.end(), other.points.begin(), other.points.end());
    }
    Cluster cluster{mean_near(corner, members), corner, {}};
    for (const auto* point : members) cluster.ids.push_back(point->id);
    std::sort(cluster.ids.begin(), cluster.ids.end());
    clusters.push_back(std::move(cluster));
  }
  return clusters;
}

// Those of the zoom levels where only what shares a place is merged.
inline std::vector<Cluster> places(const std::vector<const geo::IndexPoint*>& points) {
  std::map<geo::WorldPoint, std::vector<std::uint32_t>> by_place;
  for (const auto* point : points) by_place[point->at].push_back(point->id);
  std::vector<Cluster> clusters;
  for (auto& [at, ids] : by_place) {
    std::sort(ids.begin(), ids.end());
    clusters.push_back({at, at, std::move(ids)});
  }
  return clusters;
}

class Model {
 public:
  std::vector<geo::IndexPoint> points;
  geo::PointFilter filter;

  std::vector<const geo::IndexPoint*> passing() const {
    std::vector<const geo::IndexPoint*> found;
    for (const auto& point : points) {
      if (passes(point, filter)) found.push_back(&point);
    }
    return found;
  }
  std::vector<Cluster> world(int zoom) const {
    return zoom <= geo::kMergeMaxZoom ? clusters(passing(), zoom) : places(passing());
  }
};

inline bool is_in(const geo::MapView& view, geo::WorldPoint at) {
  const std::int64_t pad = std::int64_t{view.padding_px} * geo::units_per_px(view.zoom);
  const std::int64_t world = std::int64_t{1} << 32;
  const std::int64_t width = static_cast<std::uint32_t>(view.south_east.x - view.north_west.x);
  if (at.y < view.north_west.y - pad || at.y > view.south_east.y + pad) return false;
  const std::int64_t east = ((at.x - view.north_west.x + pad) % world + world) % world;
  return width + 2 * pad >= world - 1 || east <= width + 2 * pad;
}

// Points of which many are near, at the same place, at edges and across the antimeridian;
// `below(n)` gives a whole number from 0 to n - 1.
template <class Below>
geo::WorldPoint any_place(Below&& below, const std::vector<geo::IndexPoint>& others) {
  const auto any = [&] {
    return static_cast<std::uint32_t>(below(1u << 16) << 16 | below(1u << 16));
  };
  switch (below(6)) {
    case 0: return {any(), any()};
    case 1: return {static_cast<std::uint32_t>(-2000 + static_cast<int>(below(4000))), any()};
    case 2: return {any() & 0xF0000000, any() & 0xF0000000};
    case 3:
      if (!others.empty()) return others[below(static_cast<std::uint32_t>(others.size()))].at;
      [[fallthrough]];
    default: {
      if (others.empty()) return {any(), any()};
      const auto near = others[below(static_cast<std::uint32_t>(others.size()))].at;
      const unsigned reach = below(30);
      return {near.x + (any() >> (31 - reach)) - (1u << reach >> 1),
              near.y + (any() >> (31 - reach))};
    }
  }
}
template <class Below>
geo::IndexPoint any_point(Below&& below, const std::vector<geo::IndexPoint>& others,
                          std::uint32_t id) {
  const auto first = static_cast<std::uint16_t>(below(400));
  return {any_place(below, others),
          id,
          1u << below(32) | 1u << below(32),
          below(3) == 0 ? geo::DayRange{}
                        : geo::DayRange{first, static_cast<std::uint16_t>(first + below(30))},
          static_cast<std::uint8_t>(below(3) == 0 ? below(256) : below(4)),
          below(2) == 0};
}
template <class Below>
geo::PointFilter any_filter(Below&& below, const std::vector<geo::IndexPoint>& others) {
  geo::PointFilter filter;
  if (below(2) == 0) {
    for (std::size_t i = 0; i < 256; ++i) filter.categories[i] = below(3) != 0;
  }
  if (below(4) == 0) filter.required_tags = 1u << below(32);
  if (below(3) == 0) filter.any_tags = static_cast<std::uint32_t>(below(1u << 16)) << below(16);
  if (below(3) == 0) filter.no_tags = 1u << below(32);
  if (below(3) == 0) {
    filter.days.first = static_cast<std::uint16_t>(below(400));
    filter.days.last = static_cast<std::uint16_t>(filter.days.first + below(60));
  }
  filter.only_open = below(4) == 0;
  if (below(5) == 0) {
    filter.area = geo::Circle{geo::unproject(any_place(below, others)), std::exp2(below(24))};
  } else if (below(5) == 0) {
    geo::Polygon polygon;
    for (unsigned corners = 3 + below(4); corners > 0; --corners) {
      polygon.corners.push_back(any_place(below, others));
    }
    filter.area = polygon;
  }
  return filter;
}

}  // namespace engine_model
