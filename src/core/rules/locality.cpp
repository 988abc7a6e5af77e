#include "core/rules/locality.hpp"

#include <algorithm>
#include <array>
#include <optional>

namespace rules {
namespace {

struct Overseas {
  std::string_view prefix;  // of postal codes
  Territory territory;
  TimeZone zone;
  double south, west, north, east;  // degrees, with the sea around
};

// More particular ones first: Saint-Barthélemy and Saint-Martin share Guadeloupe's prefix, the far
// archipelagos of Polynesia its box.
constexpr std::array kOverseas{
    Overseas{"97133", Territory::saint_barthelemy, TimeZone::antilles, 17.8, -63, 17.98, -62.7},
    Overseas{"97150", Territory::saint_martin, TimeZone::antilles, 18, -63.3, 18.2, -62.9},
    Overseas{"971", Territory::guadeloupe, TimeZone::antilles, 15.7, -62, 16.7, -60.8},
    Overseas{"972", Territory::martinique, TimeZone::antilles, 14.2, -61.4, 15.1, -60.6},
    Overseas{"973", Territory::guyane, TimeZone::cayenne, 2, -55, 6.2, -51},
    Overseas{"974", Territory::reunion, TimeZone::reunion, -21.6, 55, -20.7, 56},
    Overseas{"975", Territory::saint_pierre_et_miquelon, TimeZone::miquelon, 46.5, -57, 47.4, -56},
    Overseas{"976", Territory::mayotte, TimeZone::mayotte, -13.2, 44.8, -12.4, 45.5},
    Overseas{"977", Territory::saint_barthelemy, TimeZone::antilles, 17.8, -63, 17.98, -62.7},
    Overseas{"978", Territory::saint_martin, TimeZone::antilles, 18, -63.3, 18.2, -62.9},
    Overseas{"986", Territory::wallis_et_futuna, TimeZone::wallis, -15, -179, -12.5, -175},
    Overseas{"98742", Territory::polynesie, TimeZone::marquesas, -11.5, -142, -7, -138},
    Overseas{"98755", Territory::polynesie, TimeZone::gambier, -24, -136, -22.5, -134},
    Overseas{"987", Territory::polynesie, TimeZone::tahiti, -28, -155, -7, -134},
    Overseas{"988", Territory::nouvelle_caledonie, TimeZone::noumea, -23, 158, -17, 173}};

// Departments by the zones of their academies since 2016; those of neither list are in zone B.
constexpr std::array kZoneA{1,  3,  7,  15, 16, 17, 19, 21, 23, 24, 25, 26, 33, 38, 39, 40,
                            42, 43, 47, 58, 63, 64, 69, 70, 71, 73, 74, 79, 86, 87, 89, 90};
constexpr std::array kZoneC{9,  11, 12, 30, 31, 32, 34, 46, 48, 65, 66,
                            75, 77, 78, 81, 82, 91, 92, 93, 94, 95};
constexpr int kCorsica = 20;

SchoolZone school_zone(int department) {
  if (department == kCorsica) return SchoolZone::corsica;
  if (std::ranges::binary_search(kZoneA, department)) return SchoolZone::a;
  if (std::ranges::binary_search(kZoneC, department)) return SchoolZone::c;
  return department >= 1 && department <= 95 ? SchoolZone::b : SchoolZone::unknown;
}

std::optional<int> department(std::string_view code) {
  if (code.starts_with("2A") || code.starts_with("2B")) return kCorsica;
  if (code.size() != 5) return std::nullopt;
  for (const char c : code)
    if (c < '0' || c > '9') return std::nullopt;
  return (code[0] - '0') * 10 + (code[1] - '0');
}

bool holds(const Overseas& box, const model::Position& at) {
  return at.lat_deg >= box.south && at.lat_deg <= box.north && at.lon_deg >= box.west &&
         at.lon_deg <= box.east;
}

Locality overseas(const Overseas& where, const model::Position& at) {
  return {at, where.zone, where.territory, SchoolZone::unknown};
}

}  // namespace

Locality locality_of(std::string_view postal_code, const model::Position& at) {
  const auto of_mainland = department(postal_code);
  if (of_mainland == 67 || of_mainland == 68 || of_mainland == 57)
    return {at, TimeZone::paris, Territory::alsace_moselle, SchoolZone::b};
  const bool is_overseas = of_mainland && *of_mainland > 95;
  for (const auto& where : kOverseas)
    if (is_overseas ? postal_code.starts_with(where.prefix) : !of_mainland && holds(where, at))
      return overseas(where, at);
  return {at, TimeZone::paris, Territory::mainland,
          of_mainland ? school_zone(*of_mainland) : SchoolZone::unknown};
}

}  // namespace rules
