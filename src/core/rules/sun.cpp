#include "core/rules/sun.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace rules {
namespace {

constexpr double kDegree = std::numbers::pi / 180;

struct SolarDay {
  double equation_of_time_min, declination_rad;
};

// `year_rad`: the fractional year, at noon.
SolarDay solar_day(double year_rad) {
  const double c1 = std::cos(year_rad), s1 = std::sin(year_rad), c2 = std::cos(2 * year_rad),
               s2 = std::sin(2 * year_rad), c3 = std::cos(3 * year_rad),
               s3 = std::sin(3 * year_rad);
  return {229.18 * (0.000075 + 0.001868 * c1 - 0.032077 * s1 - 0.014615 * c2 - 0.040849 * s2),
          0.006918 - 0.399912 * c1 + 0.070257 * s1 - 0.006758 * c2 + 0.000907 * s2 - 0.002697 * c3 +
              0.00148 * s3};
}

}  // namespace

int sun_minute_utc(SunEvent event, base::Day day, const model::Position& at) {
  const int year = base::date_of(day).year;
  const base::Day first = base::day_of({year, 1, 1});
  const double length = base::day_of({year + 1, 1, 1}) - first;
  const auto sun = solar_day(2 * std::numbers::pi / length * (day - first));
  const bool is_twilight = event == SunEvent::dawn || event == SunEvent::dusk;
  const double zenith = (is_twilight ? 96.0 : 90.833) * kDegree;  // refraction and radius included
  const double latitude = at.lat_deg * kDegree;
  const double cosine = std::cos(zenith) / (std::cos(latitude) * std::cos(sun.declination_rad)) -
                        std::tan(latitude) * std::tan(sun.declination_rad);
  const double half_day_min = 4 * std::acos(std::clamp(cosine, -1.0, 1.0)) / kDegree;
  const double noon_min = 720 - 4 * at.lon_deg - sun.equation_of_time_min;
  const bool is_morning = event == SunEvent::dawn || event == SunEvent::sunrise;
  return static_cast<int>(std::lround(noon_min + (is_morning ? -half_day_min : half_day_min)));
}

}  // namespace rules
