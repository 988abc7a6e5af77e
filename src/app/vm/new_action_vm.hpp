// Writing an action: what is typed, what is wrong, what is still missing, and the cell everybody
// will see.
#pragma once
#include <optional>
#include <string>
#include <vector>

#include "app/state.hpp"
#include "app/vm/map_vm.hpp"

namespace app {

// A place that has a name, to say where without a map.
struct Spot {
  base::Uuid id;
  std::string title, detail;
  model::Position at;
};

struct NewActionVm {
  std::optional<model::ActionKind> kind;
  std::optional<model::ActionSection> section;
  std::string title, text;                    // as typed
  std::size_t title_left = 0, text_left = 0;  // code points; 0 when at or beyond the limit
  std::optional<model::PublicPosition> cell;  // what will be public
  std::optional<MapArea> area;

  // Error codes, empty where there is none; shown since the last try to publish, cleared by editing
  // the field.
  std::string kind_error, section_error, title_error, text_error, position_error, form_error;
  std::optional<Field> first_error;  // where the focus belongs
  std::optional<Field>
      first_missing;  // what is next to fill: kind, section, title, position; none when complete
  bool can_publish = false;    // nothing missing, nothing wrong, not busy
  bool needs_sign_in = false;  // publishing leads to the sign-in first
  bool busy = false;
  bool empty = true;  // nothing typed or chosen yet: leaving loses nothing
};

NewActionVm new_action_vm(const State& state);

// Places near the middle of the map, nearest first; while something is searched, those found.
inline constexpr std::size_t kSpotsMax = 12;
std::vector<Spot> spots(const State& state);

}  // namespace app
