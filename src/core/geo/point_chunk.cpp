#include "core/geo/point_chunk.hpp"

#include <algorithm>
#include <bit>

namespace geo {
namespace {

constexpr unsigned kAllQuadrants = 0b1111;

// Fewer points in a cell of a grid than this, and points are looked at one by one; where the grid's
// box may leave some out, of so many altogether.
constexpr std::uint32_t kFewInCell = 2, kFewAtEdge = 64;
constexpr int kFarDown = 6;  // levels: at most one point in a cell there, were they spread evenly

}  // namespace

PointChunk::PointChunk(std::span<const MortonEntry> entries, std::span<const IndexPoint> all,
                       int level)
    : points_(static_cast<std::uint32_t>(entries.size())) {
  for (std::uint32_t i = 0; i < size(); ++i) points_.put(i, all[entries[i].index]);
  for (std::uint32_t i = 0; i < size(); ++i) all_sums_.add(at(i));
  grow(entries, level);
  nodes_.shrink_to_fit();
}

void PointChunk::grow(std::span<const MortonEntry> entries, int level) {
  std::vector<std::span<const MortonEntry>> parts{entries};  // of each node
  nodes_.push_back({.begin = 0, .first_child = 0, .quadrants = 0});
  for (std::size_t node = 0, level_end = 1; node < nodes_.size(); ++node) {
    if (node == level_end) {
      ++level;
      level_end = nodes_.size();
    }
    if (parts[node].size() <= kLeafPoints || level == 32) continue;
    nodes_[node].first_child = nodes_.size() & 0xFFF;
    unsigned q = 0;
    for (const auto part : quadrants(parts[node], level)) {
      if (!part.empty()) {
        nodes_[node].quadrants |= 1u << q & 15;
        const auto begin = static_cast<std::uint32_t>(part.data() - entries.data());
        nodes_.push_back({.begin = begin & 0x3FF, .first_child = 0, .quadrants = 0});
        parts.push_back(part);
      }
      ++q;
    }
  }
}

std::uint32_t PointChunk::find(WorldPoint wanted, std::uint32_t id) const {
  const std::uint64_t key = morton(wanted);
  std::uint32_t low = 0, high = size();
  while (low < high) {
    const std::uint32_t middle = (low + high) / 2;
    if (morton(at(middle)) < key) {
      low = middle + 1;
    } else {
      high = middle;
    }
  }
  while (low < size() && at(low) == wanted && this->id(low) != id) ++low;
  return low < size() && at(low) == wanted ? low : size();
}

void PointChunk::set_open(std::uint32_t i, bool open) {
  const std::uint64_t bit = std::uint64_t{1} << i % 64;
  std::uint64_t& word = points_.open()[i / 64];
  word = open ? word | bit : word & ~bit;
  epoch_ = 0;
}

std::size_t PointChunk::bytes() const {
  return sizeof(*this) + points_.bytes() + nodes_.capacity() * sizeof(Node);
}

void PointChunk::filter(const ActiveFilter& active, const Quad& cell,
                        std::span<std::uint64_t> mask) const {
  active.columns.pass(points_.of_filter(), size(), mask.data());
  if (active.filter.only_open) {
    for (std::size_t word = 0; word < mask.size(); ++word) mask[word] &= points_.open()[word];
  }
  if (!active.filter.area) return;
  const Nearness nearness = nearness_of(*active.filter.area, box_of(cell));
  if (nearness == Nearness::inside) return;
  if (nearness == Nearness::outside) return std::fill(mask.begin(), mask.end(), 0);
  each_bit(mask, [&](std::uint32_t i) {
    if (!contains(*active.filter.area, at(i))) mask[i / 64] &= ~(std::uint64_t{1} << i % 64);
  });
}

std::vector<std::uint64_t> PointChunk::mask_of(const ActiveFilter& active, const Quad& cell) const {
  std::vector<std::uint64_t> mask(points_.passing().size());
  filter(active, cell, mask);
  return mask;
}

std::uint32_t PointChunk::count(const ActiveFilter& active, const Quad& cell) {
  if (epoch_ == active.epoch) return sums_.count;
  epoch_ = active.epoch;
  sums_epoch_ = node_epoch_ = 0;
  filter(active, cell, points_.passing());
  sums_.count = 0;
  for (const auto word : points_.passing()) {
    sums_.count += static_cast<std::uint32_t>(std::popcount(word));
  }
  return sums_.count;
}

const Sums& PointChunk::sums(const ActiveFilter& active, const Quad& cell) {
  if (count(active, cell) > 0 && sums_epoch_ != epoch_) {
    const bool are_most = sums_.count > size() / 2, are_all = sums_.count == size();
    sums_ = are_most ? all_sums_ : points_.sums(0, size());
    if (are_most && !are_all) sums_.subtract(points_.sums(0, size(), false));
  }
  sums_epoch_ = epoch_;
  return sums_;
}

Sums PointChunk::sum_part(Part part) {
  Node& node = nodes_[part.node];
  Sums sums;
  if (node.is_leaf()) sums = points_.sums(node.begin, part.end);
  each_child(part, kAllQuadrants, [&](Part child, unsigned) { sums.add(sum_part(child)); });
  node.keep(sums);
  return sums;
}

void PointChunk::fill(const CellGrid& grid, const Quad& cell) {
  if (sums_.count == 0) return;
  if (size() > kChunkPoints) {
    return grid.put(cell.corner, points_.sums(0, size()), points_.ids() + first_passing(0));
  }
  if (node_epoch_ != epoch_) sum_part(all());
  node_epoch_ = epoch_;
  fill_from<false>(all(), grid, cell);
}

// There is one from `begin` on.
std::uint32_t PointChunk::first_passing(std::uint32_t begin) const {
  std::uint32_t first = begin;
  each_passing(begin, size(), [&](std::uint32_t i) {
    first = i;
    return false;
  });
  return first;
}

// In Morton order the points of a cell of the grid follow each other. Each point writes what its
// cell has by then: whether the next one begins a new cell can't be foreseen, so nothing branches
// on it. What is read in the loop is copied first: it might be what is written, for all a compiler
// knows.
template <bool kIsInside>
void PointChunk::fill_from_leaf(std::uint32_t begin, std::uint32_t end,
                                const CellGrid& grid) const {
  const CellGrid to = grid;
  const WorldPoint* const places = points_.places();
  const std::uint32_t* const ids = points_.ids();
  std::uint32_t last = *to.count - 1, index = UINT32_MAX;  // of the cell before
  Sums sums;
  const auto put = [&](std::uint32_t i) {
    const WorldPoint here = places[i];
    const std::uint32_t before = index;
    index = to.index_of(here);
    const bool is_new = index != before;
    const std::uint64_t kept = std::uint64_t{is_new} - 1;
    sums = {sums.count & static_cast<std::uint32_t>(kept), sums.x & kept, sums.y & kept};
    sums.add(here);
    last += is_new;
    to.cells[last] = {sums, ids + i, index};
    return true;
  };
  if constexpr (kIsInside) {
    each_passing(begin, end, put);
  } else {
    each_passing_in(to.box, begin, end, put);
  }
  *to.count = last + 1;
}

// Without a look at the box where it holds the cell: this is most of the work of a view.
template <bool kIsInside>
void PointChunk::fill_from(Part part, const CellGrid& grid, const Quad& cell) const {
  const Node& node = nodes_[part.node];
  if (node.count == 0) return;
  if constexpr (!kIsInside) {
    if (grid.box.holds(cell)) return fill_from<true>(part, grid, cell);
  }
  if (cell.level >= grid.level) {
    const bool is_one = node.count == 1;
    return grid.put(cell.corner, node.sums(),
                    is_one ? points_.ids() + first_passing(node.begin) : nullptr);
  }
  const int levels = std::min(grid.level - cell.level, kFarDown);
  const bool are_apart = std::uint32_t{node.count} >> 2 * levels < kFewInCell;
  const bool are_few = kIsInside || part.end - node.begin <= kFewAtEdge;
  if (node.is_leaf() || (are_apart && are_few)) {
    return fill_from_leaf<kIsInside>(node.begin, part.end, grid);
  }
  const unsigned met = kIsInside ? kAllQuadrants : grid.box.quadrants_of(cell);
  each_child(part, met, [&](Part child, unsigned quadrant) {
    fill_from<kIsInside>(child, grid, cell.child(quadrant));
  });
}

}  // namespace geo
