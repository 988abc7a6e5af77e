#include "core/geo/filter_mask.hpp"

#ifdef __wasm_simd128__
#include <wasm_simd128.h>
#endif

namespace geo {

ColumnFilter::ColumnFilter(const PointFilter& filter)
    : required_tags_(filter.required_tags),
      any_tags_(filter.any_tags),
      no_tags_(filter.no_tags),
      days_(filter.days),
      any_category_(filter.categories.all() && (filter.required_tags & filter.no_tags) == 0),
      any_tag_((filter.required_tags | filter.any_tags | filter.no_tags) == 0),
      any_day_(filter.days == DayRange{}) {
  // What asks for a tag and against it is passed by none; the masks ask both in one comparison.
  if ((required_tags_ & no_tags_) != 0) return;
  for (std::size_t code = 0; code < 256; ++code) {
    if (filter.categories[code]) categories_[code / 8] |= static_cast<std::uint8_t>(1u << code % 8);
  }
}

std::uint64_t ColumnFilter::mask_one_by_one(const FilterColumns& columns, unsigned count) const {
  std::uint64_t mask = 0;
  for (unsigned i = 0; i < count; ++i) {
    const unsigned category = columns.category[i];
    const std::uint32_t tags = columns.tags[i];
    const bool passes = (categories_[category / 8] >> category % 8 & 1) != 0 &&
                        (tags & (required_tags_ | no_tags_)) == required_tags_ &&
                        (any_tags_ == 0 || (tags & any_tags_) != 0) &&
                        columns.first_day[i] <= days_.last && columns.last_day[i] >= days_.first;
    mask |= std::uint64_t{passes} << i;
  }
  return mask;
}

#ifndef __wasm_simd128__

std::uint64_t ColumnFilter::mask(const FilterColumns& columns, unsigned count) const {
  return mask_one_by_one(columns, count);
}

#else

namespace {

// Four vectors of 32-bit lanes that are all ones or all zeros, as one of bytes.
v128_t narrowed(v128_t a, v128_t b, v128_t c, v128_t d) {
  return wasm_i8x16_narrow_i16x8(wasm_i16x8_narrow_i32x4(a, b), wasm_i16x8_narrow_i32x4(c, d));
}

// Whether tags & looked_at == expected, a byte a point, of 16 points.
v128_t tags_equal(const std::uint32_t* tags, std::uint32_t looked_at, std::uint32_t expected) {
  const v128_t bits = wasm_u32x4_splat(looked_at), value = wasm_u32x4_splat(expected);
  const auto four = [&](int from) {
    return wasm_i32x4_eq(wasm_v128_and(wasm_v128_load(tags + from), bits), value);
  };
  return narrowed(four(0), four(4), four(8), four(12));
}

v128_t days_meet(const FilterColumns& columns, DayRange days) {
  const v128_t first = wasm_u16x8_splat(days.first), last = wasm_u16x8_splat(days.last);
  const auto eight = [&](int from) {
    return wasm_v128_and(wasm_u16x8_le(wasm_v128_load(columns.first_day + from), last),
                         wasm_u16x8_ge(wasm_v128_load(columns.last_day + from), first));
  };
  return wasm_i8x16_narrow_i16x8(eight(0), eight(8));
}

// Looks the bits up: the category's upper five bits choose a byte of the table (a swizzle gives 0
// beyond its 16 bytes, so the halves of the table can be or-ed), its lower three the bit.
v128_t in_set(v128_t category, const std::array<std::uint8_t, 32>& set) {
  const v128_t row = wasm_u8x16_shr(category, 3);
  const v128_t bits = wasm_v128_or(wasm_i8x16_swizzle(wasm_v128_load(set.data()), row),
                                   wasm_i8x16_swizzle(wasm_v128_load(set.data() + 16),
                                                      wasm_i8x16_sub(row, wasm_u8x16_splat(16))));
  const v128_t powers = wasm_u8x16_make(1, 2, 4, 8, 16, 32, 64, 128, 0, 0, 0, 0, 0, 0, 0, 0);
  const v128_t bit = wasm_i8x16_swizzle(powers, wasm_v128_and(category, wasm_u8x16_splat(7)));
  return wasm_i8x16_eq(wasm_v128_and(bits, bit), bit);
}

}  // namespace

unsigned ColumnFilter::mask_of_16(const FilterColumns& columns) const {
  v128_t pass = wasm_i8x16_splat(-1);
  if (!any_category_) pass = in_set(wasm_v128_load(columns.category), categories_);
  if ((required_tags_ | no_tags_) != 0) {
    pass = wasm_v128_and(pass, tags_equal(columns.tags, required_tags_ | no_tags_, required_tags_));
  }
  if (any_tags_ != 0) pass = wasm_v128_andnot(pass, tags_equal(columns.tags, any_tags_, 0));
  if (!any_day_) pass = wasm_v128_and(pass, days_meet(columns, days_));
  return wasm_i8x16_bitmask(pass);
}

std::uint64_t ColumnFilter::mask(const FilterColumns& columns, unsigned count) const {
  std::uint64_t mask = ~std::uint64_t{0} >> (64 - count);
  if (any_category_ && any_tag_ && any_day_) return mask;
  std::uint64_t passing = 0;
  for (unsigned i = 0; i < count; i += 16) {
    const FilterColumns here{columns.category + i, columns.tags + i, columns.first_day + i,
                             columns.last_day + i};
    passing |= std::uint64_t{mask_of_16(here)} << i;
  }
  return mask & passing;
}

#endif

}  // namespace geo
