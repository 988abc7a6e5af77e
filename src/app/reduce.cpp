#include "app/reduce.hpp"

#include <algorithm>
#include <utility>

#include "app/persist.hpp"
#include "app/rebase.hpp"
#include "app/reduce_parts.hpp"

namespace app {

bool is_error(Notice notice) {
  switch (notice) {
    case Notice::action_refused:
    case Notice::stale_client:
    case Notice::storage_full:
    case Notice::something_failed:
    case Notice::link_not_shared:
    case Notice::correction_refused:
    case Notice::care_refused:
    case Notice::sign_in_needed: return true;
    case Notice::action_published:
    case Notice::action_waiting_for_network:
    case Notice::action_closed:
    case Notice::signed_in:
    case Notice::signed_out:
    case Notice::code_sent:
    case Notice::link_copied:
    case Notice::correction_sent:
    case Notice::care_done:
    case Notice::position_unknown:
    case Notice::connection_lost:
    case Notice::connection_back: return false;
  }
  return true;
}

Effects reduce(State& state, const Action& action) {
  parts::Turn turn;
  std::visit([&](const auto& a) { parts::on(state, turn, a); }, action);
  if (turn.view_stale) {
    parts::refresh_view(state);
    parts::fetch_printed(state, turn);
    if (parts::asks_what_is_open(state)) turn.effects.push_back(ReadClock{});
  }
  return std::move(turn.effects);
}

namespace parts {

std::int64_t backoff_ms(int failures) {
  return failures > 6 ? 60'000 : 1000LL << std::clamp(failures - 1, 0, 5);
}

bool is_transient(const base::Error& error) {
  return error.code == failure::kNetwork || error.code == failure::kServer;
}

// The same notice is shown once: said again, it starts anew, an error just stays.
void tell(State& state, Turn& turn, Notice notice, std::string code, std::optional<Location> open) {
  const auto same = std::find_if(state.toasts.begin(), state.toasts.end(), [&](const Toast& t) {
    return t.notice == notice && t.code == code && t.open == open;
  });
  if (same != state.toasts.end()) {
    if (is_error(notice)) return;
    state.toasts.erase(same);
  }
  if (state.toasts.size() >= kToastsMax) state.toasts.erase(state.toasts.begin());
  state.toasts.push_back({++state.last_toast, notice, std::move(code), std::move(open)});
  if (!is_error(notice))
    turn.effects.push_back(SetTimer{kFirstToastTimer + state.last_toast, kToastFor_ms});
}

void on(State& state, Turn&, const ToastClosed& a) {
  std::erase_if(state.toasts, [&](const Toast& toast) { return toast.id == a.id; });
}

void on(State& state, Turn& turn, const Started& a) {
  state.location = parse_url(a.url);
  if (auto saved = drafts_from_text(a.saved_drafts)) {
    state.drafts = std::move(saved->drafts);
    state.sign_in.step = saved->step;
    state.sign_in.then = std::move(saved->then);
  }
  state.drafts_restored = true;
  state.outbox = outbox_from_text(a.saved_outbox);
  settle(state, turn);
  load_markers(state, turn);
  fetch_session(state, turn);
  fetch_search(state, turn);
  enter_first(state, turn);
}

// Whatever has failed on the screen shown, and whatever waits for the network.
void on(State& state, Turn& turn, const RetryAsked&) {
  if (!state.marker_load && state.markers_state != LoadState::ready) load_markers(state, turn);
  if (state.session == Session::unknown) fetch_session(state, turn);
  if (const auto* place = std::get_if<PlaceRoute>(&state.location.route))
    fetch_place(state, turn, place->id);
  if (const auto* shown = std::get_if<ActionRoute>(&state.location.route))
    show_action(state, turn, shown->id);
  if (const auto* form = std::get_if<CorrectionRoute>(&state.location.route))
    fetch_place(state, turn, form->id);
  if (const auto* whose = std::get_if<AssignmentRoute>(&state.location.route))
    open_assignment(state, turn, whose->id);
  fetch_printed_again(state, turn);
  refresh_corrections(state, turn);
  if (state.search.state == LoadState::failed) fetch_search(state, turn);
  send_outbox(state, turn);
}

void on(State& state, Turn& turn, const StreamConnected& a) {
  if (a.connected == state.live) return;
  state.live = a.connected;
  if (!a.connected) {
    turn.effects.push_back(SetTimer{kLostTimer, kLostAfter_ms});
    return;
  }
  state.online = true;
  if (std::exchange(state.lost_told, false)) tell(state, turn, Notice::connection_back);
  if (!state.marker_load && state.failed_loads > 0) load_markers(state, turn);
  if (state.session == Session::unknown) fetch_session(state, turn);
  send_outbox(state, turn);
}

void on(State& state, Turn& turn, const TimerFired& a) {
  switch (a.timer) {
    case kOutboxTimer: return send_outbox(state, turn);
    case kDraftsTimer:
      if (state.drafts_timer) save_drafts(state, turn);
      return;
    case kMarkersTimer:
      if (!state.marker_load && state.failed_loads > 0) load_markers(state, turn);
      return;
    case kSearchTimer: return fetch_search(state, turn);
    case kOpenTimer: return on(state, turn, ClockRead{a.now});
    case kSessionTimer:
      if (state.session == Session::unknown) fetch_session(state, turn);
      return;
    case kLostTimer:
      if (state.live || state.lost_told) return;
      state.online = false;
      state.lost_told = true;
      return tell(state, turn, Notice::connection_lost);
    default: break;
  }
  if (a.timer > kFirstToastTimer) on(state, turn, ToastClosed{a.timer - kFirstToastTimer});
}

}  // namespace parts
}  // namespace app
