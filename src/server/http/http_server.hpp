// An HTTP/1.1 server: strict parsing, limits, deadlines, keep-alive, event streams. The one door to
// Boost.Beast and Asio; nothing of them is visible here. TLS and HTTP/2 are a reverse proxy's job.
#pragma once
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>

#include "core/base/result.hpp"
#include "server/http/message.hpp"

namespace http {

// Every one of these is a promise that a test holds.
struct Limits {
  std::size_t header_bytes = 16 * 1024;
  std::size_t target_bytes = 2048;
  std::size_t body_bytes = 256 * 1024;
  std::size_t connections = 12'000;
  std::size_t connections_per_address = 200;  // loopback addresses and trusted proxies are exempt
  std::chrono::milliseconds idle{60'000};     // between two requests of a connection
  std::chrono::milliseconds request{
      15'000};  // from a request's first byte to its last: slow dribbling doesn't extend it
  std::chrono::milliseconds write_stall{20'000};  // an answer must move on within this time…
  std::size_t write_bytes_per_second = 2048;  // …and at this pace on average, after a first minute
  std::chrono::milliseconds heartbeat{
      15'000};  // an idle event stream gets a comment, so that proxies keep it
  std::size_t stream_backlog = 1000;       // pieces a slow reader of a stream may be behind
  std::chrono::milliseconds drain{5'000};  // at shutdown: for answers under way
};

// Called once a request is complete, on one of the server's threads; `respond` may be called at
// once or later from any thread, exactly once.
using Respond = std::function<void(Response)>;
using Handler = std::function<void(const Request&, Respond)>;

struct Config {
  std::string address = "127.0.0.1";
  std::uint16_t port = 8080;  // 0: any free one
  unsigned threads = 2;
  Limits limits;
  std::function<bool(const std::string& address)>
      is_exempt_from_caps;  // loopback and trusted proxies
  // The answer to what is no request, or not one yet: problem details or a page. Of the request is
  // there what was read.
  std::function<Response(int status, const Request& request)> refusal;
};

class HttpServer {
 public:
  // Binds and listens; requests are answered once `run` is called. Codes: port.in_use,
  // address.unusable.
  static base::Result<std::unique_ptr<HttpServer>> listen(Config config, Handler handler);
  ~HttpServer();

  std::uint16_t port() const;
  std::size_t connections() const;  // that are open; from any thread
  // Serves until SIGTERM, SIGINT or `stop`, then lets answers under way finish and returns.
  void run();
  void stop();  // from any thread

 private:
  struct Impl;
  explicit HttpServer(std::unique_ptr<Impl> impl);
  std::unique_ptr<Impl> impl_;
};

}  // namespace http
