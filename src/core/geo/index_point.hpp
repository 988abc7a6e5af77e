// A point as the engine keeps it, and what can be asked of points.
#pragma once
#include <bitset>
#include <cstdint>
#include <optional>

#include "core/geo/area.hpp"
#include "core/geo/mercator.hpp"

namespace geo {

// Whole days since 1970-01-01 (UTC), both ends included. The widest range is "always".
struct DayRange {
  std::uint16_t first = 0;
  std::uint16_t last = UINT16_MAX;
  bool operator==(const DayRange&) const = default;
};

struct IndexPoint {
  WorldPoint at;
  std::uint32_t id = 0;       // the caller's; no two points at one place share it
  std::uint32_t tags = 0;     // a bit a tag
  DayRange days;              // when there is something there
  std::uint8_t category = 0;  // any byte
  bool open = true;           // at the instant that was last looked at: see Engine::set_open
  bool operator==(const IndexPoint&) const = default;
};

// A point passes if it passes every part. By default all do.
struct PointFilter {
  std::bitset<256> categories = std::bitset<256>{}.set();
  std::uint32_t required_tags = 0;  // it has all of these
  std::uint32_t any_tags = 0;       // and one of these, unless none is named
  std::uint32_t no_tags = 0;        // and none of these
  DayRange days;                    // and its days have one in common with these
  bool only_open = false;
  std::optional<Area> area;
  bool operator==(const PointFilter&) const = default;
};

}  // namespace geo
