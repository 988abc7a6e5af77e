// What the map and the list need of every place and action: a point, a kind and two lines of text.
#pragma once
#include <cstdint>
#include <string>
#include <variant>
#include <vector>

#include "core/base/id.hpp"
#include "core/base/shared.hpp"
#include "core/model/action.hpp"
#include "core/model/place.hpp"
#include "core/model/place_facts.hpp"

namespace model {

// What a marker stands for, in one byte: a place's category number (0..63), or 128 + 16 * action
// kind + section.
struct MarkerKind {
  std::uint8_t code = 0;
  auto operator<=>(const MarkerKind&) const = default;
  bool is_place() const { return code < 128; }
  // Of a place:
  PlaceCategory category() const { return static_cast<PlaceCategory>(code); }
  // Of an action:
  ActionKind action_kind() const { return static_cast<ActionKind>((code >> 4) & 1); }
  ActionSection section() const { return static_cast<ActionSection>(code & 15); }
};
constexpr MarkerKind marker_kind(PlaceCategory category) {
  return {static_cast<std::uint8_t>(category)};
}
constexpr MarkerKind marker_kind(ActionKind kind, ActionSection section) {
  return {static_cast<std::uint8_t>(128 + 16 * static_cast<int>(kind) + static_cast<int>(section))};
}
// False for a byte that names no place category and no action kind and section.
bool is_known(MarkerKind kind);

struct Marker {
  base::Uuid id;  // of the place or the action
  MarkerKind kind;
  Position at;                     // an action's is the centre of its public cell
  std::string title;               // a place's name or an action's title
  std::string detail;              // a place's address or city; an action's author's first name
  base::Shared<PlaceFacts> facts;  // a place's; markers with the same ones may share them
  bool operator==(const Marker&) const = default;
};

Marker marker_of(const Place& place);
Marker marker_of(const Action& action);

}  // namespace model
