// Answers for one person alone.
#pragma once
#include <string>

#include "server/http/message.hpp"

namespace server {

inline http::Response private_json(int status, std::string json) {
  http::Response response;
  response.status = status;
  response.content_type = "application/json";
  response.body = std::move(json);
  return std::move(response.with("Cache-Control", "private, no-store"));
}

}  // namespace server
