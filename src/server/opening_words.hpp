// Opening hours on the pages that are only read, in French.
#pragma once
#include <string>

#include "core/model/place.hpp"
#include "core/rules/opening_week.hpp"

namespace server {

rules::OpenNow open_now(const model::Place& place, base::Instant now);
// "Ouvert, ferme à 18 h"; empty where nothing is known.
std::string french(const rules::OpenNow& now);

}  // namespace server
