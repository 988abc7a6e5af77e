// What leaves the screen: a link for others, a sheet of paper.
#include "app/reduce_parts.hpp"
#include "app/vm/print_vm.hpp"

namespace app::parts {

void fetch_printed(State& state, Turn& turn) {
  if (!std::holds_alternative<PrintRoute>(state.location.route)) return;
  for (const model::PlaceId id : printed_places(state))
    if (!state.places.contains(id)) fetch_place(state, turn, id);
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
