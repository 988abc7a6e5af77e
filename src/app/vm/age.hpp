// How long ago, in the largest unit that fits: "il y a 2 jours".
#pragma once
#include <cstdint>

#include "core/base/time.hpp"

namespace app {

enum class AgeUnit : std::uint8_t { now, minutes, hours, days, weeks, months, years };
struct Age {
  AgeUnit unit = AgeUnit::now;  // `now`: less than a minute, or a clock that is behind
  int number = 0;
  bool operator==(const Age&) const = default;
};

Age age(base::Instant then, base::Instant now);

}  // namespace app
