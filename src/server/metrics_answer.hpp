// GET /metrics: numbers for who keeps the server, and for nobody else.
#pragma once
#include "server/http/http_server.hpp"
#include "server/services.hpp"

namespace server {

// To this machine itself, or to who shows the token; to all others there is no such address.
bool may_see_metrics(const Services& services, const http::Request& request);

http::Response metrics_answer(const Services& services);

}  // namespace server
