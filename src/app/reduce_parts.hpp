// What the parts of reduce() share. Private to app/reduce_*.cpp and app/rebase.cpp.
#pragma once
#include <cmath>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "app/action.hpp"
#include "app/effect.hpp"
#include "app/state.hpp"

namespace app::parts {

// Numbers of timers; a toast's is kFirstToastTimer + its id.
inline constexpr std::uint32_t kOutboxTimer = 1, kDraftsTimer = 2, kMarkersTimer = 3,
                               kSearchTimer = 4, kLostTimer = 5, kSessionTimer = 6, kOpenTimer = 7,
                               kFirstToastTimer = 100;
inline constexpr std::int64_t kDraftsEvery_ms = 300, kSearchAfter_ms = 250, kLostAfter_ms = 5000,
                              kToastFor_ms = 6000;
inline constexpr std::size_t kCellsAtOnce = 4, kToastsMax = 3;

// What one action has led to so far.
struct Turn {
  Effects effects;
  bool view_stale =
      false;  // markers, filter or view have changed: in_view is recomputed at the end
};

// 1, 2, 4, … 32, then 60 seconds.
std::int64_t backoff_ms(int failures);

// --- reduce.cpp
void tell(State& state, Turn& turn, Notice notice, std::string code = {},
          std::optional<Location> open = {});
bool is_transient(const base::Error& error);  // the same request may succeed later
// What any answer says of the network.
template <class T>
void heard(State& state, const base::Result<T>& answer) {
  state.online = answer || answer.error().code != failure::kNetwork;
}
// A newer server is told of at once, whatever was asked.
template <class T>
void notice_stale(State& state, Turn& turn, const base::Result<T>& answer) {
  if (!answer && answer.error().code == failure::kStaleClient)
    tell(state, turn, Notice::stale_client, answer.error().code);
}

// --- reduce_location.cpp
enum class Way : std::uint8_t { push, replace, shown };  // `shown`: the address bar says so already
void go(State& state, Turn& turn, Location to, Way way);
void enter_first(State& state, Turn& turn);  // the location the page was opened at
void bring_into_view(State& state, Turn& turn, model::Position at);
void go_to(State& state, Turn& turn, model::Position at);      // a few streets around it
void come_near(State& state, Turn& turn, model::Position at);  // to tell one street from the next
bool is_seen(const State& state, model::Position at);          // the map shows it now
std::optional<model::Position> known_position(const State& state, const base::Uuid& id);

// --- reduce_filter.cpp
void refresh_view(State& state);
// What is open is found again, before it is shown.
bool asks_what_is_open(const State& state);

// --- reduce_details.cpp
void fetch_place(State& state, Turn& turn, model::PlaceId id);    // unless here or on its way
void fetch_action(State& state, Turn& turn, model::ActionId id);  // always: also to refresh it
void show_action(State& state, Turn& turn, model::ActionId id);   // fetches unless here
void remember(State& state,
              model::ActionId id);  // as the latest used; forgets the oldest beyond kDetailsMax
// May be out of date: what is shown stays and is fetched again, the others are forgotten.
void forget_places(State& state, Turn& turn);
void forget_actions(State& state, Turn& turn);

// --- reduce_paper.cpp
bool shows_sheet(const State& state);
void lay_out_sheet(State& state);  // of the clusters and places in view, where one is shown
void fetch_printed(State& state, Turn& turn);        // what is on it
void fetch_printed_again(State& state, Turn& turn);  // what could not be had

// --- reduce_markers.cpp
void load_markers(State& state, Turn& turn);
void take_action(State& state, Turn& turn, const model::Action& action, bool asked);

// --- reduce_drafts.cpp
void save_drafts_soon(State& state, Turn& turn);
void save_drafts(State& state, Turn& turn);
void place_draft(State& state, Turn& turn, model::Position at);  // rounds to the public cell
void open_new_action(State& state, Turn& turn);                  // the form has been opened
void finish_publishing(State& state, Turn& turn);                // the command is in the outbox
bool is_empty(const NewActionDraft& draft);                      // nothing typed or chosen

std::string cut(const std::string& text);  // to kTypedMax

// --- reduce_corrections.cpp
bool is_about_place(const model::Intent& intent);
void open_correction(State& state, Turn& turn, model::PlaceId id);
void open_history(State& state, Turn& turn, model::PlaceId id);
void open_assignment(State& state, Turn& turn, model::PlaceId id);
void open_moderation(State& state, Turn& turn);
void refresh_corrections(State& state, Turn& turn);  // where they are shown
void tell_carried_out(State& state, Turn& turn, const model::Intent& intent);
void tell_not_carried_out(State& state, Turn& turn, const model::Intent& intent,
                          const model::Answer& answer);

// --- reduce_sign_in.cpp
void open_sign_in(State& state, Turn& turn, const Location& was);
void fetch_session(State& state, Turn& turn);

// --- reduce_outbox.cpp
void append(State& state, Turn& turn, std::vector<model::Command> commands, base::Instant made);
void save_outbox(State& state, Turn& turn);
void send_outbox(State& state, Turn& turn);
void settle(State& state, Turn& turn);  // drops what the base holds, then rebase()
void ask_to_sign_in(State& state, Turn& turn);
bool is_mine(const State& state, const Pending& pending);  // of the person at the screen
// Anybody may suggest a correction, and nobody learns who does.
bool needs_session(const Pending& pending);

// --- reduce_search.cpp
void edit_search(State& state, Turn& turn, std::string text);
void fetch_search(State& state, Turn& turn);

// One overload an action, in the file of its noun.
void on(State&, Turn&, const Started&);
void on(State&, Turn&, const UrlChanged&);
void on(State&, Turn&, const Opened&);
void on(State&, Turn&, const FilterChosen&);
void on(State&, Turn&, const FilterNarrowed&);
void on(State&, Turn&, const PositionAsked&);
void on(State&, Turn&, const LocateAsked&);
void on(State&, Turn&, const StartChosen&);
void on(State&, Turn&, const PositionArrived&);
void on(State&, Turn&, const ClockRead&);
void on(State&, Turn&, const MapMoved&);
void on(State&, Turn&, const ClusterOpened&);
void on(State&, Turn&, const SearchEdited&);
void on(State&, Turn&, const TownChosen&);
void on(State&, Turn&, const FieldEdited&);
void on(State&, Turn&, const KindChosen&);
void on(State&, Turn&, const SectionChosen&);
void on(State&, Turn&, const GoalChosen&);
void on(State&, Turn&, const PositionChosen&);
void on(State&, Turn&, const CodeAsked&);
void on(State&, Turn&, const SignInSubmitted&);
void on(State&, Turn&, const SignInRestarted&);
void on(State&, Turn&, const SignOutAsked&);
void on(State&, Turn&, const PublishAsked&);
void on(State&, Turn&, const CloseAsked&);
void on(State&, Turn&, const ShareAsked&);
void on(State&, Turn&, const PrintAsked&);
void on(State&, Turn&, const RetryAsked&);
void on(State&, Turn&, const ToastClosed&);
void on(State&, Turn&, const PageHidden&);
void on(State&, Turn&, const ManifestArrived&);
void on(State&, Turn&, const CellArrived&);
void on(State&, Turn&, const PlaceArrived&);
void on(State&, Turn&, const ActionArrived&);
void on(State&, Turn&, const SearchArrived&);
void on(State&, Turn&, const NeedEdited&);
void on(State&, Turn&, const RefusalEdited&);
void on(State&, Turn&, const RefusalLeft&);
void on(State&, Turn&, const RefusalAsked&);
void on(State&, Turn&, const AssociationChosen&);
void on(State&, Turn&, const AssignmentAsked&);
void on(State&, Turn&, const AssociationsArrived&);
void on(State&, Turn&, const SessionArrived&);
void on(State&, Turn&, const CodeAnswered&);
void on(State&, Turn&, const SignInAnswered&);
void on(State&, Turn&, const SignOutAnswered&);
void on(State&, Turn&, const OutboxSaved&);
void on(State&, Turn&, const CommandsAnswered&);
void on(State&, Turn&, const ChangesArrived&);
void on(State&, Turn&, const StreamReset&);
void on(State&, Turn&, const StreamUnreadable&);
void on(State&, Turn&, const StreamConnected&);
void on(State&, Turn&, const ShareEnded&);
void on(State&, Turn&, const TimerFired&);
void on(State&, Turn&, const CorrectionEdited&);
void on(State&, Turn&, const RemarkEdited&);
void on(State&, Turn&, const CorrectionAsked&);
void on(State&, Turn&, const CareAsked&);
void on(State&, Turn&, const HistoryArrived&);
void on(State&, Turn&, const CorrectionsArrived&);

}  // namespace app::parts
