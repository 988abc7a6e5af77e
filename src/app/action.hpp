// Everything that can happen to the client: people, the server, time. Each carries what reduce()
// may not fetch by itself.
#pragma once
#include <array>
#include <cstdint>
#include <string>
#include <variant>
#include <vector>

#include "app/state.hpp"

namespace app {

// --- people
struct Started {  // first of all, once
  std::string url;
  std::string saved_drafts, saved_outbox;  // as stored, possibly empty, old or damaged
  base::Instant now;
};
struct UrlChanged {
  std::string url;
};  // back and forward
struct Opened {
  Location location;
};  // a link of ours
struct FilterChosen {
  FilterChoice choice;
};
struct FilterNarrowed {
  Filter filter;
};
struct PositionAsked {};  // by the person: the browser may ask them in turn
struct LocateAsked {};    // the same, and the map goes there
struct StartChosen {};    // the middle of the map counts as where they are
struct MapMoved {
  MapView map;
};
struct ClusterOpened {
  geo::Cluster cluster;
};
struct SearchEdited {
  std::string text;
};
struct TownChosen {
  model::Position at;
  double zoom;
};  // the search is over; the map goes there
struct FieldEdited {
  Field field;
  std::string text;
};
struct KindChosen {
  model::ActionKind kind;
};
struct SectionChosen {
  model::ActionSection section;
};
struct GoalChosen {
  model::Goal goal;
};
struct PositionChosen {
  model::Position at;
};  // where an action is to be; from there the map is moved under its marker
struct CodeAsked {};
struct SignInSubmitted {};
struct SignInRestarted {};  // another contact
struct SignOutAsked {};
struct PublishAsked {
  model::CommandId id;
  base::Instant now;
};  // the draft becomes a command
struct CloseAsked {
  model::CommandId id;
  base::Instant now;
  model::CloseAction close;
};
struct ShareAsked {
  std::string title;
  Location location;
};
struct PrintAsked {};
struct CorrectionEdited {
  model::PlaceField field;
  std::string text;
};  // of the place whose form is open
struct RemarkEdited {
  std::string text;
};
struct NeedEdited {
  Need need;
  std::string text;
};
struct CorrectionAsked {
  std::array<model::CommandId, 3> ids;
  base::Instant now;
};  // the draft becomes as many commands, or fewer
struct RefusalEdited {
  model::CorrectionId correction;
  std::string reason;
};  // of one correction at a time; the first one opens its field
struct RefusalLeft {};
struct RefusalAsked {
  model::CommandId id;
  base::Instant now;
};
struct AssociationChosen {
  std::optional<model::AssociationId> association;
};  // for the place whose screen is open; none: nobody's
struct AssignmentAsked {
  model::CommandId id;
  base::Instant now;
};
struct CareAsked {
  model::CommandId id;
  base::Instant now;
  model::Intent intent;
};  // of who looks after places: to accept a correction, to check
struct RetryAsked {};  // of whatever failed on the screen shown
struct ToastClosed {
  std::uint32_t id;
};
struct PageHidden {};  // the page may not come back: what is typed is saved at once

// --- server and browser
struct ManifestArrived {
  base::Result<wire::MarkerManifest> manifest;
};
struct CellArrived {
  std::string url;
  base::Result<std::vector<model::Marker>> markers;
};
struct PlaceArrived {
  model::PlaceId id;
  base::Result<model::Place> place;
};
struct ActionArrived {
  model::ActionId id;
  base::Result<model::Action> action;
};
struct SearchArrived {
  std::string query;
  base::Result<wire::SearchAnswer> found;
};
struct HistoryArrived {
  model::PlaceId id;
  base::Result<wire::PlaceHistory> history;
};
struct CorrectionsArrived {
  base::Result<wire::OpenCorrections> corrections;
};
struct AssociationsArrived {
  model::PlaceId near;
  base::Result<wire::NearAssociations> associations;
};
struct SessionArrived {
  base::Result<std::optional<wire::SignedIn>> who;
};
struct CodeAnswered {
  base::Result<base::Done> result;
};
struct SignInAnswered {
  base::Result<wire::SignedIn> result;
};  // error "account.needed": ask the profile
struct SignOutAnswered {
  base::Result<base::Done> result;
};
struct OutboxSaved {
  bool ok;
};
struct CommandsAnswered {
  base::Result<std::vector<model::Answer>> answers;
};
struct ChangesArrived {
  std::vector<model::Change> changes;
};
struct StreamReset {};  // too far behind: load the manifest again
struct StreamUnreadable {
  base::Error error;
};  // a change this client cannot read: the server is newer
struct StreamConnected {
  bool connected;
};
struct ShareEnded {
  ShareOutcome outcome;
};
struct PositionArrived {
  std::optional<model::Position> at;  // none: refused, or not to be found
};
struct ClockRead {
  base::Instant now;
};
struct TimerFired {
  std::uint32_t timer;
  base::Instant now;
};

using Action = std::variant<
    Started, UrlChanged, Opened, FilterChosen, FilterNarrowed, PositionAsked, LocateAsked,
    StartChosen, PositionArrived, ClockRead, MapMoved, ClusterOpened, SearchEdited, TownChosen,
    FieldEdited, KindChosen, SectionChosen, GoalChosen, PositionChosen, CodeAsked, SignInSubmitted,
    SignInRestarted, SignOutAsked, PublishAsked, CloseAsked, ShareAsked, PrintAsked, RetryAsked,
    ToastClosed, PageHidden, ManifestArrived, CellArrived, PlaceArrived, ActionArrived,
    SearchArrived, SessionArrived, CodeAnswered, SignInAnswered, SignOutAnswered, OutboxSaved,
    CommandsAnswered, ChangesArrived, StreamReset, StreamUnreadable, StreamConnected, ShareEnded,
    TimerFired, CorrectionEdited, RemarkEdited, CorrectionAsked, CareAsked, HistoryArrived,
    CorrectionsArrived, AssociationsArrived, NeedEdited, RefusalEdited, RefusalLeft, RefusalAsked,
    AssociationChosen, AssignmentAsked>;

}  // namespace app
