#include <algorithm>
#include <array>

#include "core/rules/holidays.hpp"

namespace rules {
namespace {

using base::Day;

struct Holidays {
  Day first, last;
};

constexpr Holidays days(int from_year, unsigned from_month, unsigned from_day, int to_year,
                        unsigned to_month, unsigned to_day) {
  return {base::day_of({from_year, from_month, from_day}),
          base::day_of({to_year, to_month, to_day})};
}

// Sorted, and disjoint.
constexpr std::array kEverywhere{
    days(2023, 12, 24, 2024, 1, 7), days(2024, 7, 7, 2024, 9, 1),  days(2024, 10, 20, 2024, 11, 3),
    days(2024, 12, 22, 2025, 1, 5), days(2025, 7, 6, 2025, 8, 31), days(2025, 10, 19, 2025, 11, 2),
    days(2025, 12, 21, 2026, 1, 4), days(2026, 7, 5, 2026, 8, 31), days(2026, 10, 18, 2026, 11, 1),
    days(2026, 12, 20, 2027, 1, 3), days(2027, 5, 6, 2027, 5, 9)};
constexpr std::array kZoneA{days(2024, 2, 18, 2024, 3, 3),  days(2024, 4, 14, 2024, 4, 28),
                            days(2025, 2, 23, 2025, 3, 9),  days(2025, 4, 20, 2025, 5, 4),
                            days(2026, 2, 8, 2026, 2, 22),  days(2026, 4, 5, 2026, 4, 19),
                            days(2027, 2, 14, 2027, 2, 28), days(2027, 4, 11, 2027, 4, 25)};
constexpr std::array kZoneB{days(2024, 2, 25, 2024, 3, 10), days(2024, 4, 21, 2024, 5, 5),
                            days(2025, 2, 9, 2025, 2, 23),  days(2025, 4, 6, 2025, 4, 21),
                            days(2026, 2, 15, 2026, 3, 1),  days(2026, 4, 12, 2026, 4, 26),
                            days(2027, 2, 21, 2027, 3, 7),  days(2027, 4, 18, 2027, 5, 2)};
constexpr std::array kZoneC{days(2024, 2, 11, 2024, 2, 25), days(2024, 4, 7, 2024, 4, 21),
                            days(2025, 2, 16, 2025, 3, 2),  days(2025, 4, 13, 2025, 4, 27),
                            days(2026, 2, 22, 2026, 3, 8),  days(2026, 4, 19, 2026, 5, 3),
                            days(2027, 2, 7, 2027, 2, 21),  days(2027, 4, 4, 2027, 4, 18)};
constexpr std::array kCorsica{days(2024, 9, 2, 2024, 9, 2),  // one day more than elsewhere
                              days(2025, 2, 16, 2025, 3, 2), days(2025, 4, 13, 2025, 4, 27),
                              days(2026, 2, 15, 2026, 3, 1), days(2026, 4, 12, 2026, 4, 26)};

constexpr Day kFirstKnown = base::day_of({2024, 1, 1});
constexpr Day kFirstKnownInCorsica = base::day_of({2024, 6, 1});

bool holds(const auto& table, Day day) {
  const auto next = std::ranges::upper_bound(table, day, {}, &Holidays::first);
  return next != table.begin() && day <= std::prev(next)->last;
}

bool is_zones_own(SchoolZone zone, Day day) {
  switch (zone) {
    case SchoolZone::a: return holds(kZoneA, day);
    case SchoolZone::b: return holds(kZoneB, day);
    case SchoolZone::c: return holds(kZoneC, day);
    case SchoolZone::corsica: return holds(kCorsica, day);
    case SchoolZone::unknown: break;
  }
  return holds(kZoneA, day) && holds(kZoneB, day) && holds(kZoneC, day);
}

bool is_some_zones(Day day) {
  return holds(kZoneA, day) || holds(kZoneB, day) || holds(kZoneC, day);
}

}  // namespace

Day last_known_school_day(SchoolZone zone) {
  return zone == SchoolZone::corsica ? base::day_of({2026, 7, 4}) : base::day_of({2027, 7, 3});
}

Answer is_school_holiday(SchoolZone zone, Day day) {
  const Day first = zone == SchoolZone::corsica ? kFirstKnownInCorsica : kFirstKnown;
  if (day < first || day > last_known_school_day(zone)) return Answer::unknown;
  if (holds(kEverywhere, day) || is_zones_own(zone, day)) return Answer::yes;
  return zone == SchoolZone::unknown && is_some_zones(day) ? Answer::unknown : Answer::no;
}

}  // namespace rules
