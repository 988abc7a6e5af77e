// What who is signed in may do for a place.
#pragma once
#include "app/state.hpp"

namespace app {

// By rules::permit, which the server asks too. `intent` is about this place.
bool may(const State& state, const model::Place& place, const model::Intent& intent);

// It is theirs to change at once, without anybody reading it over.
inline bool looks_after(const State& state, const model::Place& place) {
  return may(state, place, model::CheckPlace{place.id});
}

// What it says that it needs; empty: nothing.
std::string need_of(const model::Place& place, Need need);

}  // namespace app
