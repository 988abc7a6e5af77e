// Conditional requests, content negotiation and ranges (RFC 9110), for answers that are made of
// bytes.
#pragma once
#include <string>
#include <string_view>

#include "server/http/message.hpp"

namespace http {

// Whether the request takes that content coding ("br", "gzip"): named with a weight above zero, or
// covered by "*".
bool accepts_encoding(const Request& request, std::string_view coding);

// Adds the ETag (an opaque tag without quotes) and Cache-Control; becomes a 304 where the client
// already has it.
Response cacheable(const Request& request, Response response, std::string_view tag,
                   std::string_view cache_control);

// Answers one byte range of a shared body with 206, or 416; several ranges, or an If-Range that
// doesn't match `tag`, get the whole.
Response ranged(const Request& request, Response whole, std::string_view tag);

}  // namespace http
