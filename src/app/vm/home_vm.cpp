#include "app/vm/home_vm.hpp"

#include <algorithm>

#include "app/vm/near.hpp"

namespace app {
namespace {

Location page_of(const State& state, const base::Uuid& id, model::MarkerKind kind) {
  if (kind.is_place()) return {PlaceRoute{{id}}, state.location.filter};
  return {ActionRoute{{id}}, state.location.filter};
}

bool searching(const State& state) { return state.search.state != LoadState::idle; }

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
  row.at = item.at;
  if (const auto marker = state.markers.find(item.id))
    row.facts = state.markers.marker(*marker).facts;
  row.partly_accessible =
      !searching(state) && state.location.filter.wheelchair && row.facts->wheelchair == "limited";
  row.open = page_of(state, item.id, item.kind);
  row.chosen = row.open == state.location;
  row.pending = !item.kind.is_place() && is_pending(state, item.id);
  return row;
}

std::size_t count_of(const State& state, FilterChoice choice) {
  const auto kinds = marker_filter(choice).kinds;
  std::size_t count = 0;
  for (std::size_t code = 0; code < kinds.size(); ++code)
    if (kinds[code]) count += state.in_view.facets[code];
  return count;
}

std::vector<Chip> chips_of(const State& state) {
  std::vector<Chip> chips;
  for (const auto choice : kFilterChoices) {
    Filter filter = state.location.filter;
    const bool chosen = filter.choice == choice;
    filter.choice = choice;
    chips.push_back({choice, chosen, count_of(state, choice), {HomeRoute{}, std::move(filter)}});
  }
  return chips;
}

// What the search has found; null when it is still looking, or has failed.
const std::vector<wire::Found>* found(const State& state) {
  return state.search.value ? &state.search.value->items : nullptr;
}

// Answers have no numbers: another one has other ids.
std::uint64_t version_of_found(const State& state) {
  std::uint64_t version = 1;
  if (const auto* items = found(state))
    for (const auto& item : *items)
      version = (version ^ std::hash<base::Uuid>{}(item.id)) * 1099511628211ull;
  return version;
}

}  // namespace

std::size_t HomeRows::size() const {
  if (!searching(*state_)) return state_->in_view.nearest.size();
  return found(*state_) ? found(*state_)->size() : 0;
}

base::Uuid HomeRows::id(std::size_t index) const {
  if (searching(*state_)) return (*found(*state_))[index].id;
  return state_->markers.marker(state_->in_view.nearest[index]).id;
}

HomeRow HomeRows::operator[](std::size_t index) const {
  if (searching(*state_)) return row_of(*state_, (*found(*state_))[index]);
  return row_of(*state_, state_->markers.marker(state_->in_view.nearest[index]));
}

std::optional<std::size_t> HomeRows::find(const base::Uuid& id) const {
  const auto place_in = [](const auto& all, const auto& is) -> std::optional<std::size_t> {
    const auto it = std::find_if(all.begin(), all.end(), is);
    if (it == all.end()) return std::nullopt;
    return static_cast<std::size_t>(it - all.begin());
  };
  if (searching(*state_)) {
    if (!found(*state_)) return std::nullopt;
    return place_in(*found(*state_), [&](const auto& item) { return item.id == id; });
  }
  const auto marker = state_->markers.find(id);
  if (!marker) return std::nullopt;
  return place_in(state_->in_view.nearest, [&](auto index) { return index == *marker; });
}

HomeVm home_vm(const State& state) {
  HomeVm vm(state);
  vm.chips = chips_of(state);
  vm.filter = state.location.filter;
  vm.search_text = state.drafts.search;
  vm.searching = searching(state);
  vm.load = vm.searching ? state.search.state : state.markers_state;
  if (vm.load == LoadState::failed)
    vm.error = vm.searching ? state.search.error : state.markers_error;
  if (vm.searching && state.search.value) vm.towns = state.search.value->towns;
  vm.total = vm.searching ? vm.rows.size() : state.in_view.total;
  vm.version = vm.searching ? version_of_found(state) : state.in_view.version;
  vm.hours_unknown = vm.searching ? 0 : state.in_view.hours_unknown;
  vm.here = state.here;
  vm.cells_here = state.cells_here;
  vm.cells_expected = state.cells_expected;
  vm.pending = count_pending(state);
  vm.offline = !state.online;
  return vm;
}

}  // namespace app
