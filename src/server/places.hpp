// Writes of places over HTTP, for who keeps this server ("import --server").
#pragma once
#include "server/http/http_server.hpp"
#include "server/services.hpp"

namespace server::places {

// Takes a GeoJSON FeatureCollection, a transaction for each 1,000 features, and answers with the
// tally; `source` and `attribution` in the query speak for features that say nothing.
void take(const Services& services, const http::Request& request, const http::Respond& respond);

}  // namespace server::places
