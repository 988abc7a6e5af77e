// What of the map is shown: the filter, where the person is, what is open.
#include <algorithm>
#include <utility>

#include "app/reduce_parts.hpp"
#include "app/vm/near.hpp"
#include "core/rules/validate.hpp"

namespace app::parts {
namespace {

// Browsers count a timer's milliseconds in 31 bits.
constexpr std::int64_t kTimerMax_ms = base::kDayMs;

void ask_position(State& state, Turn& turn) {
  if (state.here.state == Whereabouts::State::asking) return;
  state.here.state = Whereabouts::State::asking;
  turn.effects.push_back(AskPosition{});
}

void set_out_from(State& state, Turn& turn, model::Position at) {
  state.here.at = at;
  turn.view_stale = true;
}

}  // namespace

bool asks_what_is_open(const State& state) { return state.location.filter.open != OpenWhen::any; }

void refresh_view(State& state) {
  const auto filter = marker_filter(state.location.filter);
  const auto& view = state.map.view;
  auto nearby = state.markers.nearest(view, filter, starting_point(state), kListedMax);
  ++state.in_view.version;
  state.in_view.clusters = state.markers.clusters(view, filter);
  state.in_view.nearest = std::move(nearby.nearest);
  state.in_view.total = nearby.total;
  state.in_view.facets = state.markers.facets(view, filter);
  state.in_view.hours_unknown = filter.only_open ? state.markers.unknown_opening(view, filter) : 0;
  lay_out_sheet(state);
}

void on(State& state, Turn& turn, const FilterChosen& a) {
  Filter filter = state.location.filter;
  filter.choice = a.choice;
  go(state, turn, {state.location.route, std::move(filter)}, Way::replace);
}

void on(State& state, Turn& turn, const FilterNarrowed& a) {
  go(state, turn, {state.location.route, a.filter}, Way::replace);
}

void on(State& state, Turn& turn, const PositionAsked&) { ask_position(state, turn); }

void on(State& state, Turn& turn, const LocateAsked&) {
  state.here.map_follows = true;
  ask_position(state, turn);
}

void on(State& state, Turn& turn, const StartChosen&) {
  if (state.map_known) set_out_from(state, turn, state.map.centre);
}

void on(State& state, Turn& turn, const PositionArrived& a) {
  const bool known = a.at && rules::validate(*a.at);
  const bool follows = std::exchange(state.here.map_follows, false);
  state.here.state = known ? Whereabouts::State::known : Whereabouts::State::refused;
  if (!known) return tell(state, turn, Notice::position_unknown);
  set_out_from(state, turn, *a.at);
  if (follows)
    go_to(state, turn, *a.at);
  else
    bring_into_view(state, turn, *a.at);
}

void on(State& state, Turn& turn, const ClockRead& a) {
  if (!asks_what_is_open(state)) return;
  const bool on_arrival = state.location.filter.open == OpenWhen::on_arrival;
  const auto updated = state.open_places.update(
      state.markers, a.now, on_arrival ? std::optional(starting_point(state)) : std::nullopt);
  if (updated.changed) {
    refresh_view(state);
    fetch_printed(state, turn);
  }
  if (updated.until)
    turn.effects.push_back(SetTimer{
        kOpenTimer,
        std::clamp<std::int64_t>(updated.until->unix_ms - a.now.unix_ms, 1, kTimerMax_ms)});
}

}  // namespace app::parts
