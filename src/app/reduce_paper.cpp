// What leaves the screen: a link for others, a sheet of paper.
#include <algorithm>

#include "app/reduce_parts.hpp"
#include "app/vm/print_vm.hpp"

namespace app::parts {
namespace {

// The places in view, nearest first.
std::vector<geo::MarkerIndex> places_in_view(const State& state) {
  std::vector<geo::MarkerIndex> places;
  for (const auto index : state.in_view.nearest)
    if (state.markers.marker(index).kind.is_place()) places.push_back(index);
  return places;
}

}  // namespace

bool shows_sheet(const State& state) {
  return std::holds_alternative<PrintRoute>(state.location.route);
}

void lay_out_sheet(State& state) {
  Sheet& sheet = state.in_view.sheet = {};
  if (!shows_sheet(state)) return;
  auto places = places_in_view(state);
  sheet.beyond = places.size() - std::min(places.size(), kPrintedMax);
  places.resize(places.size() - sheet.beyond);
  const auto& clusters = state.in_view.clusters;
  const auto in = state.markers.clusters_of(places, clusters, marker_filter(state.location.filter));
  std::vector<std::optional<std::size_t>> laid;  // the cluster of each spot
  for (std::size_t i = 0; i < places.size(); ++i) {
    const auto known = in[i] ? std::ranges::find(laid, in[i]) : laid.end();
    if (known == laid.end()) {
      laid.push_back(in[i]);
      sheet.spots.push_back({state.markers.marker(places[i]).at, {places[i]}});
    } else {
      Sheet::Spot& spot = sheet.spots[static_cast<std::size_t>(known - laid.begin())];
      spot.at = clusters[*in[i]].at;
      spot.places.push_back(places[i]);
    }
  }
}

void fetch_printed(State& state, Turn& turn) {
  if (!shows_sheet(state)) return;
  for (const model::PlaceId id : printed_places(state))
    if (!state.places.contains(id)) fetch_place(state, turn, id);
}

void fetch_printed_again(State& state, Turn& turn) {
  if (!shows_sheet(state)) return;
  for (const model::PlaceId id : printed_places(state)) fetch_place(state, turn, id);
}

void on(State&, Turn& turn, const ShareAsked& a) {
  turn.effects.push_back(Share{a.title, to_url(a.location)});
}

void on(State& state, Turn& turn, const ShareEnded& a) {
  if (a.outcome == ShareOutcome::copied) tell(state, turn, Notice::link_copied);
  if (a.outcome == ShareOutcome::failed) tell(state, turn, Notice::link_not_shared);
}

void on(State&, Turn& turn, const PrintAsked&) { turn.effects.push_back(Print{}); }

}  // namespace app::parts
