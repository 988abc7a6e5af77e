// Places and actions in full: fetched when shown, the latest kept, the oldest forgotten.
#include <algorithm>
#include <utility>

#include "app/rebase.hpp"
#include "app/reduce_parts.hpp"

namespace app::parts {
namespace {

template <class Id>
void touch(std::vector<Id>& recent, Id id) {
  std::erase(recent, id);
  recent.push_back(id);
}

bool is_shown(const State& state, model::PlaceId id) {
  const auto& route = state.location.route;
  return route == Route{PlaceRoute{id}} || route == Route{CorrectionRoute{id}} ||
         route == Route{HistoryRoute{id}} || route == Route{AssignmentRoute{id}};
}

bool is_shown(const State& state, model::ActionId id) {
  const auto* route = std::get_if<ActionRoute>(&state.location.route);
  return route && route->id == id;
}

bool is_needed(const State& state, model::PlaceId id) { return is_shown(state, id); }

// The base must go on hearing of what the outbox is about.
bool is_needed(const State& state, model::ActionId id) {
  return is_shown(state, id) ||
         std::any_of(state.outbox.begin(), state.outbox.end(),
                     [&](const Pending& p) { return subject(p.command) == id; });
}

template <class Id, class T>
void forget_oldest(const State& state, std::vector<Id>& recent,
                   std::unordered_map<Id, Loaded<T>>& known) {
  for (std::size_t i = 0; recent.size() > kDetailsMax && i < recent.size();) {
    if (is_needed(state, recent[i])) {
      ++i;
      continue;
    }
    known.erase(recent[i]);
    recent.erase(recent.begin() + static_cast<std::ptrdiff_t>(i));
  }
}

template <class T>
void fail(Loaded<T>& loaded, const base::Error& error) {
  if (error.code == failure::kNotFound) {
    loaded = {LoadState::missing, std::nullopt, {}};
  } else if (!loaded.value) {  // what was known before stays, as it was
    loaded.state = LoadState::failed;
    loaded.error = error;
  }
}

}  // namespace

void remember(State& state, model::ActionId id) {
  touch(state.recent_actions, id);
  forget_oldest(state, state.recent_actions, state.base_actions);
}

void fetch_place(State& state, Turn& turn, model::PlaceId id) {
  touch(state.recent_places, id);
  forget_oldest(state, state.recent_places, state.places);
  auto& place = state.places[id];
  if (place.state == LoadState::ready || place.state == LoadState::loading) return;
  place = {LoadState::loading, std::nullopt, {}};
  turn.effects.push_back(FetchPlace{id});
}

void fetch_action(State& state, Turn& turn, model::ActionId id) {
  auto& known = state.base_actions[id];
  if (!known.value) known = {LoadState::loading, std::nullopt, {}};
  remember(state, id);
  turn.effects.push_back(FetchAction{id});
  rebase(state);
}

void show_action(State& state, Turn& turn, model::ActionId id) {
  const auto shown = state.actions.find(id);
  const bool here = shown != state.actions.end() && (shown->second.state == LoadState::ready ||
                                                     shown->second.state == LoadState::loading);
  if (!here) return fetch_action(state, turn, id);
  if (state.base_actions.contains(id)) remember(state, id);
}

void forget_places(State& state, Turn& turn) {
  std::erase_if(state.places, [&](const auto& p) { return !is_shown(state, p.first); });
  std::erase_if(state.recent_places, [&](auto id) { return !state.places.contains(id); });
  for (auto& [id, place] : state.places) {
    if (place.state != LoadState::loading) turn.effects.push_back(FetchPlace{id});
    if (!place.value) place.state = LoadState::loading;
  }
}

void forget_actions(State& state, Turn& turn) {
  std::erase_if(state.base_actions, [&](const auto& a) { return !is_needed(state, a.first); });
  std::erase_if(state.recent_actions, [&](auto id) { return !state.base_actions.contains(id); });
  for (auto& [id, action] : state.base_actions) {
    if (action.state != LoadState::loading) turn.effects.push_back(FetchAction{id});
    if (!action.value) action.state = LoadState::loading;
  }
  rebase(state);
}

void on(State& state, Turn& turn, const PlaceArrived& a) {
  heard(state, a.place);
  notice_stale(state, turn, a.place);
  const auto asked = state.places.find(a.id);
  if (asked == state.places.end()) return;  // forgotten meanwhile
  if (!a.place) {
    fail(asked->second, a.place.error());
    if (asked->second.state == LoadState::missing) {
      erase_base_marker(state, a.id.uuid);
      turn.view_stale = true;
    }
    return;
  }
  put_base_place(state, *a.place);
  if (is_shown(state, a.id) && !is_seen(state, a.place->at))
    bring_into_view(state, turn, a.place->at);
}

void on(State& state, Turn& turn, const ActionArrived& a) {
  heard(state, a.action);
  notice_stale(state, turn, a.action);
  const auto asked = state.base_actions.find(a.id);
  if (asked == state.base_actions.end()) return;
  if (!a.action) {
    fail(asked->second, a.action.error());
    if (asked->second.state == LoadState::missing) erase_base_marker(state, a.id.uuid);
  } else {
    take_action(state, turn, *a.action, true);
    if (is_shown(state, a.id) && !is_seen(state, a.action->at.centre))
      bring_into_view(state, turn, a.action->at.centre);
  }
  settle(state, turn);
}

}  // namespace app::parts
