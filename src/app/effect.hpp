// What reduce() wants done in the world. run_effect() (app/store) carries each out through a port.
#pragma once
#include <cstdint>
#include <string>
#include <variant>
#include <vector>

#include "app/route.hpp"
#include "app/state.hpp"

namespace app {

struct FetchManifest {};
struct FetchCell {
  std::string url;
};
struct FetchPlace {
  model::PlaceId id;
};
struct FetchAction {
  model::ActionId id;
};
struct FetchSearch {
  std::string query;
};
struct FetchHistory {
  model::PlaceId id;
};
struct FetchCorrections {};
struct FetchAssociations {
  model::PlaceId near;
};
struct FetchSession {};
struct RequestCode {
  wire::CodeRequest request;
};
struct RequestSignIn {
  wire::SignIn sign_in;
};
struct RequestSignOut {};
struct SendCommands {
  std::vector<model::Command> commands;
};
struct SubscribeChanges {
  std::int64_t since;
};
struct SaveDrafts {
  std::string text;
};
struct SaveOutbox {
  std::string text;
};  // answered by OutboxSaved
struct ShowUrl {
  std::string url;
  bool replace;
};
struct FlyTo {
  model::Position at;
  double zoom;
};  // zoom < 0: keep the zoom, only bring into view
struct AskPosition {};  // answered by PositionArrived
struct ReadClock {};    // answered by ClockRead, before anything is shown
struct SetTimer {
  std::uint32_t timer;
  std::int64_t after_ms;
};  // replaces the timer of that number

struct Share {
  std::string title, url;
};  // answered by ShareEnded
struct Print {};

using Effect =
    std::variant<FetchManifest, FetchCell, FetchPlace, FetchAction, FetchSearch, FetchSession,
                 RequestCode, RequestSignIn, RequestSignOut, SendCommands, SubscribeChanges,
                 SaveDrafts, SaveOutbox, ShowUrl, FlyTo, AskPosition, ReadClock, SetTimer,
                 FetchHistory, FetchCorrections, FetchAssociations, Share, Print>;
using Effects = std::vector<Effect>;

}  // namespace app
