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

// Without a branch a point: it can't be foreseen.
std::uint64_t bits_in(const WorldBox& box, const WorldPoint* here, std::uint32_t count) {
  std::uint64_t found = 0;
  for (; count > 0; --count) found = found << 1 | std::uint64_t{box.holds(here[count - 1])};
  return found;
}

#else

// Of up to three points behind the last one it says anything.
std::uint64_t bits_in(const WorldBox& box, const WorldPoint* here, std::uint32_t count) {
  const v128_t first = wasm_u32x4_make(box.first.x, box.first.y, box.first.x, box.first.y);
  const v128_t last = wasm_u32x4_make(box.last.x, box.last.y, box.last.x, box.last.y);
  const v128_t size = wasm_i32x4_sub(last, first);
  const auto two = [&](const WorldPoint* points) {
    return wasm_u32x4_le(wasm_i32x4_sub(wasm_v128_load(points), first), size);
  };
  std::uint64_t found = 0;
  for (std::uint32_t i = 0; i < count; i += 4) {
    const v128_t a = two(here + i), b = two(here + i + 2);
    const v128_t across = wasm_i32x4_shuffle(a, b, 0, 2, 4, 6);
    const v128_t down = wasm_i32x4_shuffle(a, b, 1, 3, 5, 7);
    found |= std::uint64_t{wasm_i32x4_bitmask(wasm_v128_and(across, down))} << i;
  }
  return found;
}

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

std::uint64_t PointColumns::passing_in(const WorldBox& box, std::uint32_t begin,
                                       std::uint32_t end) const {
  const std::uint64_t passing = passing_from(begin, end);
  return passing == 0 ? 0 : passing & bits_in(box, places() + begin, std::min(64u, end - begin));
}

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
