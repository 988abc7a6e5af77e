// The spatial engine under any sequence of operations, beside its model that looks at all points.
// The bytes are the choices: which operation, which point, which view.
#include <algorithm>
#include <map>
#include <span>

#include "tests/core/engine_model.hpp"
#include "tests/fuzz/fuzz.hpp"

namespace {

using fuzz::require;

// Numbers taken from the input; 0 where it has ended.
class Choices {
 public:
  explicit Choices(std::span<const std::uint8_t> bytes) : bytes_(bytes) {}
  bool is_over() const { return bytes_.empty(); }
  std::uint32_t below(std::uint32_t end) {
    std::uint32_t bits = 0;
    for (std::uint32_t range = 1; range != 0 && range < end; range <<= 8) bits = bits << 8 | next();
    return bits % end;
  }

 private:
  std::uint32_t next() {
    if (bytes_.empty()) return 0;
    const std::uint32_t byte = bytes_.front();
    bytes_ = bytes_.subspan(1);
    return byte;
  }
  std::span<const std::uint8_t> bytes_;
};

void compare(geo::Engine& engine, const engine_model::Model& model, const geo::MapView& view) {
  std::map<geo::WorldPoint, engine_model::Cluster> expected;
  for (auto& cluster : model.world(view.zoom)) {
    if (engine_model::is_in(view, cluster.at)) expected.emplace(cluster.cell, std::move(cluster));
  }
  const auto found = engine.view(view);
  require(found.size() == expected.size(), "the view has another number of clusters");
  for (const auto& cluster : found) {
    const auto same = expected.find(cluster.cell);
    require(same != expected.end(), "a cluster has another cell");
    require(cluster.at == same->second.at, "a cluster has another place");
    require(cluster.count == same->second.ids.size(), "a cluster has another number of points");
  }
  if (expected.empty()) return;
  const auto& [cell, cluster] = *expected.begin();
  auto ids = engine.leaves(view.zoom, cell, 0, UINT32_MAX);
  std::sort(ids.begin(), ids.end());
  require(ids == cluster.ids, "a cluster has other points");
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  constexpr std::size_t kPointsMax = 3000;  // enough that chunks split, and few enough to be fast
  Choices choices({data, size});
  const auto below = [&](std::uint32_t end) { return choices.below(end); };
  geo::Engine engine;
  engine_model::Model model;
  std::uint32_t next_id = 1;
  while (!choices.is_over()) {
    switch (choices.below(6)) {
      case 0: {  // some points, mostly near one another
        const auto before = model.points.size();
        for (std::uint32_t count = choices.below(8); count > 0 && before < kPointsMax; --count) {
          model.points.push_back(engine_model::any_point(below, model.points, next_id++));
        }
        engine.add(std::span(model.points).subspan(before));
        break;
      }
      case 1: {  // as many as fill a chunk, at places that follow from one choice
        if (model.points.size() >= kPointsMax) break;
        const auto before = model.points.size();
        auto point = engine_model::any_point(below, model.points, 0);
        const std::uint32_t step = 1u << choices.below(32);
        for (int count = 0; count < 600; ++count) {
          point.at = {point.at.x + step, point.at.y * 5 + step};
          point.id = next_id++;
          model.points.push_back(point);
        }
        engine.add(std::span(model.points).subspan(before));
        break;
      }
      case 2: {
        if (model.points.empty()) break;
        const auto i = choices.below(static_cast<std::uint32_t>(model.points.size()));
        require(engine.remove(model.points[i].at, model.points[i].id), "a point is not found");
        model.points.erase(model.points.begin() + i);
        break;
      }
      case 3: {
        if (model.points.empty()) break;
        auto& point = model.points[choices.below(static_cast<std::uint32_t>(model.points.size()))];
        point.open = !point.open;
        require(engine.set_open(point.at, point.id, point.open), "a point is not found");
        break;
      }
      case 4:
        model.filter = engine_model::any_filter(below, model.points);
        engine.set_filter(model.filter);
        break;
      case 5: {
        geo::MapView view;
        view.zoom = static_cast<int>(choices.below(23));
        view.padding_px = static_cast<int>(choices.below(200));
        view.north_west = engine_model::any_place(below, model.points);
        view.south_east = engine_model::any_place(below, model.points);
        if (view.north_west.y > view.south_east.y) std::swap(view.north_west.y, view.south_east.y);
        compare(engine, model, view);
        break;
      }
    }
  }
  require(engine.size() == model.points.size(), "there is another number of points");
  require(engine.count() == model.passing().size(), "another number of points passes");
  return 0;
}
