// Which code answers which address, and what every answer and every write must keep to.
#pragma once
#include <string>

#include "server/http/http_server.hpp"
#include "server/services.hpp"

namespace server {

// Answers one request; never throws what a request can cause.
void handle(const Services& services, const http::Request& request, http::Respond respond);

// The answer to what is not a request, or comes too late, too large, too soon.
http::Response refusal(const Services& services, int status, const std::string& path);

// Every address and its method, one {"method", "path"} a line; "*" in a path stands for one part of
// it. HEAD is answered wherever GET is.
std::string routes_as_json_lines();

// Headers every answer carries; the page's Content-Security-Policy where it is HTML. `tile_origin`
// may be empty.
void add_security_headers(http::Response& response, const std::string& tile_origin);

}  // namespace server
