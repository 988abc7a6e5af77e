#include "app/vm/map_vm.hpp"

#include <algorithm>
#include <functional>

#include "app/vm/near.hpp"
#include "core/geo/public_cell.hpp"

namespace app {
namespace {

std::optional<base::Uuid> shown_id(const State& state) {
  if (const auto* place = std::get_if<PlaceRoute>(&state.location.route)) return place->id.uuid;
  if (const auto* action = std::get_if<ActionRoute>(&state.location.route)) return action->id.uuid;
  return std::nullopt;
}

MapMarker single(const State& state, const geo::Cluster& cluster) {
  const auto& marker = state.markers.marker(cluster.marker);
  MapMarker shown{
      cluster.identity, cluster.at, 1, cluster.people, marker.kind, marker.title, false, false, {}};
  const auto& filter = state.location.filter;
  if (marker.kind.is_place()) {
    shown.opens = Location{PlaceRoute{{marker.id}}, filter};
  } else {
    shown.opens = Location{ActionRoute{{marker.id}}, filter};
    shown.pending = is_pending(state, marker.id);
  }
  shown.selected = shown_id(state) == marker.id;
  return shown;
}

std::optional<MapArea> area_of(const State& state) {
  if (const auto* route = std::get_if<ActionRoute>(&state.location.route)) {
    const auto action = state.actions.find(route->id);
    if (action == state.actions.end() || !action->second.value) return std::nullopt;
    const auto& shown = *action->second.value;
    if (shown.at.cell_height_deg <= 0) return std::nullopt;
    return map_area(shown.at, model::marker_kind(shown.kind, shown.section));
  }
  const auto& draft = state.drafts.new_action;
  if (!std::holds_alternative<NewActionRoute>(state.location.route) || !draft.at)
    return std::nullopt;
  return map_area(geo::public_cell(*draft.at),
                  model::marker_kind(draft.kind.value_or(model::ActionKind::contribution),
                                     draft.section.value_or(model::ActionSection::social)));
}

}  // namespace

MapArea map_area(const model::PublicPosition& cell, model::MarkerKind kind) {
  const double up = cell.cell_height_deg / 2, right = cell.cell_width_deg / 2;
  return {cell.centre.lat_deg - up, cell.centre.lon_deg - right, cell.centre.lat_deg + up,
          cell.centre.lon_deg + right, kind};
}

MapVm map_vm(const State& state) {
  MapVm vm;
  vm.version = state.in_view.version;
  vm.markers.reserve(state.in_view.clusters.size() + 1);
  for (const auto& cluster : state.in_view.clusters) {
    if (cluster.count == 1)
      vm.markers.push_back(single(state, cluster));
    else
      vm.markers.push_back({cluster.identity,
                            cluster.at,
                            cluster.count,
                            cluster.people,
                            {},
                            {},
                            false,
                            false,
                            cluster});
  }
  if (const auto id = shown_id(state);
      id && std::none_of(vm.markers.begin(), vm.markers.end(), std::mem_fn(&MapMarker::selected)))
    if (const auto chosen = state.markers.find(*id))
      vm.markers.push_back(single(state, state.markers.alone(*chosen)));
  vm.area = area_of(state);
  return vm;
}

}  // namespace app
