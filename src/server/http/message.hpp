// HTTP requests and answers as plain values: all that the rest of the server sees of HTTP.
#pragma once
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

namespace http {

struct Header {
  std::string name;  // lower case in requests
  std::string value;
};

struct Request {
  std::string method;  // "GET"; a HEAD request says so, and is answered like a GET without its body
  std::string path;    // as sent, starting with "/", not percent-decoded
  std::string query;   // after "?", as sent
  std::vector<Header> headers;
  std::string body;
  std::string remote;  // the peer's IP address

  // Path and query.
  void set_target(std::string_view target);
  // The value of the first such header, or empty. `name` in lower case.
  std::string_view header(std::string_view name) const;
  bool has(std::string_view name) const;
  // The percent-decoded value of a query parameter; nothing when absent or when its encoding is
  // broken.
  std::optional<std::string> parameter(std::string_view name) const;
  // The value of a cookie; nothing when absent, or when it is sent twice (then somebody planted one
  // of them).
  std::optional<std::string> cookie(std::string_view name) const;
};

// Immutable bytes that many answers share: a thousand slow readers of one file cost a thousand
// headers, not copies.
struct SharedBytes {
  std::shared_ptr<const void> owner;
  std::string_view bytes;
};
SharedBytes share(std::string bytes);

// The server's end of an open event stream. All functions may be called from any thread.
class Outlet {
 public:
  virtual ~Outlet() = default;
  // Queues a piece of text. False once the stream is closed, or when the reader is too slow (the
  // stream is then dropped).
  virtual bool send(std::shared_ptr<const std::string> text) = 0;
  virtual bool is_open() const = 0;
};

struct Response {
  int status = 200;
  std::string content_type;  // empty: none
  std::vector<Header> headers;
  // More of them, as lines that end in CR LF, of ours alone: what many answers have in common is
  // written once. Outlives the answer.
  std::string_view shared_headers;
  std::variant<std::string, SharedBytes> body;
  // Set for event streams: no body, the connection stays open and everything sent to the outlet
  // goes out.
  std::function<void(std::shared_ptr<Outlet>)> open_stream;

  std::string_view bytes() const;
  Response& with(std::string name, std::string value);
};

std::string_view reason_phrase(int status);

// The status line and the headers as bytes. Header values with CR, LF or NUL are our bugs and are
// dropped, never written.
std::string response_head(const Response& response, bool keep_alive);

// What follows the head: nothing for HEAD, nor where a stream is opened.
std::string_view body_of(const Response& response, const Request& request);

// To who is one too many, before anything is read of theirs.
inline constexpr std::string_view kTurnedAway =
    "HTTP/1.1 503 Service Unavailable\r\nContent-Length: 0\r\nConnection: close\r\n\r\n";

bool equals_ignoring_case(std::string_view a, std::string_view b);
std::string lower_case(std::string_view text);  // ASCII only

}  // namespace http
