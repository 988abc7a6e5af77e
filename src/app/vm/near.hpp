// How far something is from where the person is.
#pragma once
#include <optional>

#include "app/state.hpp"

namespace app {

// Where the person is, or said to set out from; else the middle of the map.
model::Position starting_point(const State& state);

struct Near {
  std::optional<double> distance_m;  // finite; none before the map has spoken
  std::optional<int> walk_min;       // none beyond an hour
};
Near near(const State& state, model::Position at);

// Some command of the person at the screen about it is not yet acknowledged.
bool is_pending(const State& state, const base::Uuid& id);
std::size_t count_pending(const State& state);

// The first letter, as a capital; empty of an empty text.
std::string initial(const std::string& name);

}  // namespace app
