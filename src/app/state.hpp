// Everything the client knows. Changed by reduce() alone; screens read it through the view models
// in vm/.
#pragma once
#include <array>
#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

#include "app/correction_draft.hpp"
#include "app/open_places.hpp"
#include "app/route.hpp"
#include "core/base/result.hpp"
#include "core/base/time.hpp"
#include "core/geo/marker_store.hpp"
#include "core/model/change.hpp"
#include "core/model/command.hpp"
#include "core/model/person.hpp"
#include "core/wire/json.hpp"

namespace app {

// Codes of base::Error for what requests meet, made at the edge (app/store); others are the
// server's own (docs/API.md).
namespace failure {
inline constexpr char kNetwork[] = "network";  // no answer
inline constexpr char kServer[] = "server";    // an answer that is not one: 5xx, 429, damaged
inline constexpr char kStaleClient[] = "stale_client";  // a format newer than this client
inline constexpr char kNotFound[] = "not_found";        // 404, 410
inline constexpr char kSignIn[] = "permit.sign_in";     // 401
}  // namespace failure

enum class LoadState : std::uint8_t { idle, loading, ready, missing, failed };

template <class T>
struct Loaded {
  LoadState state = LoadState::idle;
  std::optional<T> value;  // when ready
  base::Error error;       // when failed
};

// What is on the map pane now, reported by the map after each move.
struct MapView {
  geo::View view;          // the whole visible pane
  model::Position centre;  // of the part that no panel covers
};

// What the person has typed and not yet sent; kept across reloads. Fields keep the text as typed,
// however wrong.
struct NewActionDraft {
  std::optional<model::ActionKind> kind;
  std::optional<model::ActionSection> section;
  std::string title, text;
  // The centre of the public cell of what was chosen: reduce() rounds at once, so that the exact
  // point is not even here.
  std::optional<model::Position> at;
  bool operator==(const NewActionDraft&) const = default;
};
struct SignInDraft {
  std::string to, code, first_name;
  std::optional<model::Goal> goal;
  bool operator==(const SignInDraft&) const = default;
};
struct Drafts {
  NewActionDraft new_action;
  SignInDraft sign_in;
  CorrectionDraft correction;
  RefusalDraft refusal;
  std::string search;
  bool operator==(const Drafts&) const = default;
};

// A field of a form: its stable name, used for errors, autofill and tests.
enum class Field : std::uint8_t {
  title,
  text,
  kind,
  section,
  position,
  contact,
  code,
  first_name,
  goal,
  search
};

enum class SignInStep : std::uint8_t { contact, code, profile };
struct SignInForm {
  SignInStep step = SignInStep::contact;
  bool busy = false;
  std::map<Field, std::string> errors;  // error code a field; the form's own under Field::contact
  std::optional<Location> then;         // where to go once signed in
};
struct NewActionForm {
  bool busy = false;                    // published, waiting for the outbox to be saved
  std::map<Field, std::string> errors;  // error code a field; the form's own under Field::contact
  std::optional<model::CommandId> publishing;  // while busy
};

// A command that has not been acknowledged, or whose effect the base does not hold yet.
struct Pending {
  model::Command command;
  base::Instant made;
  std::optional<model::PersonId>
      by;               // who made it: leaves only in their session; none: whoever signs in next
  bool saving = false;  // is part of the text being saved now
  bool saved =
      false;  // is in the browser's storage: only then may it leave (see Outbox storage in State)
  bool sent = false;     // is on its way now
  bool applied = false;  // acknowledged; stays until the base holds it
};
inline constexpr std::size_t kOutboxMax =
    100;  // beyond, nothing more can be made until some have left
inline constexpr std::size_t kDetailsMax = 200;  // places, and actions, kept in memory
inline constexpr std::size_t kTypedMax =
    16 * 1024;  // bytes kept of a field, however much is pasted

enum class Notice : std::uint8_t {  // what a toast says; the words are the interface's
  action_published,
  action_waiting_for_network,
  action_refused,
  action_closed,
  signed_in,
  signed_out,
  code_sent,
  connection_lost,
  connection_back,
  stale_client,
  storage_full,
  something_failed,
  position_unknown,  // the browser does not tell where the person is
  link_copied,
  link_not_shared,
  sign_in_needed,   // something made waits for a sign-in
  correction_sent,  // and will be read
  correction_refused,
  care_done,  // what was done as somebody who looks after a place
  care_refused
};
enum class ShareOutcome : std::uint8_t { shared, copied, failed };  // left by the person: shared
bool is_error(Notice notice);  // is announced at once, and stays until it is closed
struct Toast {
  std::uint32_t id = 0;  // rises with each toast
  Notice notice = Notice::something_failed;
  std::string code;              // an error code, where there is one
  std::optional<Location> open;  // what its action opens, if it has one
};

enum class Session : std::uint8_t { unknown, guest, signed_in };

// The markers on their way: a manifest and its cells, a few at a time.
struct MarkerLoad {
  bool beside = false;  // fills `stage`, so that the map shown stays until all is here; else the
                        // map fills as they come
  bool stale = false;   // changed again meanwhile: load once more when done
  bool manifest_here = false;
  wire::MarkerManifest manifest;
  std::size_t next = 0;            // cells asked so far
  std::vector<std::string> asked;  // and not yet here
  geo::MarkerStore stage;
  struct Told {
    std::int64_t sequence = 0;
    std::optional<model::Marker> marker;  // none: not on the map any more
  };
  std::unordered_map<base::Uuid, Told>
      meanwhile;  // by the stream; goes over what the cells say, where it is newer
};

// Where the person is, as far as they have told the page. It stays in the page: no request names
// it.
struct Whereabouts {
  enum class State : std::uint8_t { unasked, asking, known, refused } state = State::unasked;
  std::optional<model::Position> at;  // their own, or a point of the map that they chose instead
  bool map_follows = false;           // once it is known the map goes there
};

// What of the map goes onto paper.
struct Sheet {
  struct Spot {  // a place, or several that the map does not tell apart
    model::Position at;
    std::vector<geo::MarkerIndex> places;  // nearest first
  };
  std::vector<Spot> spots;  // the one with the nearest place first
  std::size_t beyond = 0;   // places in view that it has no room for
};

// What the filter lets through on the visible map; derived, recomputed by reduce() when markers,
// filter or view change.
struct InView {
  std::uint64_t version = 0;  // rises at each recomputation
  std::vector<geo::Cluster> clusters;
  std::vector<geo::MarkerIndex> nearest;  // nearest to the centre first, at most kListedMax
  std::size_t total = 0;
  std::array<std::uint32_t, 256> facets{};  // by kind: those that pass the rest of the filter
  std::size_t hours_unknown = 0;            // left out because nobody knows whether they are open
  Sheet sheet;                              // empty while it is not shown
};
inline constexpr std::size_t kListedMax = 10'000;

struct State {
  Location location;
  bool drafts_restored = false;

  // The base: what the server has said.
  std::int64_t sequence = 0;  // of the last change in the base
  LoadState markers_state = LoadState::idle;
  std::size_t cells_expected = 0, cells_here = 0;
  std::optional<MarkerLoad> marker_load;
  bool markers_shown = false;  // a whole set has been here: a reload goes on beside it
  base::Error markers_error;   // of the last load that failed
  int failed_loads = 0;        // in a row: for the backoff
  bool stream_reset = false;   // the stream could not go on: the next manifest's sequence counts,
                               // even if it is lower
  std::unordered_map<model::ActionId, Loaded<model::Action>> base_actions;
  std::unordered_map<base::Uuid, std::optional<model::Marker>>
      shadowed;  // markers of the base that the outbox changes
  std::unordered_map<model::PlaceId, model::Place> shadowed_places;  // the same of places

  // The view: the base with the outbox applied. Nobody but rebase() (app/rebase) writes it.
  geo::MarkerStore markers;
  std::unordered_map<model::ActionId, Loaded<model::Action>> actions;
  std::unordered_map<model::PlaceId, Loaded<model::Place>> places;
  std::vector<model::PlaceId> recent_places;  // latest last: the oldest are forgotten first
  std::vector<model::ActionId> recent_actions;

  std::vector<Pending> outbox;  // oldest first
  bool outbox_saving = false;   // a text is being saved now; one at a time
  bool outbox_unsaved = false;  // has changed since that text was made
  bool storage_works =
      true;  // false once saving has failed: commands then leave unsaved, and the person is told
  bool online = true;       // as far as requests tell
  bool live = false;        // the stream of changes is open
  bool lost_told = false;   // the person knows that the connection is lost
  int failed_sends = 0;     // in a row: for the backoff
  bool one_by_one = false;  // a batch was refused as a whole: find out which command it is

  Session session = Session::unknown;
  int failed_sessions = 0;
  std::optional<model::Account> account;
  model::Standing standing;  // of that account: what they may do
  SignInForm sign_in;
  NewActionForm new_action;
  CorrectionForm correction;
  std::string refusal_error;  // code
  Drafts drafts;
  bool drafts_timer = false;  // a save is due
  Loaded<wire::SearchAnswer> search;
  std::optional<model::PlaceId> history_of;  // whose `history` is
  Loaded<wire::PlaceHistory> history;
  Loaded<wire::OpenCorrections> corrections;  // that who is signed in may decide
  struct Assignment {
    std::optional<model::PlaceId> place;
    Loaded<wire::NearAssociations> near;
    // As chosen; none: nothing is yet.
    std::optional<std::optional<model::AssociationId>> chosen;
  } assignment;

  MapView map;
  bool map_known = false;  // the map has spoken
  InView in_view;
  OpenPlaces open_places;  // while the filter asks for what is open
  Whereabouts here;
  std::vector<Toast> toasts;  // newest last; at most 3
  std::uint32_t last_toast = 0;
};

}  // namespace app
