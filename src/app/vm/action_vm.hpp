// An action, ready to be shown, with what the person in front of the screen may do with it.
#pragma once
#include <optional>
#include <string>

#include "app/state.hpp"
#include "app/vm/age.hpp"
#include "app/vm/map_vm.hpp"

namespace app {

struct ActionVm {
  LoadState load = LoadState::idle;
  base::Error error;  // when failed
  // While loading, title and marker are already filled from the marker, when it is known.
  model::ActionId id;
  model::MarkerKind marker;
  std::string title;

  // When ready.
  model::ActionKind kind = model::ActionKind::contribution;
  model::ActionSection section = model::ActionSection::social;
  model::ActionStatus status = model::ActionStatus::open;
  std::string text;
  std::string author;                // first name; may be empty before a sign-in
  std::string author_initial;        // upper case
  Age age;                           // since it was created
  std::optional<MapArea> area;       // the public cell
  std::optional<double> distance_m;  // from the map's centre
  std::optional<int> walk_min;
  std::optional<model::ActionOutcome> outcome;  // once closed
  std::string outcome_message;
  bool example = false;

  bool is_mine = false;
  bool can_close = false;
  bool pending = false;  // some command about it is not yet acknowledged
};

ActionVm action_vm(const State& state, model::ActionId id, base::Instant now);

}  // namespace app
