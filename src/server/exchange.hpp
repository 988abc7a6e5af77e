// One request on its way to its answer: what every answer carries, and what is counted and told of
// it.
#pragma once
#include <chrono>
#include <optional>
#include <string>
#include <string_view>

#include "server/http/message.hpp"
#include "server/rate_limit.hpp"
#include "server/services.hpp"

namespace server {

struct Exchange {
  // `route`: its place among what Metrics was made with.
  Exchange(const Services& services, const http::Request& request, std::size_t route);

  // Adds what every answer carries, and counts and tells it. Once, before it is written.
  void finish(http::Response& response) const;

  const Services& services;
  std::string id;
  std::string_view method;  // of a bounded set
  std::size_t route;
  std::optional<Allowance> allowance;  // where requests are counted
  std::chrono::steady_clock::time_point begin;
};

// The headers that all pages have in common, as lines. `tile_origin` may be empty.
std::string page_headers(const std::string& tile_origin);
// Those of all counted answers.
std::string api_headers(const Quota& quota);

}  // namespace server
