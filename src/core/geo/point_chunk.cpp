#include "core/geo/point_chunk.hpp"

#include <algorithm>
#include <bit>

namespace geo {

PointChunk::PointChunk(std::span<const MortonEntry> entries, std::span<const IndexPoint> all,
                       int level)
    : points_(static_cast<std::uint32_t>(entries.size())) {
  for (std::uint32_t i = 0; i < size(); ++i) points_.put(i, all[entries[i].index]);
  grow(entries, level, 0, 0);
  nodes_.shrink_to_fit();
}

void PointChunk::grow(std::span<const MortonEntry> entries, int level, std::uint32_t begin,
                      unsigned quadrant) {
  const std::size_t node = nodes_.size();
  nodes_.push_back({.begin = begin & 0xFFF, .next = 0, .quadrant = quadrant & 3});
  if (entries.size() > kLeafPoints && level < 32) {
    unsigned q = 0;
    for (const auto part : quadrants(entries, level)) {
      if (!part.empty()) grow(part, level + 1, begin, q);
      begin += static_cast<std::uint32_t>(part.size());
      ++q;
    }
  }
  nodes_[node].next = nodes_.size() & 0xFFF;
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
  if (count(active, cell) > 0 && sums_epoch_ != epoch_) sums_ = points_.sums(0, size());
  sums_epoch_ = epoch_;
  return sums_;
}

Sums PointChunk::sum_node(std::uint32_t node) {
  Sums sums;
  if (is_leaf(node)) sums = points_.sums(nodes_[node].begin, end_of(node));
  for (std::uint32_t child = node + 1; child < nodes_[node].next; child = nodes_[child].next) {
    sums.add(sum_node(child));
  }
  nodes_[node].keep(sums);
  return sums;
}

void PointChunk::fill(const CellGrid& grid, const Quad& cell) {
  if (sums_.count == 0) return;
  if (size() > kChunkPoints) {
    return grid.put(cell.corner, points_.sums(0, size()), id(first_passing(0)));
  }
  if (node_epoch_ != epoch_) sum_node(0);
  node_epoch_ = epoch_;
  if (grid.box.holds(cell)) {
    fill_from<true>(0, grid, cell.corner, cell.level);
  } else {
    fill_from<false>(0, grid, cell.corner, cell.level);
  }
}

// There is one from `begin` on.
std::uint32_t PointChunk::first_passing(std::uint32_t begin) const {
  std::uint32_t first = begin;
  each_of_range(begin, size(), [&](std::uint32_t i) {
    first = i;
    return false;
  });
  return first;
}

// In Morton order the points of a cell of the grid follow each other.
void PointChunk::fill_from_leaf(std::uint32_t leaf, const CellGrid& grid) const {
  Sums sums;
  WorldPoint place;
  std::uint32_t last = 0;
  const auto put = [&] {
    if (sums.count > 0 && grid.box.holds(place)) grid.put(place, sums, id(last));
  };
  each_of_range(nodes_[leaf].begin, end_of(leaf), [&](std::uint32_t i) {
    const WorldPoint here = at(i);
    if (sums.count == 0 || !grid.share_cell(here, place)) {
      put();
      sums = {};
      place = here;
    }
    sums.add(here);
    last = i;
    return true;
  });
  put();
}

// With numbers for the cell, and without a look at the box where it holds the chunk: this is most
// of the work of a view.
template <bool kIsInside>
void PointChunk::fill_from(std::uint32_t node, const CellGrid& grid, WorldPoint corner,
                           int level) const {
  const Node& here = nodes_[node];
  if (here.count == 0) return;
  if constexpr (!kIsInside) {
    if (!grid.box.meets({corner, level})) return;
  }
  // A single point is looked for further down, where it has a name.
  if (level >= grid.level && (here.count > 1 || is_leaf(node))) {
    return grid.put(corner, here.sums(), here.count == 1 ? id(first_passing(here.begin)) : 0);
  }
  if (is_leaf(node)) return fill_from_leaf(node, grid);
  const std::uint32_t half = 1u << (31 - level);
  for (std::uint32_t child = node + 1; child < here.next; child = nodes_[child].next) {
    const unsigned q = nodes_[child].quadrant;
    fill_from<kIsInside>(child, grid, {corner.x + (q & 1) * half, corner.y + (q >> 1) * half},
                         level + 1);
  }
}

}  // namespace geo
