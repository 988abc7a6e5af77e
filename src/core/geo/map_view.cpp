#include "core/geo/map_view.hpp"

#include <algorithm>

namespace geo {

MapWindow::MapWindow(const MapView& view) {
  const std::int64_t pad = std::int64_t{view.padding_px} * units_per_px(view.zoom);
  const std::int64_t top = std::max<std::int64_t>(0, view.north_west.y - pad);
  const std::int64_t bottom = std::min<std::int64_t>(UINT32_MAX, view.south_east.y + pad);
  first.y = static_cast<std::uint32_t>(top);
  height = static_cast<std::uint32_t>(std::max(top, bottom) - top);
  const std::uint32_t across = view.south_east.x - view.north_west.x;
  if (across + 2 * pad >= UINT32_MAX) {
    width = UINT32_MAX;
  } else {
    first.x = view.north_west.x - static_cast<std::uint32_t>(pad);
    width = across + static_cast<std::uint32_t>(2 * pad);
  }
}

}  // namespace geo
