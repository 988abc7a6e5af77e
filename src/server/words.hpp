// French words of the product's lists, for the server's own pages and for places that come without
// a name.
#pragma once
#include <string_view>

#include "core/model/action.hpp"
#include "core/model/correction.hpp"
#include "core/model/place.hpp"

namespace server {

std::string_view french(model::PlaceCategory category);  // "Se nourrir"
std::string_view french(model::PlaceField field);        // "Horaires"
std::string_view french(model::ActionKind kind);         // "Proposition"
std::string_view french(model::ActionSection section);   // "Vêtement"
std::string_view french(model::ActionStatus status);     // "En cours"

}  // namespace server
