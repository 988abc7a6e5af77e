// How far something is from the middle of the map. Private to the view models.
#pragma once
#include <optional>

#include "app/state.hpp"

namespace app {

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
