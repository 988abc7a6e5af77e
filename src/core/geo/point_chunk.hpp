// At most kChunkPoints points of one cell of the quadtree, in columns and in Morton order, with the
// part of the tree that lies below the cell.
#pragma once
#include <algorithm>
#include <bit>
#include <cstdint>
#include <span>
#include <vector>

#include "core/geo/cell_grid.hpp"
#include "core/geo/morton_order.hpp"
#include "core/geo/point_columns.hpp"

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

  std::uint32_t size() const { return points_.size(); }
  IndexPoint point(std::uint32_t i) const { return points_.point(i); }
  WorldPoint at(std::uint32_t i) const { return points_.at(i); }
  std::uint32_t id(std::uint32_t i) const { return points_.id(i); }
  std::uint8_t category(std::uint32_t i) const { return points_.category(i); }
  // The place of a point among the others, or size(). O(log n), for many at one place O(n).
  std::uint32_t find(WorldPoint at, std::uint32_t id) const;
  void set_open(std::uint32_t i, bool open);
  std::size_t bytes() const;  // of memory, its own and on the heap

  // How many pass the filter. O(n) once an epoch, then O(1).
  std::uint32_t count(const ActiveFilter& active, const Quad& cell);
  // What passes the filter. O(n) once an epoch, then O(1).
  const Sums& sums(const ActiveFilter& active, const Quad& cell);

  // Puts what passes into the cells of a grid that it meets; where the chunk lies in one of them,
  // no more than one point does. After count() of this epoch. O(cells met + points of those that
  // are not summed), and O(n) once an epoch.
  void fill(const CellGrid& grid, const Quad& cell);

  // Calls use(i) for the points in the box that pass, in Morton order, until it says false; whether
  // it never did. The box meets the cell. After count() of this epoch. O(log n + found).
  template <class Use>
  bool each(const WorldBox& box, const Quad& cell, Use&& use) const {
    return each_of_part(all(), box, cell, use);
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
  // The tree below the cell, level by level: what a grid of big cells asks lies together. A leaf
  // has few points and no children. The numbers fit: of at most 1024 points, in groups of 17 that
  // are told apart 32 levels down. A chunk of more points has but one place and one node.
  struct Node {
    std::uint32_t begin : 10;        // its points; those of the next one in Morton order follow
    std::uint32_t first_child : 12;  // the others follow
    std::uint32_t quadrants : 4;     // that have points, a bit each; none of a leaf
    // What passes; sums of coordinates have 42 bits.
    std::uint32_t count : 12 = 0, x_high : 10 = 0, y_high : 10 = 0, x_low = 0, y_low = 0;

    bool is_leaf() const { return quadrants == 0; }
    Sums sums() const {
      return {count, std::uint64_t{x_high} << 32 | x_low, std::uint64_t{y_high} << 32 | y_low};
    }
    void keep(const Sums& sums) {
      count = sums.count & 0xFFF;
      x_high = sums.x >> 32 & 0x3FF;
      y_high = sums.y >> 32 & 0x3FF;
      x_low = static_cast<std::uint32_t>(sums.x);
      y_low = static_cast<std::uint32_t>(sums.y);
    }
  };
  static constexpr std::uint32_t kLeafPoints = 16;

  // A node, and where its points end.
  struct Part {
    std::uint32_t node = 0, end = 0;
  };
  Part all() const { return {0, size()}; }
  // Calls use(child, quadrant) in Morton order, of the quadrants that are wanted.
  template <class Use>
  void each_child(Part part, unsigned wanted, Use&& use) const {
    const Node& node = nodes_[part.node];
    const std::uint32_t first = node.first_child;
    const unsigned quadrants = node.quadrants;
    each_quadrant(quadrants & wanted, [&](unsigned quadrant) {
      const unsigned before = quadrants & ((1u << quadrant) - 1);
      const std::uint32_t child = first + static_cast<std::uint32_t>(std::popcount(before));
      const bool is_last = quadrants >> quadrant == 1;
      use(Part{child, is_last ? part.end : nodes_[child + 1].begin}, quadrant);
    });
  }

  void grow(std::span<const MortonEntry> entries, int level);
  void filter(const ActiveFilter& active, const Quad& cell, std::span<std::uint64_t> mask) const;
  Sums sum_part(Part part);
  std::uint32_t first_passing(std::uint32_t begin) const;
  template <bool kIsInside>
  void fill_from_leaf(std::uint32_t begin, std::uint32_t end, const CellGrid& grid) const;
  template <bool kIsInside>
  void fill_from(Part part, const CellGrid& grid, const Quad& cell) const;
  template <class BitsOf, class Use>
  static bool each_of_range(std::uint32_t begin, std::uint32_t end, BitsOf&& bits_of, Use&& use);
  template <class Use>
  bool each_passing(std::uint32_t begin, std::uint32_t end, Use&& use) const;
  template <class Use>
  bool each_passing_in(const WorldBox& box, std::uint32_t begin, std::uint32_t end,
                       Use&& use) const;
  template <class Use>  // the cell, of the part, meets the box
  bool each_of_part(Part part, const WorldBox& box, const Quad& cell, Use&& use) const;

  PointColumns points_;
  std::uint32_t epoch_ = 0;       // of the bits of those that pass, and of sums_.count
  std::uint32_t sums_epoch_ = 0;  // of the rest of sums_
  std::uint32_t node_epoch_ = 0;  // of what the nodes keep
  Sums sums_, all_sums_;          // of what passes, and of all points
  std::vector<Node> nodes_;
};

template <class BitsOf, class Use>
bool PointChunk::each_of_range(std::uint32_t begin, std::uint32_t end, BitsOf&& bits_of,
                               Use&& use) {
  for (; begin < end; begin += std::min(64u, end - begin)) {
    for (std::uint64_t bits = bits_of(begin); bits != 0; bits &= bits - 1) {
      if (!use(begin + static_cast<std::uint32_t>(std::countr_zero(bits)))) return false;
    }
  }
  return true;
}

template <class Use>
bool PointChunk::each_passing(std::uint32_t begin, std::uint32_t end, Use&& use) const {
  return each_of_range(
      begin, end, [&](std::uint32_t from) { return points_.passing_from(from, end); }, use);
}

template <class Use>
bool PointChunk::each_passing_in(const WorldBox& box, std::uint32_t begin, std::uint32_t end,
                                 Use&& use) const {
  return each_of_range(
      begin, end, [&](std::uint32_t from) { return points_.passing_in(box, from, end); }, use);
}

template <class Use>
bool PointChunk::each_of_part(Part part, const WorldBox& box, const Quad& cell, Use&& use) const {
  const Node& node = nodes_[part.node];
  if (box.holds(cell)) return each_passing(node.begin, part.end, use);
  if (node.is_leaf()) return each_passing_in(box, node.begin, part.end, use);
  bool is_more_wanted = true;
  each_child(part, box.quadrants_of(cell), [&](Part child, unsigned quadrant) {
    is_more_wanted = is_more_wanted && each_of_part(child, box, cell.child(quadrant), use);
  });
  return is_more_wanted;
}

}  // namespace geo
