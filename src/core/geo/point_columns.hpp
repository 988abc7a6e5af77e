// What is kept of a fixed number of points, a column for each thing, in one block of memory: what a
// filter reads lies together, and a set of points takes one allocation.
#pragma once
#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>

#include "core/geo/cell_grid.hpp"
#include "core/geo/filter_mask.hpp"
#include "core/geo/index_point.hpp"

namespace geo {

class PointColumns {
 public:
  explicit PointColumns(std::uint32_t size);  // no point is open or passes; the rest is to be put

  std::uint32_t size() const { return size_; }
  std::size_t bytes() const;  // of the block
  void put(std::uint32_t i, const IndexPoint& point);
  IndexPoint point(std::uint32_t i) const;
  WorldPoint at(std::uint32_t i) const { return places()[i]; }
  std::uint32_t id(std::uint32_t i) const { return ids()[i]; }
  const WorldPoint* places() const { return part<WorldPoint>(before_places()); }
  const std::uint32_t* ids() const { return part<std::uint32_t>(before_ids()); }
  std::uint8_t category(std::uint32_t i) const { return column<std::uint8_t>(kCategory)[i]; }
  FilterColumns of_filter() const;

  // A bit a point; those above the last are 0.
  std::span<std::uint64_t> passing() { return {bits(), words_}; }
  std::span<const std::uint64_t> passing() const { return {bits(), words_}; }
  std::span<std::uint64_t> open() { return {bits() + words_, words_}; }
  std::span<const std::uint64_t> open() const { return {bits() + words_, words_}; }
  // The bits of passing() of up to 64 points from `begin` to before `end`, the first lowest.
  std::uint64_t passing_from(std::uint32_t begin, std::uint32_t end) const {
    const std::uint32_t word = begin / 64, shift = begin % 64;
    std::uint64_t found = bits()[word] >> shift;
    if (shift != 0 && word + 1 < words_) found |= bits()[word + 1] << (64 - shift);
    return found & first_bits(end - begin);
  }

  // Those of up to 64 points from `begin` to before `end` that pass and are in the box. O(end -
  // begin), four points at once where there is SIMD128.
  std::uint64_t passing_in(const WorldBox& box, std::uint32_t begin, std::uint32_t end) const;

  // Of those from `begin` to before `end` that pass, or of those that don't. O(end - begin), four
  // points at once where there is SIMD128 and many are wanted.
  Sums sums(std::uint32_t begin, std::uint32_t end, bool passing = true) const;

 private:
  // First the bits, then what a filter reads, in the order in which it does: a processor fetches in
  // advance what follows. Of each point so many bytes of these columns come before:
  static constexpr std::size_t kTags = 0, kFirstDay = 4, kLastDay = 6, kCategory = 8;
  // And then, from a multiple of four on, the places and the ids.
  std::size_t before_places() const { return (16 * words_ + 9 * std::size_t{size_} + 3) / 4 * 4; }
  std::size_t before_ids() const { return before_places() + sizeof(WorldPoint) * size_; }
  template <class T>
  T* part(std::size_t before) const {
    return reinterpret_cast<T*>(block_.get() + before);
  }
  std::uint64_t* bits() const { return part<std::uint64_t>(0); }
  template <class T>
  T* column(std::size_t before) const {
    return part<T>(16 * words_ + before * size_);
  }

  static std::uint64_t first_bits(std::uint32_t count) {
    return count < 64 ? (std::uint64_t{1} << count) - 1 : ~std::uint64_t{0};
  }

  std::uint32_t size_, words_;
  std::unique_ptr<std::byte[]> block_;
};

}  // namespace geo
