#include "core/geo/point_columns.hpp"

#include <algorithm>
#include <bit>

#ifdef __wasm_simd128__
#include <wasm_simd128.h>
#endif

namespace geo {
namespace {

// What is read at once may end so far beyond the last column.
constexpr std::size_t kPadding = 64;

}  // namespace

PointColumns::PointColumns(std::uint32_t size)
    : size_(size),
      words_((size + 63) / 64),
      block_(std::make_unique_for_overwrite<std::byte[]>(bytes())) {
  std::fill_n(bits(), 2 * words_, 0);
}

std::size_t PointColumns::bytes() const { return before_ids() + 4 * std::size_t{size_} + kPadding; }

void PointColumns::put(std::uint32_t i, const IndexPoint& point) {
  part<WorldPoint>(before_places())[i] = point.at;
  part<std::uint32_t>(before_ids())[i] = point.id;
  column<std::uint32_t>(kTags)[i] = point.tags;
  column<std::uint16_t>(kFirstDay)[i] = point.days.first;
  column<std::uint16_t>(kLastDay)[i] = point.days.last;
  column<std::uint8_t>(kCategory)[i] = point.category;
  open()[i / 64] |= std::uint64_t{point.open} << i % 64;
}

IndexPoint PointColumns::point(std::uint32_t i) const {
  const FilterColumns of = of_filter();
  return {at(i),          id(i),
          of.tags[i],     {of.first_day[i], of.last_day[i]},
          of.category[i], (open()[i / 64] >> i % 64 & 1) != 0};
}

FilterColumns PointColumns::of_filter() const {
  return {column<std::uint8_t>(kCategory), column<std::uint32_t>(kTags),
          column<std::uint16_t>(kFirstDay), column<std::uint16_t>(kLastDay)};
}

namespace {

// Of the points from `here` on whose bit is set.
void add_few(Sums& sums, const WorldPoint* here, std::uint64_t bits) {
  for (; bits != 0; bits &= bits - 1) sums.add(here[std::countr_zero(bits)]);
}

#ifndef __wasm_simd128__

void add_many(Sums& sums, const WorldPoint* here, std::uint64_t bits) { add_few(sums, here, bits); }

#else

void add_many(Sums& sums, const WorldPoint* here, std::uint64_t bits) {
  v128_t x_and_y = wasm_u64x2_make(sums.x, sums.y);
  const v128_t first_two = wasm_u32x4_make(1, 1, 2, 2), next_two = wasm_u32x4_make(4, 4, 8, 8);
  sums.count += static_cast<std::uint32_t>(std::popcount(bits));
  for (; bits != 0; bits >>= 4, here += 4) {
    const v128_t four = wasm_u32x4_splat(static_cast<std::uint32_t>(bits));
    const auto wanted = [&](const WorldPoint* two, v128_t lanes) {
      return wasm_v128_and(wasm_v128_load(two), wasm_i32x4_eq(wasm_v128_and(four, lanes), lanes));
    };
    const v128_t a = wanted(here, first_two), b = wanted(here + 2, next_two);
    const v128_t low =
        wasm_i64x2_add(wasm_u64x2_extend_low_u32x4(a), wasm_u64x2_extend_low_u32x4(b));
    const v128_t high =
        wasm_i64x2_add(wasm_u64x2_extend_high_u32x4(a), wasm_u64x2_extend_high_u32x4(b));
    x_and_y = wasm_i64x2_add(x_and_y, wasm_i64x2_add(low, high));
  }
  sums.x = wasm_u64x2_extract_lane(x_and_y, 0);
  sums.y = wasm_u64x2_extract_lane(x_and_y, 1);
}

#endif

constexpr int kFew = 16;  // of 64: fewer are added faster one by one

}  // namespace

Sums PointColumns::sums(std::uint32_t begin, std::uint32_t end, bool passing) const {
  Sums sums;
  for (; begin < end; begin += std::min(64u, end - begin)) {
    const std::uint64_t found = passing_from(begin, end);
    const std::uint64_t bits = passing ? found : ~found & first_bits(end - begin);
    if (std::popcount(bits) <= kFew) {
      add_few(sums, places() + begin, bits);
    } else {
      add_many(sums, places() + begin, bits);
    }
  }
  return sums;
}

}  // namespace geo
