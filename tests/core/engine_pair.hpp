// An engine beside its model.
#pragma once
#include <boost/test/unit_test.hpp>

#include <algorithm>
#include <span>

#include "core/geo/engine.hpp"
#include "tests/core/engine_model.hpp"
#include "tests/core/examples.hpp"

namespace engine_model {

// An engine and its model, told the same.
struct Pair {
  examples::Chance chance;
  geo::Engine engine;
  Model model;
  std::uint32_t next_id = 1;

  explicit Pair(std::uint64_t seed) : chance(seed) {}
  auto below() {
    return [this](std::uint32_t n) { return static_cast<std::uint32_t>(chance.below(n)); };
  }
  void add(std::uint32_t count) {
    const auto before = model.points.size();
    for (; count > 0; --count)
      model.points.push_back(engine_model::any_point(below(), model.points, next_id++));
    engine.add(std::span(model.points).subspan(before));
  }
  void remove_any() {
    const auto i = chance.below(model.points.size());
    BOOST_REQUIRE(engine.remove(model.points[i].at, model.points[i].id));
    model.points.erase(model.points.begin() + static_cast<std::ptrdiff_t>(i));
  }
  void filter_any() {
    model.filter = engine_model::any_filter(below(), model.points);
    engine.set_filter(model.filter);
  }
  geo::MapView any_view() {
    geo::MapView view;
    view.zoom = static_cast<int>(chance.below(23));
    view.padding_px = static_cast<int>(chance.below(3)) * 50;
    const auto centre = engine_model::any_place(below(), model.points);
    const auto half = static_cast<std::uint32_t>(std::min<std::uint64_t>(
        std::uint64_t{geo::units_per_px(view.zoom)} * chance.below(900), 0x7FFFFFFF));
    view.north_west = {centre.x - half, centre.y > half ? centre.y - half : 0};
    view.south_east = {centre.x + half,
                       centre.y < UINT32_MAX - half ? centre.y + half : UINT32_MAX};
    return view;
  }
};

inline geo::MapView world_at(int zoom) {
  geo::MapView view;
  view.zoom = zoom;
  return view;
}

}  // namespace engine_model
