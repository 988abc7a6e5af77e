#include <algorithm>
#include <cmath>

#include "app/vm/map_vm.hpp"
#include "app/vm/print_vm.hpp"
#include "core/base/overloaded.hpp"
#include "core/geo/mercator.hpp"
#include "ui/screens/screens.hpp"

namespace ui {
namespace {

constexpr std::size_t kReachableMax = 400;  // elements; beyond, a click or the list is the way
constexpr double kMargin = 160;  // px around the window, so that a short drag meets what it brings

struct Spot {
  double x = 0, y = 0;  // in the pane
};

// In doubles: at high zoom levels a float's steps are wider than a pixel.
Spot spot_of(const MapFrame& map, model::Position at) {
  const geo::WorldPoint point = geo::project(at);
  const double size = 256 * std::exp2(map.zoom) / 4294967296.0;
  return {point.x * size - map.origin_x, point.y * size - map.origin_y};
}

Rect target_of(const app::MapMarker& marker, Spot spot) {
  const auto x = static_cast<float>(std::round(spot.x)), y = static_cast<float>(std::round(spot.y));
  if (marker.count > 1) {
    const float r = marker.count < 10 ? 22 : marker.count < 100 ? 26 : 32;
    return {x - r, y - r, 2 * r, 2 * r};
  }
  // A place's tip touches the spot: its square stands above.
  return marker.kind.is_place() ? Rect{x - 22, y - 44, 44, 46} : Rect{x - 22, y - 22, 44, 44};
}

std::string key_of(const app::MapMarker& marker) {
  return std::to_string(marker.count > 1) + ":" + std::to_string(marker.identity);
}

void open_marker(Frame& f, const app::MapMarker& marker) {
  std::visit(
      base::Overloaded{[&](const app::Location& to) { f.send(app::Opened{to}); },
                       [&](const geo::Cluster& cluster) { f.send(app::ClusterOpened{cluster}); }},
      marker.opens);
}

MarkerSprite sprite_of(const app::MapMarker& m, bool hot) {
  const int state = (hot ? 1 : 0) | (m.selected ? 2 : 0) | (m.pending ? 4 : 0);
  return {m.at.lat_deg, m.at.lon_deg, m.kind.code, static_cast<std::uint8_t>(state),
          m.count,      m.people};
}

// Returns whether the marker is pointed at or focused.
bool reachable(Frame& f, const app::MapMarker& marker, Spot spot) {
  const bool single = std::holds_alternative<app::Location>(marker.opens);
  Attributes attributes{{"data-look", "marker"}};
  if (marker.selected) attributes.emplace_back("aria-current", "true");
  if (single) attributes.emplace_back("href", app::to_url(std::get<app::Location>(marker.opens)));
  const NodeId node =
      f.leaf(single ? Role::link : Role::button, key_of(marker), target_of(marker, spot),
             f.said.marker_name(marker), std::move(attributes));
  if (f.took(node)) open_marker(f, marker);
  return f.hovered(node) || (f.focused(node) && f.input.focus_visible);
}

// Opens the marker that was clicked where it has no element: of several the one whose middle is
// nearest.
void open_tapped(Frame& f, const app::MapVm& vm) {
  const app::MapMarker* tapped = nullptr;
  double nearest_px = 0;
  for (const app::MapMarker& marker : vm.markers) {
    const Rect target = target_of(marker, spot_of(f.map, marker.at));
    const double x = f.input.map_tap->x - target.x, y = f.input.map_tap->y - target.y;
    if (x < 0 || x > target.w || y < 0 || y > target.h) continue;
    const double distance_px = std::hypot(x - target.w / 2, y - target.h / 2);
    if (tapped && distance_px >= nearest_px) continue;
    tapped = &marker;
    nearest_px = distance_px;
  }
  if (tapped) open_marker(f, *tapped);
}

}  // namespace

void map_screen(Frame& f, bool shown) {
  const app::MapVm vm = app::map_vm(f.state);
  if (shown)
    f.open(Role::marker_pane, "markers", {0, 0, 0, 0},
           {{"aria-label", f.words.markers}, {"data-roving", ""}});
  std::size_t elements = 0;
  for (const app::MapMarker& marker : vm.markers) {
    const Spot spot = spot_of(f.map, marker.at);
    const bool near = spot.x > f.map.left - kMargin && spot.x < f.map.right + kMargin &&
                      spot.y > f.map.top - kMargin && spot.y < f.map.bottom + kMargin;
    const bool hot =
        shown && near && elements < kReachableMax && (++elements, reachable(f, marker, spot));
    f.sprites.push_back(sprite_of(marker, hot));
  }
  if (shown) f.close();
  if (shown && f.input.map_tap) open_tapped(f, vm);
  f.paper_numbers = app::paper_numbers(f.state);
  if (vm.area)
    f.area = {true,
              vm.area->south_deg,
              vm.area->west_deg,
              vm.area->north_deg,
              vm.area->east_deg,
              vm.area->kind.code};
}

}  // namespace ui
