// view == base + outbox. The view is made here and nowhere else: `markers`, `actions` and `places`
// of State are what the server has said, with the commands still in the outbox applied in order.
#pragma once
#include <optional>

#include "app/state.hpp"

namespace app {

// What the base says of a marker, whatever the outbox does to it. None: it is not on the map.
std::optional<model::Marker> base_marker(const State& state, const base::Uuid& id);

// Changes the base; the view follows at the next rebase().
void put_base_marker(State& state, const model::Marker& marker);
void erase_base_marker(State& state, const base::Uuid& id);
void replace_base_markers(State& state, geo::MarkerStore markers);

// The base has the place as the server says it, and the view what the outbox makes of it.
void put_base_place(State& state, const model::Place& place);
// The server has done what the command of a person who looks after a place wanted: so the base says
// it too, until the server's own words arrive.
void carry_into_base(State& state, const Pending& pending);

// Makes the view again. Costs as much as the outbox and the details in memory, not as the map.
void rebase(State& state);

// The base knows what the command wanted: showing the command over it would change nothing.
bool base_holds(const State& state, const model::Command& command);

// The action a command is about.
model::ActionId subject(const model::Command& command);

}  // namespace app
