#include "server/grant_text.hpp"

#include <cstdio>

namespace server {

std::string text_of(const model::Grant& grant) {
  const auto* of_area = std::get_if<model::AreaGrant>(&grant);
  if (!of_area) return "admin";
  char text[80];
  std::snprintf(text, sizeof text, "%s %.4f,%.4f %.0f m",
                std::string(to_text(of_area->role)).c_str(), of_area->area.centre.lat_deg,
                of_area->area.centre.lon_deg, of_area->area.radius_m);
  return text;
}

}  // namespace server
