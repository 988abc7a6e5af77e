// A place that is known, and what who is signed in may do for it.
#pragma once
#include "app/state.hpp"

namespace app {

// Null where nothing is known of it yet. Of `state` as it may be changed, or not.
auto* known_place(auto& state, model::PlaceId id) {
  const auto found = state.places.find(id);
  return found != state.places.end() && found->second.value ? &*found->second.value : nullptr;
}

// By rules::permit, which the server asks too. `intent` is about this place.
bool may(const State& state, const model::Place& place, const model::Intent& intent);

// It is theirs to change at once, without anybody reading it over.
inline bool looks_after(const State& state, const model::Place& place) {
  return may(state, place, model::CheckPlace{place.id});
}

// What it says that it needs; empty: nothing.
std::string need_of(const model::Place& place, Need need);

}  // namespace app
