#include "platform/web/map_port.hpp"

#include "platform/web/bridge.hpp"

namespace platform::web {

void MapPort::fly_to(model::Position at, double zoom) {
  host_map_fly_to(at.lat_deg, at.lon_deg, zoom);
}

}  // namespace platform::web
