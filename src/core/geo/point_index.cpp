#include "core/geo/point_index.hpp"

#include <algorithm>
#include <bit>
#include <utility>

namespace geo {
namespace {

// Four quadrants become one chunk again when they fill half of it: not sooner, so that a point that
// comes and goes does not split and join each time.
constexpr std::uint32_t kJoinedPoints = kChunkPoints / 2;

}  // namespace

void PointIndex::add(std::span<const IndexPoint> points) {
  if (points.empty()) return;
  add_to(root_, morton_order(points), points, 0);
  size_ += static_cast<std::uint32_t>(points.size());
  for (const auto& point : points) {
    bounds_.first = {std::min(bounds_.first.x, point.at.x), std::min(bounds_.first.y, point.at.y)};
    bounds_.last = {std::max(bounds_.last.x, point.at.x), std::max(bounds_.last.y, point.at.y)};
  }
}

PointIndex::Node PointIndex::grown(std::span<const MortonEntry> entries,
                                   std::span<const IndexPoint> points, int level) {
  Node node;
  if (entries.size() <= kChunkPoints || level == 32) {
    if (!entries.empty()) node.chunk = std::make_unique<PointChunk>(entries, points, level);
    return node;
  }
  node.branch = std::make_unique<Branch>();
  node.branch->points = static_cast<std::uint32_t>(entries.size());
  const auto parts = quadrants(entries, level);
  for (unsigned q = 0; q < 4; ++q) node.branch->quadrants[q] = grown(parts[q], points, level + 1);
  return node;
}

void PointIndex::add_to(Node& node, std::span<const MortonEntry> entries,
                        std::span<const IndexPoint> points, int level) {
  if (entries.empty()) return;
  node.forget();
  if (node.branch) {
    node.branch->points += static_cast<std::uint32_t>(entries.size());
    const auto parts = quadrants(entries, level);
    for (unsigned q = 0; q < 4; ++q) {
      add_to(node.branch->quadrants[q], parts[q], points, level + 1);
    }
  } else if (node.chunk) {
    std::vector<IndexPoint> all;
    all.reserve(node.chunk->size() + entries.size());
    append_all(node, all);
    for (const auto& entry : entries) all.push_back(points[entry.index]);
    rebuild(node, std::move(all), level);
  } else {
    node = grown(entries, points, level);
  }
}

void PointIndex::rebuild(Node& node, std::vector<IndexPoint> points, int level) {
  node = {};  // its memory first, so that both are never there
  node = grown(morton_order(points), points, level);
}

void PointIndex::append_all(const Node& node, std::vector<IndexPoint>& points) {
  if (node.chunk) {
    for (std::uint32_t i = 0; i < node.chunk->size(); ++i) points.push_back(node.chunk->point(i));
  } else if (node.branch) {
    for (const auto& quadrant : node.branch->quadrants) append_all(quadrant, points);
  }
}

bool PointIndex::remove(WorldPoint at, std::uint32_t id) {
  if (!remove_from(root_, at, id, 0)) return false;
  --size_;
  return true;
}

bool PointIndex::remove_from(Node& node, WorldPoint at, std::uint32_t id, int level) {
  if (node.branch) {
    Node& quadrant_of_point = node.branch->quadrants[quadrant(morton(at), level)];
    if (!remove_from(quadrant_of_point, at, id, level + 1)) return false;
    node.forget();
    if (--node.branch->points <= kJoinedPoints) {
      std::vector<IndexPoint> points;
      append_all(node, points);
      rebuild(node, std::move(points), level);
    }
    return true;
  }
  if (!node.chunk) return false;
  const std::uint32_t found = node.chunk->find(at, id);
  if (found == node.chunk->size()) return false;
  std::vector<IndexPoint> points;
  append_all(node, points);
  points.erase(points.begin() + found);
  rebuild(node, std::move(points), level);
  return true;
}

bool PointIndex::set_open(WorldPoint at, std::uint32_t id, bool open) {
  std::vector<Node*> path{&root_};
  const std::uint64_t key = morton(at);
  while (path.back()->branch) {
    path.push_back(
        &path.back()->branch->quadrants[quadrant(key, static_cast<int>(path.size()) - 1)]);
  }
  PointChunk* chunk = path.back()->chunk.get();
  if (chunk == nullptr) return false;
  const std::uint32_t found = chunk->find(at, id);
  if (found == chunk->size()) return false;
  chunk->set_open(found, open);
  for (auto* node : path) node->forget();
  return true;
}

void PointIndex::set_filter(const PointFilter& filter) {
  active_ = {filter, ColumnFilter(filter), active_.epoch + 1};
}

PointIndex::Part PointIndex::part_with(const WorldBox& box) {
  const int common = std::countl_zero((box.first.x ^ box.last.x) | (box.first.y ^ box.last.y));
  Node* node = &root_;
  int level = 0;
  for (; level < common && node->branch; ++level) {
    const unsigned east = box.first.x >> (31 - level) & 1, south = box.first.y >> (31 - level) & 1;
    node = &node->branch->quadrants[south << 1 | east];
  }
  return {*node, quad_of(box.first, level)};
}

std::uint32_t PointIndex::count_of(Node& node, const Quad& cell) {
  if (node.count_epoch == active_.epoch) return node.sums.count;
  node.count_epoch = active_.epoch;
  node.sums.count = node.chunk ? node.chunk->count(active_, cell) : 0;
  for (unsigned q = 0; node.branch && q < 4; ++q) {
    node.sums.count += count_of(node.branch->quadrants[q], cell.child(q));
  }
  return node.sums.count;
}

const Sums& PointIndex::sums_of(Node& node, const Quad& cell) {
  if (node.sums_epoch == active_.epoch) return node.sums;
  node.count_epoch = node.sums_epoch = active_.epoch;
  node.sums = node.chunk ? node.chunk->sums(active_, cell) : Sums{};
  for (unsigned q = 0; node.branch && q < 4; ++q) {
    node.sums.add(sums_of(node.branch->quadrants[q], cell.child(q)));
  }
  return node.sums;
}

// The cell meets the box.
std::uint32_t PointIndex::count_in(Node& node, const Quad& cell, const WorldBox& box) {
  if (box.holds(cell)) return count_of(node, cell);
  std::uint32_t count = 0;
  if (node.branch) {
    each_quadrant(box.quadrants_of(cell), [&](unsigned q) {
      count += count_in(node.branch->quadrants[q], cell.child(q), box);
    });
  } else if (count_of(node, cell) > 0) {
    node.chunk->each(box, cell, [&](std::uint32_t) { return ++count, true; });
  }
  return count;
}

// The cell meets the grid's box.
void PointIndex::fill_from(Node& node, const Quad& cell, const CellGrid& grid) {
  // A single point is looked for further down, where it has a name.
  if (cell.level == grid.level) {
    const Sums& sums = sums_of(node, cell);
    if (sums.count == 0) return;
    if (sums.count > 1) return grid.put(cell.corner, sums, nullptr);
  }
  if (node.chunk) {
    if (count_of(node, cell) > 0) node.chunk->fill(grid, cell);
  } else if (node.branch) {
    each_quadrant(grid.box.quadrants_of(cell), [&](unsigned q) {
      Node& quadrant = node.branch->quadrants[q];
      if (!quadrant.is_empty()) fill_from(quadrant, cell.child(q), grid);
    });
  }
}

std::array<std::uint32_t, 256> PointIndex::facets(const WorldBox& box) {
  PointFilter others = active_.filter;
  others.categories.set();
  const ActiveFilter active{others, ColumnFilter(others), 0};
  std::array<std::uint32_t, 256> counts{};
  each_chunk(root_, {}, box, [&](PointChunk& chunk, const Quad& cell) {
    const bool is_whole = box.holds(cell);
    PointChunk::each_bit(chunk.mask_of(active, cell), [&](std::uint32_t i) {
      if (is_whole || box.holds(chunk.at(i))) ++counts[chunk.category(i)];
    });
    return true;
  });
  return counts;
}

PointIndex::Crowd PointIndex::crowd_at(WorldPoint place, std::uint32_t at_least) {
  Crowd crowd{0, count()};
  Quad cell;
  const std::uint64_t key = morton(place);
  for (Node* node = &root_; node->branch;) {
    const unsigned q = quadrant(key, cell.level);
    node = &node->branch->quadrants[q];
    cell = cell.child(q);
    const std::uint32_t count = count_of(*node, cell);
    if (count < at_least) break;
    crowd = {cell.level, count};
  }
  return crowd;
}

std::size_t PointIndex::bytes_of(const Node& node) {
  if (node.chunk) return node.chunk->bytes();
  if (!node.branch) return 0;
  std::size_t bytes = sizeof(Branch);
  for (const auto& quadrant : node.branch->quadrants) bytes += bytes_of(quadrant);
  return bytes;
}

std::size_t PointIndex::bytes() const { return sizeof(*this) + bytes_of(root_); }

}  // namespace geo
