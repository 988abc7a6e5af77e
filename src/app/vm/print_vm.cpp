#include "app/vm/print_vm.hpp"

namespace app {

std::vector<model::PlaceId> printed_places(const State& state) {
  std::vector<model::PlaceId> places;
  for (const auto& spot : state.in_view.sheet.spots)
    for (const auto index : spot.places) places.push_back({state.markers.marker(index).id});
  return places;
}

std::vector<PaperNumbers> paper_numbers(const State& state) {
  std::vector<PaperNumbers> numbers;
  if (!std::holds_alternative<PrintRoute>(state.location.route)) return numbers;
  std::size_t last = 0;
  for (const auto& spot : state.in_view.sheet.spots) {
    const std::size_t first = last + 1;
    last += spot.places.size();
    numbers.push_back({spot.at, first, last});
  }
  return numbers;
}

PrintVm print_vm(const State& state, base::Instant now) {
  PrintVm vm;
  for (const model::PlaceId id : printed_places(state)) {
    vm.places.push_back(place_vm(state, id, now));
    const LoadState load = vm.places.back().load;
    vm.awaited += load == LoadState::loading || load == LoadState::idle;
    vm.failed += load == LoadState::failed;
  }
  vm.beyond = state.in_view.sheet.beyond;
  return vm;
}

}  // namespace app
