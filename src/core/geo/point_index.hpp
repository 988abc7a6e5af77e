// All points, in a quadtree: branches above, chunks of points below.
//
//   world ── branch ─┬─ branch ─┬─ chunk      A branch has four quadrants. A chunk has the points
//   of
//                    ├─ chunk   └─ chunk      its cell, in columns, and a small tree of its own.
//                    └─ (empty)
//
// Each branch knows of its quadrants how many of their points pass the filter, and the sums of
// their coordinates; each chunk of its own parts. Both are found when they are first wanted after
// the filter or a point has changed. Costs are of n points altogether.
#pragma once
#include <array>
#include <cstdint>
#include <memory>
#include <span>
#include <utility>
#include <vector>

#include "core/geo/point_chunk.hpp"

namespace geo {

struct Near {
  WorldPoint at;
  std::uint32_t id = 0;
  double distance_m = 0;
};

class PointIndex {
 public:
  std::uint32_t size() const { return size_; }
  std::size_t bytes() const;  // of memory
  // A box that has every point there is or ever was.
  const WorldBox& bounds() const { return bounds_; }

  // Adds points, in any order, those in Morton order faster. O(points log n + c), c the points of
  // the chunks that they come into; each call needs 32 bytes a point for the while.
  void add(std::span<const IndexPoint> points);
  // Takes a point out. False where there is no such point. O(log n).
  bool remove(WorldPoint at, std::uint32_t id);
  // Sets the bit that PointFilter::only_open looks at. False where there is no such point. O(log
  // n).
  bool set_open(WorldPoint at, std::uint32_t id, bool open);

  // What is asked from now on. O(1).
  void set_filter(const PointFilter& filter);
  const PointFilter& filter() const { return active_.filter; }

  // How many pass, in the whole world. O(n) after a change of the filter, then O(1).
  std::uint32_t count() { return count_of(root_, {}); }
  // How many pass in the box. O(log n + its edges) and what is not yet known.
  std::uint32_t count(const WorldBox& box) {
    const Part part = part_with(box);
    return count_in(part.node, part.cell, box);
  }
  // Puts what passes into the cells of the grid. O(cells met) and what is not yet known of their
  // chunks.
  void fill(const CellGrid& grid) {
    const Part part = part_with(grid.box);
    fill_from(part.node, part.cell, grid);
  }
  // Calls use(chunk, i) for the points in the box that pass, in Morton order, until it says false;
  // whether it never did. O(log n + found) and what is not yet known.
  template <class Use>
  bool each(const WorldBox& box, Use&& use) {
    const Part part = part_with(box);
    return each_chunk(part.node, part.cell, box, [&](PointChunk& chunk, const Quad& cell) {
      return chunk.count(active_, cell) == 0 ||
             chunk.each(box, cell, [&](std::uint32_t i) { return use(std::as_const(chunk), i); });
    });
  }
  // Counts per category of the points in the box that pass the other parts of the filter. O(points
  // in the box).
  std::array<std::uint32_t, 256> facets(const WorldBox& box);
  // How many points pass in a cell round a place: the smallest that has at least so many and is no
  // part of a chunk, or the world. O(log n) and what is not yet known.
  struct Crowd {
    int level = 0;  // of the quadtree
    std::uint32_t count = 0;
  };
  Crowd crowd_at(WorldPoint place, std::uint32_t at_least);

 private:
  struct Branch;
  struct Node {
    std::unique_ptr<Branch> branch;  // one of the two, or neither
    std::unique_ptr<PointChunk> chunk;
    // Here and not below, so that four of them lie together.
    Sums sums;
    std::uint32_t count_epoch = 0, sums_epoch = 0;  // of sums.count, and of the rest
    bool is_empty() const { return !branch && !chunk; }
    void forget() { count_epoch = sums_epoch = 0; }
  };
  struct Branch {
    std::array<Node, 4> quadrants;
    std::uint32_t points = 0;
  };

  struct Part {
    Node& node;
    Quad cell;
  };

  // The lowest node that has all there is in the box. O(log n).
  Part part_with(const WorldBox& box);
  static Node grown(std::span<const MortonEntry> entries, std::span<const IndexPoint> points,
                    int level);
  static void add_to(Node& node, std::span<const MortonEntry> entries,
                     std::span<const IndexPoint> points, int level);
  static void rebuild(Node& node, std::vector<IndexPoint> points, int level);
  static void append_all(const Node& node, std::vector<IndexPoint>& points);
  static bool remove_from(Node& node, WorldPoint at, std::uint32_t id, int level);
  static std::size_t bytes_of(const Node& node);
  std::uint32_t count_of(Node& node, const Quad& cell);
  const Sums& sums_of(Node& node, const Quad& cell);
  std::uint32_t count_in(Node& node, const Quad& cell, const WorldBox& box);
  void fill_from(Node& node, const Quad& cell, const CellGrid& grid);

  // Calls use(chunk, cell) for every chunk that meets the box, as the cell does, until it says
  // false.
  template <class Use>
  static bool each_chunk(Node& node, const Quad& cell, const WorldBox& box, Use&& use) {
    if (node.chunk) return use(*node.chunk, cell);
    bool is_more_wanted = true;
    each_quadrant(node.branch ? box.quadrants_of(cell) : 0, [&](unsigned q) {
      is_more_wanted =
          is_more_wanted && each_chunk(node.branch->quadrants[q], cell.child(q), box, use);
    });
    return is_more_wanted;
  }

  Node root_;
  std::uint32_t size_ = 0;
  WorldBox bounds_{{UINT32_MAX, UINT32_MAX}, {0, 0}};
  ActiveFilter active_;
};

}  // namespace geo
