// Which code answers which address, and what every answer and every write must keep to.
#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "server/http/http_server.hpp"
#include "server/services.hpp"

namespace server {

// Answers one request; never throws what a request can cause.
void handle(const Services& services, const http::Request& request, http::Respond respond);

// The answer to what is not a request, or comes too late, too large, too soon. Of the request there
// may be nothing yet.
http::Response refusal(const Services& services, int status, const http::Request& request);

// The patterns of all addresses, and what stands for those that have none: how requests are
// counted.
std::vector<std::string_view> route_names();

// Every address and its method, one {"method", "path"} a line; "*" in a path stands for one part of
// it. HEAD is answered wherever GET is.
std::string routes_as_json_lines();

}  // namespace server
