// A filter laid over columns: a bit a point, 64 points at a time. In WebAssembly built with SIMD128
// 16 points are compared at once; elsewhere one after the other. Both give the same bits.
#pragma once
#include <array>
#include <cstdint>

#include "core/geo/index_point.hpp"

namespace geo {

// Columns of points; those of a vector end with whatever fills the last 16.
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

  // Bit i says whether point i passes, for `count` points from 1 to 64; the bits above are 0.
  // Reads up to the next multiple of 16 of each column.
  std::uint64_t mask(const FilterColumns& columns, unsigned count) const;
  std::uint64_t mask_one_by_one(const FilterColumns& columns, unsigned count) const;

 private:
  unsigned mask_of_16(const FilterColumns& columns) const;

  std::array<std::uint8_t, 32> categories_{};  // a bit a category
  std::uint32_t required_tags_, any_tags_, no_tags_;
  DayRange days_;
  bool any_category_, any_tag_, any_day_;  // nothing is asked of that column
};

}  // namespace geo
