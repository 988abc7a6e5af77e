#include "core/geo/morton_order.hpp"

#include <algorithm>
#include <array>

namespace geo {
namespace {

bool before(const MortonEntry& a, const MortonEntry& b) {
  return a.key != b.key ? a.key < b.key : a.index < b.index;
}

constexpr std::size_t kFew = 48;  // so many are sorted faster by comparing

// Sorts `entries` by the bytes from `shift` downward; `spare` is as long. The result is in `spare`
// if `into_spare`, otherwise in `entries`.
void radix_sort(std::span<MortonEntry> entries, std::span<MortonEntry> spare, int shift,
                bool into_spare) {
  if (entries.size() <= kFew || shift < 0) {
    if (shift >= 0) std::sort(entries.begin(), entries.end(), before);
    if (into_spare) std::copy(entries.begin(), entries.end(), spare.begin());
    return;
  }
  std::array<std::uint32_t, 256> ends{};
  for (const auto& entry : entries) ++ends[entry.key >> shift & 255];
  std::uint32_t sum = 0;
  for (auto& end : ends) {
    const auto count = end;
    end = sum;
    sum += count;
  }
  for (const auto& entry : entries) spare[ends[entry.key >> shift & 255]++] = entry;
  std::uint32_t begin = 0;
  for (const auto end : ends) {
    const std::size_t size = end - begin;
    if (size > 0) {
      radix_sort(spare.subspan(begin, size), entries.subspan(begin, size), shift - 8, !into_spare);
    }
    begin = end;
  }
}

}  // namespace

std::vector<MortonEntry> morton_order(std::span<const IndexPoint> points) {
  std::vector<MortonEntry> entries(points.size());
  for (std::uint32_t i = 0; i < points.size(); ++i) entries[i] = {morton(points[i].at), i};
  const auto unsorted = std::is_sorted_until(entries.begin(), entries.end(), before);
  if (unsorted == entries.end()) return entries;
  // Often points in order, and some more behind them.
  const bool is_mostly_sorted = unsorted - entries.begin() > entries.end() - unsorted;
  const auto begin = is_mostly_sorted ? unsorted : entries.begin();
  const std::span<MortonEntry> rest(begin, entries.end());
  std::vector<MortonEntry> spare(rest.size());
  radix_sort(rest, spare, 56, false);
  if (!is_mostly_sorted) return entries;
  std::vector<MortonEntry> merged(entries.size());
  std::merge(entries.begin(), begin, begin, entries.end(), merged.begin(), before);
  return merged;
}

std::array<std::span<const MortonEntry>, 4> quadrants(std::span<const MortonEntry> entries,
                                                      int level) {
  std::array<std::span<const MortonEntry>, 4> parts;
  auto begin = entries.begin();
  for (unsigned q = 0; q < 4; ++q) {
    const auto end = std::partition_point(begin, entries.end(), [&](const MortonEntry& entry) {
      return quadrant(entry.key, level) <= q;
    });
    parts[q] = {begin, end};
    begin = end;
  }
  return parts;
}

}  // namespace geo
