// Where the person is: routes, the filter in the address, what the map shows of it.
#include <algorithm>
#include <utility>

#include "app/care.hpp"
#include "app/rebase.hpp"
#include "app/reduce_parts.hpp"
#include "core/base/overloaded.hpp"
#include "core/rules/validate.hpp"

namespace app::parts {
namespace {

constexpr double kCloseZoom = 15;  // a few streets
constexpr double kNearZoom = 16;   // a public cell is a hand wide
// On the 2^32 grid: two pixels at a zoom level.
double two_pixels(double zoom) { return std::ldexp(2.0, 24) / std::exp2(zoom); }

bool is_sane(const MapView& map) {
  const auto& v = map.view;
  return rules::validate(map.centre) && std::isfinite(v.zoom) && v.zoom >= 0 && v.zoom <= 22 &&
         rules::validate(model::Position{v.south_deg, v.west_deg}) &&
         rules::validate(model::Position{v.north_deg, v.east_deg}) && v.south_deg <= v.north_deg;
}

bool contains(const geo::View& view, model::Position at) {
  if (at.lat_deg < view.south_deg || at.lat_deg > view.north_deg) return false;
  return view.west_deg <= view.east_deg
             ? at.lon_deg >= view.west_deg && at.lon_deg <= view.east_deg
             : at.lon_deg >= view.west_deg || at.lon_deg <= view.east_deg;
}

// False where only the pane's size or the panels over it have changed, as when a keyboard opens.
bool has_moved(const geo::View& was, const geo::View& now) {
  if (was.zoom != now.zoom) return true;
  const auto middle = [](const geo::View& view) {
    const auto a = geo::project({view.north_deg, view.west_deg});
    const auto b = geo::project({view.south_deg, view.east_deg});
    return std::pair{static_cast<double>(a.x) + static_cast<std::uint32_t>(b.x - a.x) / 2.0,
                     (static_cast<double>(a.y) + static_cast<double>(b.y)) / 2};
  };
  const auto [x0, y0] = middle(was);
  const auto [x1, y1] = middle(now);
  return std::abs(x1 - x0) > two_pixels(now.zoom) || std::abs(y1 - y0) > two_pixels(now.zoom);
}

void enter(State& state, Turn& turn, const Location& was) {
  std::visit(base::Overloaded{
                 [](const HomeRoute&) {}, [](const SettingsRoute&) {},
                 [&](const PrintRoute&) { turn.view_stale = true; }, [](const UnknownRoute&) {},
                 [&](const PlaceRoute& route) {
                   fetch_place(state, turn, route.id);
                   if (const auto at = known_position(state, route.id.uuid))
                     bring_into_view(state, turn, *at);
                 },
                 [&](const ActionRoute& route) {
                   show_action(state, turn, route.id);
                   if (const auto at = known_position(state, route.id.uuid))
                     bring_into_view(state, turn, *at);
                 },
                 [&](const CorrectionRoute& route) { open_correction(state, turn, route.id); },
                 [&](const HistoryRoute& route) { open_history(state, turn, route.id); },
                 [&](const AssignmentRoute& route) { open_assignment(state, turn, route.id); },
                 [&](const ModerationRoute&) { open_moderation(state, turn); },
                 [&](const NewActionRoute&) { open_new_action(state, turn); },
                 [&](const SignInRoute&) { open_sign_in(state, turn, was); }},
             state.location.route);
}

}  // namespace

void enter_first(State& state, Turn& turn) {
  if (std::holds_alternative<SignInRoute>(state.location.route)) return;  // `then` was restored
  enter(state, turn, state.location);
}

void go(State& state, Turn& turn, Location to, Way way) {
  if (to == state.location) return;
  const auto was = std::exchange(state.location, std::move(to));
  if (way != Way::shown)
    turn.effects.push_back(ShowUrl{to_url(state.location), way == Way::replace});
  if (was.filter != state.location.filter) turn.view_stale = true;
  if (was.route != state.location.route) enter(state, turn, was);
}

std::optional<model::Position> known_position(const State& state, const base::Uuid& id) {
  if (const auto marker = state.markers.find(id)) return state.markers.marker(*marker).at;
  if (const auto* place = known_place(state, model::PlaceId{id})) return place->at;
  if (const auto action = state.actions.find(model::ActionId{id});
      action != state.actions.end() && action->second.value)
    return action->second.value->at.centre;
  return std::nullopt;
}

bool is_seen(const State& state, model::Position at) {
  return state.map_known && contains(state.map.view, at);
}

void bring_into_view(State& state, Turn& turn, model::Position at) {
  if (!is_seen(state, at)) return go_to(state, turn, at);
  turn.effects.push_back(FlyTo{at, -1});
}

void go_to(State& state, Turn& turn, model::Position at) {
  turn.effects.push_back(FlyTo{at, std::max(kCloseZoom, state.map.view.zoom)});
}

void come_near(State& state, Turn& turn, model::Position at) {
  turn.effects.push_back(FlyTo{at, std::max(kNearZoom, state.map.view.zoom)});
}

void on(State& state, Turn& turn, const UrlChanged& a) {
  go(state, turn, parse_url(a.url), Way::shown);
}

void on(State& state, Turn& turn, const Opened& a) {
  const bool again = a.location == state.location;
  go(state, turn, a.location, Way::push);
  if (again) enter(state, turn, state.location);  // brings it back into view, fetches what failed
}

void on(State& state, Turn& turn, const MapMoved& a) {
  if (!is_sane(a.map)) return;
  const bool first = !std::exchange(state.map_known, true);
  const bool moved = first || has_moved(state.map.view, a.map.view);
  state.map = a.map;
  turn.view_stale = true;
  if (!moved || !std::holds_alternative<NewActionRoute>(state.location.route) ||
      state.new_action.busy)
    return;
  // A draft from before a reload has its place: the map goes there, not the draft to the map.
  if (first && state.drafts.new_action.at)
    turn.effects.push_back(FlyTo{*state.drafts.new_action.at, kCloseZoom});
  else
    place_draft(state, turn, a.map.centre);
}

void on(State& state, Turn& turn, const ClusterOpened& a) {
  double zoom = state.map.view.zoom;
  if (a.cluster.count > 1) {
    const auto filter = marker_filter(state.location.filter);
    zoom = std::max<double>(zoom, state.markers.expansion_zoom(a.cluster, filter));
  }
  if (rules::validate(a.cluster.at)) turn.effects.push_back(FlyTo{a.cluster.at, zoom});
}

}  // namespace app::parts
