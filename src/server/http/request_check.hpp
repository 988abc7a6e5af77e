// What a request's head must be, beyond what the parser checks: everything two servers in a row
// could read differently.
#pragma once
#include <cstddef>
#include <string_view>

#include "server/http/http_server.hpp"
#include "server/http/message.hpp"

namespace http {

// Looks for a complete head (request line, fields, empty line) at the start of `bytes`. Refused at
// once: bare CR or LF, control characters, folded fields, blanks before a colon, fields without a
// colon, a head beyond the limit.
struct HeadScan {
  enum class State { incomplete, complete, refused };
  State state = State::incomplete;
  std::size_t length = 0;  // of the head with its empty line, when complete
  int status = 0;          // when refused
};
HeadScan scan_head(std::string_view bytes, const Limits& limits);

// 0, or the status that refuses the request: versions other than 1.0 and 1.1, none or several Host
// fields, a Transfer-Encoding that isn't "chunked" alone, lengths that contradict each other,
// targets that are no absolute path.
int check_head(const Request& head, std::string_view target, int version, const Limits& limits);

}  // namespace http
