#include "client/marker_host.hpp"

#include <array>

#include "platform/web/bridge.hpp"

namespace client {

// The page reads six doubles a sprite, in this order, and six for the area.
void MarkerHost::show(std::span<const ui::MarkerSprite> sprites, const ui::MarkerArea& area) {
  columns_.clear();
  columns_.reserve(sprites.size() * 6);
  for (const ui::MarkerSprite& s : sprites)
    columns_.insert(columns_.end(), {s.lat_deg, s.lon_deg, static_cast<double>(s.kind),
                                     static_cast<double>(s.state), static_cast<double>(s.count),
                                     static_cast<double>(s.people)});
  const std::array<double, 6> box{area.shown ? 1.0 : 0.0, area.south_deg,
                                  area.west_deg,          area.north_deg,
                                  area.east_deg,          static_cast<double>(area.kind)};
  host_markers_show(columns_.data(), sprites.size(), box.data());
}

// Four doubles a spot.
void MarkerHost::number_paper(std::span<const app::PaperNumbers> numbers) {
  columns_.clear();
  for (const app::PaperNumbers& n : numbers)
    columns_.insert(columns_.end(), {n.at.lat_deg, n.at.lon_deg, static_cast<double>(n.first),
                                     static_cast<double>(n.last)});
  host_paper_numbers(columns_.data(), numbers.size());
}

void MarkerHost::set_insets(float left, float top, float right, float bottom) {
  host_markers_insets(left, top, right, bottom);
}

}  // namespace client
