// At most kChunkPoints points of one cell of the quadtree, in columns and in Morton order, with the
// part of the tree that lies below the cell.
#pragma once
#include <bit>
#include <cstdint>
#include <span>
#include <vector>

#include "core/geo/cell_grid.hpp"
#include "core/geo/filter_mask.hpp"
#include "core/geo/morton_order.hpp"

namespace geo {

// More only where they share one unit of the world and can't be told apart.
inline constexpr std::size_t kChunkPoints = 1024;

// A filter made ready. Its epoch grows with each change, so that what was found under an older one
// is known to be stale.
struct ActiveFilter {
  PointFilter filter;
  ColumnFilter columns{filter};
  std::uint32_t epoch = 1;
};

class PointChunk {
 public:
  // The points of `all` that `entries` name in Morton order; they lie in a cell of `level`. O(n).
  PointChunk(std::span<const MortonEntry> entries, std::span<const IndexPoint> all, int level);

  std::uint32_t size() const { return size_; }
  IndexPoint point(std::uint32_t i) const;
  WorldPoint at(std::uint32_t i) const { return {x_[i], y_[i]}; }
  std::uint32_t id(std::uint32_t i) const { return id_[i]; }
  std::uint8_t category(std::uint32_t i) const { return category_[i]; }
  // The place of a point among the others, or size(). O(log n), for many at one place O(n).
  std::uint32_t find(WorldPoint at, std::uint32_t id) const;
  void set_open(std::uint32_t i, bool open);
  std::size_t bytes() const;  // of memory, its own and on the heap

  // What passes the filter. O(n) once an epoch, then O(1).
  const Sums& sums(const ActiveFilter& active, const Quad& cell);

  // Adds what passes to the cells of a grid of a level not above the chunk's cell. After sums() of
  // this epoch. O(cells met + points of those that are not summed), and O(n) once an epoch.
  void fill(const CellGrid& grid, const Quad& cell);

  // Calls use(i) for the points in the box that pass, in Morton order, until it says false; whether
  // it never did. After sums() of this epoch. O(log n + found).
  template <class Use>
  bool each(const WorldBox& box, const Quad& cell, Use&& use) const {
    return each_of_node(0, box, cell, use);
  }
  // Calls use(i) for each set bit of a mask of this chunk.
  template <class Use>
  static void each_bit(std::span<const std::uint64_t> mask, Use&& use) {
    for (std::uint32_t word = 0; word < mask.size(); ++word) {
      for (std::uint64_t bits = mask[word]; bits != 0; bits &= bits - 1) {
        use(word * 64 + static_cast<std::uint32_t>(std::countr_zero(bits)));
      }
    }
  }
  // What would pass a filter that is not the active one, a bit a point. O(n).
  std::vector<std::uint64_t> mask_of(const ActiveFilter& active, const Quad& cell) const;

 private:
  // The tree below the cell, each node before its children. A leaf has few points and no children.
  struct Node {
    std::uint32_t begin;         // its points: to the begin of `next`
    std::uint32_t next : 16;     // the first node that is not below it
    std::uint32_t sums : 14;     // its place in node_sums_; of a leaf nothing
    std::uint32_t quadrant : 2;  // of its parent
  };
  static constexpr std::uint32_t kLeafPoints = 16;

  void grow(std::span<const MortonEntry> entries, int level, std::uint32_t begin,
            unsigned quadrant);
  bool is_leaf(std::uint32_t node) const { return nodes_[node].next == node + 1; }
  std::uint32_t end_of(std::uint32_t node) const { return nodes_[nodes_[node].next].begin; }
  std::uint64_t mask_word(const ActiveFilter& active, std::uint32_t word) const;
  void remove_outside(const PointFilter& filter, const Quad& cell,
                      std::span<std::uint64_t> mask) const;
  Sums sums_of_range(std::uint32_t begin, std::uint32_t end) const;
  Sums sum_node(std::uint32_t node);
  void fill_one_cell(std::uint32_t leaf, const CellGrid& grid, const Quad& cell) const;
  void fill_node(std::uint32_t node, const CellGrid& grid, const Quad& cell) const;
  template <class Use>
  bool each_of_range(std::uint32_t begin, std::uint32_t end, Use&& use) const;
  template <class Use>
  bool each_of_node(std::uint32_t node, const WorldBox& box, const Quad& cell, Use&& use) const;

  std::uint32_t size_;
  std::uint32_t epoch_ = 0;       // of mask_ and sums_
  std::uint32_t node_epoch_ = 0;  // of node_sums_
  Sums sums_, all_;               // of what passes, and of all
  std::vector<std::uint32_t> x_, y_, id_, tags_;
  std::vector<std::uint16_t> first_day_, last_day_;
  std::vector<std::uint8_t> category_;
  std::vector<std::uint64_t> open_, mask_;  // a bit a point
  std::vector<Node> nodes_;                 // and a last one that only ends the others
  std::vector<Sums> node_sums_;             // of the nodes that are no leaves
};

template <class Use>
bool PointChunk::each_of_range(std::uint32_t begin, std::uint32_t end, Use&& use) const {
  for (std::uint32_t word = begin / 64; word * 64 < end; ++word) {
    std::uint64_t bits = mask_[word];
    if (word == begin / 64) bits &= ~std::uint64_t{0} << begin % 64;
    if (end - word * 64 < 64) bits &= (std::uint64_t{1} << end % 64) - 1;
    for (; bits != 0; bits &= bits - 1) {
      if (!use(word * 64 + static_cast<std::uint32_t>(std::countr_zero(bits)))) return false;
    }
  }
  return true;
}

template <class Use>
bool PointChunk::each_of_node(std::uint32_t node, const WorldBox& box, const Quad& cell,
                              Use&& use) const {
  if (!box.meets(cell)) return true;
  if (box.holds(cell)) return each_of_range(nodes_[node].begin, end_of(node), use);
  if (is_leaf(node)) {
    return each_of_range(nodes_[node].begin, end_of(node),
                         [&](std::uint32_t i) { return !box.holds(at(i)) || use(i); });
  }
  for (std::uint32_t child = node + 1; child < nodes_[node].next; child = nodes_[child].next) {
    if (!each_of_node(child, box, cell.child(nodes_[child].quadrant), use)) return false;
  }
  return true;
}

}  // namespace geo
