#include "app/vm/print_vm.hpp"

namespace app {

std::vector<model::PlaceId> printed_places(const State& state) {
  std::vector<model::PlaceId> places;
  for (const auto index : state.in_view.nearest) {
    if (places.size() == kPrintedMax) break;
    const auto& marker = state.markers.marker(index);
    if (marker.kind.is_place()) places.push_back({marker.id});
  }
  return places;
}

PrintVm print_vm(const State& state, base::Instant now) {
  PrintVm vm;
  for (const model::PlaceId id : printed_places(state)) {
    vm.places.push_back(place_vm(state, id, now));
    const LoadState load = vm.places.back().load;
    vm.is_whole = vm.is_whole && load != LoadState::loading && load != LoadState::idle;
  }
  return vm;
}

}  // namespace app
