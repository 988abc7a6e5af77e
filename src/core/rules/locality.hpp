// What a place's address says about its clocks and holidays.
#pragma once
#include <string_view>

#include "core/model/position.hpp"
#include "core/rules/holidays.hpp"
#include "core/rules/time_zone.hpp"

namespace rules {

struct Locality {
  model::Position at;  // for sunrise and sunset
  TimeZone zone = TimeZone::paris;
  Territory territory = Territory::mainland;
  SchoolZone schools = SchoolZone::unknown;
};

// From the department in a French postal code ("67000", "97400") or INSEE code ("2A004"); without
// one, overseas from the position and else the mainland, whose school zone is then unknown.
Locality locality_of(std::string_view postal_code, const model::Position& at);

}  // namespace rules
