#include "core/geo/filter_mask.hpp"

#include <algorithm>

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
      any_day_(filter.days == DayRange{}) {
  // What asks for a tag and against it is passed by none; the masks ask both in one comparison.
  if ((required_tags_ & no_tags_) != 0) return;
  for (std::size_t code = 0; code < 256; ++code) {
    if (filter.categories[code]) categories_[code / 8] |= static_cast<std::uint8_t>(1u << code % 8);
  }
}

void ColumnFilter::pass_one_by_one(const FilterColumns& columns, std::uint32_t count,
                                   std::uint64_t* bits) const {
  std::fill_n(bits, (count + 63) / 64, 0);
  for (std::uint32_t i = 0; i < count; ++i) {
    const unsigned category = columns.category[i];
    const std::uint32_t tags = columns.tags[i];
    const bool passes = (categories_[category / 8] >> category % 8 & 1) != 0 &&
                        (tags & (required_tags_ | no_tags_)) == required_tags_ &&
                        (any_tags_ == 0 || (tags & any_tags_) != 0) &&
                        columns.first_day[i] <= days_.last && columns.last_day[i] >= days_.first;
    bits[i / 64] |= std::uint64_t{passes} << i % 64;
  }
}

#ifndef __wasm_simd128__

void ColumnFilter::pass(const FilterColumns& columns, std::uint32_t count,
                        std::uint64_t* bits) const {
  pass_one_by_one(columns, count, bits);
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

v128_t days_meet(const std::uint16_t* first_day, const std::uint16_t* last_day, DayRange days) {
  const v128_t first = wasm_u16x8_splat(days.first), last = wasm_u16x8_splat(days.last);
  const auto eight = [&](int from) {
    return wasm_v128_and(wasm_u16x8_le(wasm_v128_load(first_day + from), last),
                         wasm_u16x8_ge(wasm_v128_load(last_day + from), first));
  };
  return wasm_i8x16_narrow_i16x8(eight(0), eight(8));
}

// Looks the bits up: the category's upper five bits choose a byte of the table (a swizzle gives 0
// beyond its 16 bytes, so the halves of the table can be or-ed), its lower three the bit.
class CategorySet {
 public:
  explicit CategorySet(const std::array<std::uint8_t, 32>& set)
      : low_(wasm_v128_load(set.data())), high_(wasm_v128_load(set.data() + 16)) {}
  v128_t holds(const std::uint8_t* categories) const {
    const v128_t category = wasm_v128_load(categories), row = wasm_u8x16_shr(category, 3);
    const v128_t bits =
        wasm_v128_or(wasm_i8x16_swizzle(low_, row),
                     wasm_i8x16_swizzle(high_, wasm_i8x16_sub(row, wasm_u8x16_splat(16))));
    const v128_t powers = wasm_u8x16_make(1, 2, 4, 8, 16, 32, 64, 128, 0, 0, 0, 0, 0, 0, 0, 0);
    const v128_t bit = wasm_i8x16_swizzle(powers, wasm_v128_and(category, wasm_u8x16_splat(7)));
    return wasm_i8x16_eq(wasm_v128_and(bits, bit), bit);
  }

 private:
  v128_t low_, high_;
};

// Clears the bits of points that don't pass; sixteen(i) gives a byte a point, all ones or zeros, of
// those from i on.
template <class Sixteen>
void narrow(std::uint32_t count, std::uint64_t* bits, Sixteen&& sixteen) {
  const auto some = [&](std::uint32_t i) { return std::uint64_t{wasm_i8x16_bitmask(sixteen(i))}; };
  std::uint32_t i = 0;
  for (; i + 64 <= count; i += 64) {
    bits[i / 64] &= some(i) | some(i + 16) << 16 | some(i + 32) << 32 | some(i + 48) << 48;
  }
  if (i == count) return;
  std::uint64_t last = 0;
  for (; i < count; i += 16) last |= some(i) << i % 64;
  bits[(count - 1) / 64] &= last;
}

}  // namespace

// Column by column: what is compared with stays in registers.
void ColumnFilter::pass(const FilterColumns& columns, std::uint32_t count,
                        std::uint64_t* bits) const {
  const std::uint32_t words = (count + 63) / 64;
  std::fill_n(bits, words, ~std::uint64_t{0});
  if (count % 64 != 0) bits[words - 1] >>= 64 - count % 64;
  if ((required_tags_ | no_tags_) != 0) {
    narrow(count, bits, [&, this](std::uint32_t i) {
      return tags_equal(columns.tags + i, required_tags_ | no_tags_, required_tags_);
    });
  }
  if (any_tags_ != 0) {
    narrow(count, bits, [&, this](std::uint32_t i) {
      return wasm_v128_not(tags_equal(columns.tags + i, any_tags_, 0));
    });
  }
  if (!any_day_) {
    narrow(count, bits, [&, this](std::uint32_t i) {
      return days_meet(columns.first_day + i, columns.last_day + i, days_);
    });
  }
  if (!any_category_) {
    const CategorySet set(categories_);
    narrow(count, bits, [&](std::uint32_t i) { return set.holds(columns.category + i); });
  }
}

#endif

}  // namespace geo
