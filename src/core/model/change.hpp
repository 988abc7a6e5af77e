// Every fact the server can tell while a page is open. Facts are numbered in the order in which
// they became true.
#pragma once
#include <cstdint>
#include <variant>

#include "core/model/action.hpp"
#include "core/model/place.hpp"

namespace model {

struct ActionPut {  // created or changed: the whole action as it is now
  Action action;
  bool operator==(const ActionPut&) const = default;
};
struct PlacesReloaded {  // places were imported: the manifest of markers has changed
  bool operator==(const PlacesReloaded&) const = default;
};
using Fact = std::variant<ActionPut, PlacesReloaded>;

struct Change {
  std::int64_t sequence = 0;  // > 0, rising, with possible gaps
  Fact fact;
  bool operator==(const Change&) const = default;
};

}  // namespace model
