// A filter laid over columns: a bit a point. In WebAssembly built with SIMD128 16 points are
// compared at once; elsewhere one after the other. Both give the same bits.
#pragma once
#include <array>
#include <cstdint>

#include "core/geo/index_point.hpp"

namespace geo {

// Columns of points; after the last one there are 64 bytes that may be read.
struct FilterColumns {
  const std::uint8_t* category = nullptr;
  const std::uint32_t* tags = nullptr;
  const std::uint16_t* first_day = nullptr;
  const std::uint16_t* last_day = nullptr;
};

// What of a filter the columns answer: all but `only_open` and `area`.
class ColumnFilter {
 public:
  explicit ColumnFilter(const PointFilter& filter);

  // Bit i of `bits`, counted on from word to word, says whether point i passes, for `count` points;
  // those above in the last word are 0. Only the columns that something is asked of are read.
  // O(count).
  void pass(const FilterColumns& columns, std::uint32_t count, std::uint64_t* bits) const;
  void pass_one_by_one(const FilterColumns& columns, std::uint32_t count,
                       std::uint64_t* bits) const;

 private:
  std::array<std::uint8_t, 32> categories_{};  // a bit a category
  std::uint32_t required_tags_, any_tags_, no_tags_;
  DayRange days_;
  bool any_category_, any_day_;  // nothing is asked of that column
};

}  // namespace geo
