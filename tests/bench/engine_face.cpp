// The engine as a WebAssembly module of plain functions, for tests/bench/clustering.mjs. Columns
// come in and results go out as typed arrays over the module's memory.
#include <cstddef>
#include <cstdlib>
#include <vector>

#include "core/geo/engine.hpp"

namespace {

geo::Engine* engine = nullptr;
std::vector<std::uint32_t> result;
const std::uint32_t* answer = nullptr;  // of the last question

// Columns of `count` points; coordinates in degrees, or in units of the world.
struct Columns {
  const std::uint32_t *tags = nullptr, *ids = nullptr;
  const std::uint16_t *first_day = nullptr, *last_day = nullptr;
  const std::uint8_t* category = nullptr;
};

// Handed over in slices, so that the memory needed beside the columns has a bound.
constexpr std::uint32_t kSlice = 1 << 20;

template <class PlaceOf>
void add(const Columns& columns, std::uint32_t count, PlaceOf&& place_of) {
  std::vector<geo::IndexPoint> points;
  for (std::uint32_t begin = 0; begin < count; begin += kSlice) {
    const std::uint32_t end = count - begin < kSlice ? count : begin + kSlice;
    points.clear();
    points.reserve(end - begin);
    for (std::uint32_t i = begin; i < end; ++i) {
      points.push_back({place_of(i),
                        columns.ids[i],
                        columns.tags[i],
                        {columns.first_day[i], columns.last_day[i]},
                        columns.category[i],
                        true});
    }
    engine->add(points);
  }
}

// Where they lie, until the engine is asked again.
std::uint32_t put(std::span<const geo::PointCluster> clusters) {
  static_assert(sizeof(geo::PointCluster) == 6 * sizeof(std::uint32_t));
  answer = reinterpret_cast<const std::uint32_t*>(clusters.data());
  return static_cast<std::uint32_t>(clusters.size());
}
std::uint32_t put_result() {
  answer = result.data();
  return static_cast<std::uint32_t>(result.size());
}

geo::PointFilter current;

}  // namespace

extern "C" {

void engine_reset() {
  delete engine;
  engine = new geo::Engine;
  current = {};
}
void engine_add_degrees(const double* lon, const double* lat, const Columns* columns,
                        std::uint32_t count) {
  add(*columns, count, [&](std::uint32_t i) { return geo::project({lat[i], lon[i]}); });
}
void engine_add_units(const std::uint32_t* x, const std::uint32_t* y, const Columns* columns,
                      std::uint32_t count) {
  add(*columns, count, [&](std::uint32_t i) { return geo::WorldPoint{x[i], y[i]}; });
}
int engine_remove(std::uint32_t x, std::uint32_t y, std::uint32_t id) {
  return engine->remove({x, y}, id);
}
void engine_filter(const std::uint32_t* categories, std::uint32_t required, std::uint32_t any,
                   std::uint32_t none, std::uint32_t first_day, std::uint32_t last_day) {
  for (std::size_t i = 0; i < 256; ++i)
    current.categories[i] = (categories[i / 32] >> i % 32 & 1) != 0;
  current.required_tags = required;
  current.any_tags = any;
  current.no_tags = none;
  current.days = {static_cast<std::uint16_t>(first_day), static_cast<std::uint16_t>(last_day)};
  engine->set_filter(current);
}
std::uint32_t engine_count() { return engine->count(); }
void engine_forget_tiles() { engine->forget_tiles(); }
double engine_bytes() { return static_cast<double>(engine->bytes()); }

// Each answers how many; they lie at engine_result(), six words a cluster.
std::uint32_t engine_view(std::uint32_t west, std::uint32_t north, std::uint32_t east,
                          std::uint32_t south, int zoom) {
  return put(engine->view({{west, north}, {east, south}, zoom, 0}));
}
int engine_prepare(std::uint32_t west, std::uint32_t north, std::uint32_t east, std::uint32_t south,
                   int zoom) {
  return engine->prepare({{west, north}, {east, south}, zoom, 0});
}
std::uint32_t engine_tile(int zoom, std::uint32_t x, std::uint32_t y) {
  return put(engine->tile(zoom, x, y));
}
std::uint32_t engine_leaves(int zoom, std::uint32_t x, std::uint32_t y, std::uint32_t offset,
                            std::uint32_t limit) {
  result = engine->leaves(zoom, {x, y}, offset, limit);
  return put_result();
}
int engine_expansion_zoom(int zoom, std::uint32_t x, std::uint32_t y) {
  return engine->expansion_zoom(zoom, {x, y});
}
std::uint32_t engine_nearest(double lon, double lat, std::uint32_t count, double radius_m) {
  result.clear();
  for (const auto& near : engine->nearest({lat, lon}, count, radius_m)) result.push_back(near.id);
  return put_result();
}
const std::uint32_t* engine_result() { return answer; }

// A plain read of memory, what a filter's speed is measured against.
std::uint32_t read_memory(const std::uint32_t* words, std::size_t count) {
  std::uint32_t bits = 0;
  for (std::size_t i = 0; i < count; ++i) bits ^= words[i];
  return bits;
}

}  // extern "C"
