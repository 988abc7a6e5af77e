#include "app/vm/home_vm.hpp"

#include "app/vm/near.hpp"

namespace app {
namespace {

Location page_of(const State& state, const base::Uuid& id, model::MarkerKind kind) {
  if (kind.is_place()) return {PlaceRoute{{id}}, state.location.filter};
  return {ActionRoute{{id}}, state.location.filter};
}

template <class Item>  // model::Marker or wire::Found
HomeRow row_of(const State& state, const Item& item) {
  HomeRow row;
  row.id = item.id;
  row.kind = item.kind;
  row.title = item.title;
  row.detail = item.detail;
  const auto distance = near(state, item.at);
  row.distance_m = distance.distance_m;
  row.walk_min = distance.walk_min;
  row.open = page_of(state, item.id, item.kind);
  row.chosen = row.open == state.location;
  row.pending = !item.kind.is_place() && is_pending(state, item.id);
  return row;
}

std::vector<Chip> chips_of(const State& state) {
  std::vector<Chip> chips;
  for (const auto choice : kFilterChoices)
    chips.push_back({choice, choice == state.location.filter, {HomeRoute{}, choice}});
  return chips;
}

void fill_found(HomeVm& vm, const State& state) {
  vm.load = state.search.state;
  vm.error = state.search.error;
  if (!state.search.value) return;
  for (const auto& found : *state.search.value) vm.rows.push_back(row_of(state, found));
  vm.total = vm.rows.size();
}

void fill_nearest(HomeVm& vm, const State& state) {
  vm.load = state.markers_state;
  if (vm.load == LoadState::failed) vm.error = state.markers_error;
  vm.total = state.in_view.total;
  vm.rows.reserve(state.in_view.nearest.size());
  for (const auto index : state.in_view.nearest)
    vm.rows.push_back(row_of(state, state.markers.marker(index)));
}

}  // namespace

HomeVm home_vm(const State& state) {
  HomeVm vm;
  vm.chips = chips_of(state);
  vm.filter = state.location.filter;
  vm.search_text = state.drafts.search;
  vm.searching = state.search.state != LoadState::idle;
  vm.version = state.in_view.version;
  vm.cells_here = state.cells_here;
  vm.cells_expected = state.cells_expected;
  vm.pending = count_pending(state);
  vm.offline = !state.online;
  if (vm.searching)
    fill_found(vm, state);
  else
    fill_nearest(vm, state);
  return vm;
}

}  // namespace app
