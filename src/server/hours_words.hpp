// Opening hours in French, for the server's own pages. The client says them in the reader's
// language (ui/strings_hours).
#pragma once
#include <string>

#include "core/model/place.hpp"
#include "core/rules/opening_week.hpp"

namespace server {

rules::OpenNow open_now(const model::Place& place, base::Instant now);
// Empty where nothing is known.
std::string french(const rules::OpenNow& now);   // "Ouvert, ferme à 18 h"
std::string french(const rules::HoursDay& day);  // "lundi : 9 h – 12 h, 14 h – 18 h"

}  // namespace server
