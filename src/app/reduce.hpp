// The client's only rule of change. No clock, no randomness, no input or output: the same state and
// action always give the same state and effects.
#pragma once
#include "app/action.hpp"
#include "app/effect.hpp"
#include "app/state.hpp"

namespace app {

Effects reduce(State& state, const Action& action);

}  // namespace app
