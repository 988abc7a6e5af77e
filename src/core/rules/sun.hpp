// When the sun rises and sets.
#pragma once
#include "core/base/calendar.hpp"
#include "core/model/position.hpp"

namespace rules {

enum class SunEvent : unsigned char { dawn, sunrise, sunset, dusk };  // dawn, dusk: civil twilight

// Minutes after 00:00 UTC of that day, which may be below 0 or above 1440 far from Greenwich: the
// event belongs to the solar day of that date at that longitude. Right to about a minute between
// the polar circles. Where the sun does not set that day: 12 hours before and after noon; where it
// does not rise: at noon. "General Solar Position Calculations", NOAA Global Monitoring Division.
int sun_minute_utc(SunEvent event, base::Day day, const model::Position& at);

}  // namespace rules
