#include "core/geo/point_chunk.hpp"

#include <algorithm>
#include <bit>

namespace geo {
namespace {

std::size_t words_for(std::size_t bits) { return (bits + 63) / 64; }

// The filter compares 16 points at once, so the columns it reads are that much longer at most.
std::size_t padded(std::size_t size) { return (size + 15) / 16 * 16; }

template <class... Columns>
std::size_t bytes_of(const Columns&... columns) {
  return (0 + ... + (columns.capacity() * sizeof(columns[0])));
}

}  // namespace

PointChunk::PointChunk(std::span<const MortonEntry> entries, std::span<const IndexPoint> all,
                       int level)
    : size_(static_cast<std::uint32_t>(entries.size())),
      x_(size_),
      y_(size_),
      id_(size_),
      tags_(padded(size_)),
      first_day_(padded(size_)),
      last_day_(padded(size_)),
      category_(padded(size_)),
      open_(words_for(size_)),
      mask_(words_for(size_)) {
  for (std::uint32_t i = 0; i < size_; ++i) {
    const IndexPoint& point = all[entries[i].index];
    x_[i] = point.at.x;
    y_[i] = point.at.y;
    id_[i] = point.id;
    tags_[i] = point.tags;
    first_day_[i] = point.days.first;
    last_day_[i] = point.days.last;
    category_[i] = point.category;
    open_[i / 64] |= std::uint64_t{point.open} << i % 64;
    all_.add(point.at);
  }
  grow(entries, level, 0, 0);
  nodes_.push_back({size_, 0, 0, 0});
  nodes_.shrink_to_fit();
  node_sums_.shrink_to_fit();
}

void PointChunk::grow(std::span<const MortonEntry> entries, int level, std::uint32_t begin,
                      unsigned quadrant) {
  const std::size_t node = nodes_.size();
  nodes_.push_back({begin, 0, 0, quadrant});
  if (entries.size() > kLeafPoints && level < 32) {
    nodes_[node].sums = static_cast<std::uint32_t>(node_sums_.size());
    node_sums_.emplace_back();
    unsigned q = 0;
    for (const auto part : quadrants(entries, level)) {
      if (!part.empty()) grow(part, level + 1, begin, q);
      begin += static_cast<std::uint32_t>(part.size());
      ++q;
    }
  }
  nodes_[node].next = static_cast<std::uint32_t>(nodes_.size());
}

IndexPoint PointChunk::point(std::uint32_t i) const {
  return {at(i),        id_[i],
          tags_[i],     {first_day_[i], last_day_[i]},
          category_[i], (open_[i / 64] >> i % 64 & 1) != 0};
}

std::uint32_t PointChunk::find(WorldPoint wanted, std::uint32_t id) const {
  const std::uint64_t key = morton(wanted);
  std::uint32_t low = 0, high = size_;
  while (low < high) {
    const std::uint32_t middle = (low + high) / 2;
    if (morton(at(middle)) < key) {
      low = middle + 1;
    } else {
      high = middle;
    }
  }
  while (low < size_ && at(low) == wanted && id_[low] != id) ++low;
  return low < size_ && at(low) == wanted ? low : size_;
}

void PointChunk::set_open(std::uint32_t i, bool open) {
  const std::uint64_t bit = std::uint64_t{1} << i % 64;
  open_[i / 64] = open ? open_[i / 64] | bit : open_[i / 64] & ~bit;
  epoch_ = 0;
}

std::size_t PointChunk::bytes() const {
  return sizeof(*this) + bytes_of(x_, y_, id_, tags_, first_day_, last_day_, category_, open_,
                                  mask_, nodes_, node_sums_);
}

std::uint64_t PointChunk::mask_word(const ActiveFilter& active, std::uint32_t word) const {
  const std::uint32_t from = word * 64;
  const std::uint64_t mask =
      active.columns.mask({&category_[from], &tags_[from], &first_day_[from], &last_day_[from]},
                          std::min<std::uint32_t>(64, size_ - from));
  return active.filter.only_open ? mask & open_[word] : mask;
}

void PointChunk::remove_outside(const PointFilter& filter, const Quad& cell,
                                std::span<std::uint64_t> mask) const {
  const Nearness nearness = nearness_of(*filter.area, box_of(cell));
  if (nearness == Nearness::inside) return;
  if (nearness == Nearness::outside) return std::fill(mask.begin(), mask.end(), 0);
  each_bit(mask, [&](std::uint32_t i) {
    if (!contains(*filter.area, at(i))) mask[i / 64] &= ~(std::uint64_t{1} << i % 64);
  });
}

std::vector<std::uint64_t> PointChunk::mask_of(const ActiveFilter& active, const Quad& cell) const {
  std::vector<std::uint64_t> mask(mask_.size());
  for (std::uint32_t word = 0; word < mask.size(); ++word) mask[word] = mask_word(active, word);
  if (active.filter.area) remove_outside(active.filter, cell, mask);
  return mask;
}

const Sums& PointChunk::sums(const ActiveFilter& active, const Quad& cell) {
  if (epoch_ == active.epoch) return sums_;
  epoch_ = active.epoch;
  node_epoch_ = 0;
  std::uint32_t count = 0;
  for (std::uint32_t word = 0; word < mask_.size(); ++word) {
    mask_[word] = mask_word(active, word);
    count += static_cast<std::uint32_t>(std::popcount(mask_[word]));
  }
  if (active.filter.area) {
    remove_outside(active.filter, cell, mask_);
    count = 0;
    for (const auto word : mask_) count += static_cast<std::uint32_t>(std::popcount(word));
  }
  // The fewer are added up: those that pass, or those that don't.
  const bool are_most = count > size_ / 2;
  Sums few;
  for (std::uint32_t word = 0; word < mask_.size(); ++word) {
    const std::uint64_t all =
        ~std::uint64_t{0} >> (63 - (std::min(size_, word * 64 + 64) - 1) % 64);
    for (std::uint64_t bits = are_most ? all & ~mask_[word] : mask_[word]; bits != 0;
         bits &= bits - 1) {
      few.add(at(word * 64 + static_cast<std::uint32_t>(std::countr_zero(bits))));
    }
  }
  if (!are_most) return sums_ = few;
  sums_ = all_;
  sums_.subtract(few);
  return sums_;
}

Sums PointChunk::sums_of_range(std::uint32_t begin, std::uint32_t end) const {
  Sums sums;
  each_of_range(begin, end, [&](std::uint32_t i) {
    sums.add(at(i));
    return true;
  });
  return sums;
}

Sums PointChunk::sum_node(std::uint32_t node) {
  if (is_leaf(node)) return sums_of_range(nodes_[node].begin, end_of(node));
  Sums sums;
  for (std::uint32_t child = node + 1; child < nodes_[node].next; child = nodes_[child].next) {
    sums.add(sum_node(child));
  }
  return node_sums_[nodes_[node].sums] = sums;
}

void PointChunk::fill(const CellGrid& grid, const Quad& cell) {
  if (node_epoch_ != epoch_) sum_node(0);
  node_epoch_ = epoch_;
  fill_node(0, grid, cell);
}

void PointChunk::fill_one_cell(std::uint32_t leaf, const CellGrid& grid, const Quad& cell) const {
  Sums sums;
  std::uint32_t id = 0;
  each_of_range(nodes_[leaf].begin, end_of(leaf), [&](std::uint32_t i) {
    sums.add(at(i));
    id = id_[i];
    return true;
  });
  if (sums.count > 0) grid.add(cell.corner, sums, id);
}

void PointChunk::fill_node(std::uint32_t node, const CellGrid& grid, const Quad& cell) const {
  if (!grid.box.meets(cell)) return;
  if (is_leaf(node)) {
    if (cell.level >= grid.level) return fill_one_cell(node, grid, cell);
    each_of_range(nodes_[node].begin, end_of(node), [&](std::uint32_t i) {
      if (grid.box.holds(at(i))) grid.add(at(i), {1, x_[i], y_[i]}, id_[i]);
      return true;
    });
    return;
  }
  // A single point is looked for further down, where it has a name.
  const Sums& sums = node_sums_[nodes_[node].sums];
  if (sums.count == 0) return;
  if (cell.level == grid.level && sums.count > 1) return grid.add(cell.corner, sums, 0);
  for (std::uint32_t child = node + 1; child < nodes_[node].next; child = nodes_[child].next) {
    fill_node(child, grid, cell.child(nodes_[child].quadrant));
  }
}

}  // namespace geo
