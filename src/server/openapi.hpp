// The API's own description (assets/api/openapi.json, compiled in): GET /api/v1/openapi.json.
#pragma once
#include "server/http/http_server.hpp"
#include "server/services.hpp"

namespace server::openapi {

void document(const Services& services, const http::Request& request, const http::Respond& respond);

}  // namespace server::openapi
