// What lies on the map: markers, clusters, and the public cell of the action shown or being
// written.
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "app/state.hpp"

namespace app {

struct MapMarker {
  std::uint64_t identity = 0;  // stable while the map pans at one zoom
  model::Position at;
  std::uint32_t count = 1;   // 1: a single marker
  std::uint32_t people = 0;  // those of `count` that are actions
  model::MarkerKind kind;    // of a single marker
  std::string title;         // of a single marker
  bool selected = false;     // its page is open
  bool pending = false;      // not yet acknowledged
  std::variant<Location, geo::Cluster>
      opens;  // activated: send Opened{Location} or ClusterOpened{Cluster}
};

struct MapArea {
  double south_deg = 0, west_deg = 0, north_deg = 0, east_deg = 0;
  model::MarkerKind kind;
};
// The cell as a box.
MapArea map_area(const model::PublicPosition& cell, model::MarkerKind kind);

struct MapVm {
  std::uint64_t version = 0;
  // Last, also where it is merged with others or out of view: the one whose page is open.
  std::vector<MapMarker> markers;
  std::optional<MapArea> area;
};

MapVm map_vm(const State& state);

}  // namespace app
