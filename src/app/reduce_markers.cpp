// The markers: the manifest, its cells a few at a time, and the changes that come after them.
#include <algorithm>
#include <utility>

#include "app/rebase.hpp"
#include "app/reduce_parts.hpp"

namespace app::parts {
namespace {

void ask_cells(State& state, Turn& turn) {
  auto& load = *state.marker_load;
  const auto& cells = load.manifest.cells;
  for (; load.asked.size() < kCellsAtOnce && load.next < cells.size(); ++load.next) {
    load.asked.push_back(cells[load.next].url);
    turn.effects.push_back(FetchCell{cells[load.next].url});
  }
}

void tell_again(State& state, const base::Uuid& id, const MarkerLoad::Told& told) {
  if (told.marker)
    put_base_marker(state, *told.marker);
  else
    erase_base_marker(state, id);
}

// All cells are here. The stream goes on from the manifest, or from later where it has already told
// more.
void finish_load(State& state, Turn& turn) {
  auto load = std::move(*state.marker_load);
  state.marker_load.reset();
  if (load.beside) replace_base_markers(state, std::move(load.stage));
  const bool restart = state.stream_reset || !state.markers_shown;
  for (const auto& [id, told] : load.meanwhile)
    if (!restart && told.sequence > load.manifest.sequence) tell_again(state, id, told);
  state.sequence =
      restart ? load.manifest.sequence : std::max(state.sequence, load.manifest.sequence);
  state.stream_reset = false;
  state.markers_shown = true;
  state.markers_state = LoadState::ready;
  state.failed_loads = 0;
  turn.effects.push_back(SubscribeChanges{state.sequence});
  settle(state, turn);
  turn.view_stale = true;
  if (load.stale) load_markers(state, turn);
}

void fail_load(State& state, Turn& turn, const base::Error& error) {
  state.marker_load.reset();
  state.markers_error = error;
  if (!state.markers_shown) state.markers_state = LoadState::failed;
  ++state.failed_loads;
  if (error.code != failure::kStaleClient)
    turn.effects.push_back(SetTimer{kMarkersTimer, backoff_ms(state.failed_loads)});
}

void apply(State& state, Turn& turn, const model::ActionPut& put) {
  take_action(state, turn, put.action, false);
}

// The map stays as it is while the new one is fetched beside it.
void apply(State& state, Turn& turn, const model::PlacesReloaded&) {
  forget_places(state, turn);
  refresh_corrections(state, turn);
  if (state.marker_load)
    state.marker_load->stale = true;
  else
    load_markers(state, turn);
}

}  // namespace

void load_markers(State& state, Turn& turn) {
  state.marker_load.emplace().beside = state.markers_shown;
  if (!state.markers_shown) state.markers_state = LoadState::loading;
  state.cells_expected = state.cells_here = 0;
  turn.effects.push_back(FetchManifest{});
}

// `asked`: fetched because it is needed in full; a change of the stream is kept in full only where
// its action is known.
void take_action(State& state, Turn& turn, const model::Action& action, bool asked) {
  const auto known = state.base_actions.find(action.id);
  const bool had = known != state.base_actions.end();
  if (had && known->second.value && action.updated < known->second.value->updated)
    return;  // an older answer that comes late
  const bool awaited = std::any_of(state.outbox.begin(), state.outbox.end(), [&](const Pending& p) {
    return subject(p.command) == action.id;
  });
  if (asked || had || awaited) {
    state.base_actions[action.id] = {LoadState::ready, action, {}};
    remember(state, action.id);
  }
  if (action.status == model::ActionStatus::open)
    put_base_marker(state, model::marker_of(action));
  else
    erase_base_marker(state, action.id.uuid);
  turn.view_stale = true;
}

void on(State& state, Turn& turn, const ManifestArrived& a) {
  heard(state, a.manifest);
  if (!state.marker_load || state.marker_load->manifest_here) return;
  notice_stale(state, turn, a.manifest);
  if (!a.manifest) return fail_load(state, turn, a.manifest.error());
  auto& load = *state.marker_load;
  load.manifest_here = true;
  load.manifest = *a.manifest;
  state.cells_expected = load.manifest.cells.size();
  if (!load.beside) {  // what an earlier try left
    replace_base_markers(state, {});
    rebase(state);
    turn.view_stale = true;
  }
  ask_cells(state, turn);
  if (load.asked.empty()) finish_load(state, turn);
}

void on(State& state, Turn& turn, const CellArrived& a) {
  heard(state, a.markers);
  if (!state.marker_load) return;
  auto& load = *state.marker_load;
  const auto asked = std::find(load.asked.begin(), load.asked.end(), a.url);
  if (asked == load.asked.end()) return;  // of a load given up
  notice_stale(state, turn, a.markers);
  if (!a.markers) return fail_load(state, turn, a.markers.error());
  load.asked.erase(asked);
  ++state.cells_here;
  for (const auto& marker : *a.markers) {
    if (load.beside)
      load.stage.put(marker);
    else
      put_base_marker(state, marker);
  }
  if (!load.beside) {
    rebase(state);
    turn.view_stale = true;
  }
  ask_cells(state, turn);
  if (load.asked.empty()) finish_load(state, turn);
}

void on(State& state, Turn& turn, const ChangesArrived& a) {
  for (const auto& change : a.changes) {
    if (change.sequence <= state.sequence) continue;  // told again
    state.sequence = change.sequence;
    const auto* put = std::get_if<model::ActionPut>(&change.fact);
    if (put && state.marker_load && state.marker_load->beside) {
      const bool open = put->action.status == model::ActionStatus::open;
      state.marker_load->meanwhile[put->action.id.uuid] = {
          change.sequence, open ? std::optional(model::marker_of(put->action)) : std::nullopt};
    }
    std::visit([&](const auto& fact) { apply(state, turn, fact); }, change.fact);
  }
  settle(state, turn);
}

void on(State& state, Turn& turn, const StreamReset&) {
  state.stream_reset = true;
  forget_places(state, turn);
  forget_actions(state, turn);
  if (state.marker_load)
    state.marker_load->stale = true;
  else
    load_markers(state, turn);
}

void on(State& state, Turn& turn, const StreamUnreadable& a) {
  tell(state, turn, Notice::stale_client, a.error.code);
}

}  // namespace app::parts
