// Bytes on a connection to the server itself: pipelined requests, halves of requests, bodies in
// chunks. Whatever comes, each answer is whole, and the connection ends.
#include <arpa/inet.h>
#include <sys/socket.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <string>
#include <thread>

#include "server/http/http_server.hpp"
#include "tests/fuzz/fuzz.hpp"

namespace {

using fuzz::require;

constexpr http::Limits kLimits{};

void answer(const http::Request& request, const http::Respond& respond) {
  require(request.path.starts_with('/'), "a path that is none");
  require(request.body.size() <= kLimits.body_bytes, "a body beyond the limit");
  require(request.headers.size() <= 100, "more fields than the limit");
  http::Response response;
  response.content_type = "text/plain";
  response.body = "whole";
  respond(std::move(response));
}

http::Response refusal(int status, const http::Request&) {
  http::Response response;
  response.status = status;
  response.body = "refused";
  return response;
}

// Started once, and never destroyed: it still runs when the process ends.
std::uint16_t start() {
  http::Config config;
  config.port = 0;
  config.threads = 1;
  config.is_exempt_from_caps = [](const std::string&) { return true; };
  config.refusal = refusal;
  auto listening = http::HttpServer::listen(std::move(config), answer);
  require(bool(listening), "the server does not start");
  static http::HttpServer* const server = (*std::move(listening)).release();
  std::thread([] { server->run(); }).detach();
  return server->port();
}

// libFuzzer looks at its clock by a signal, which interrupts whoever waits.
template <class Call>
ssize_t uninterrupted(Call call) {
  ssize_t result = 0;
  do result = call();
  while (result < 0 && errno == EINTR);
  return result;
}

std::string ask(std::uint16_t port, std::string_view bytes) {
  const int connection = socket(AF_INET, SOCK_STREAM, 0);
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_port = htons(port);
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  const auto* where = reinterpret_cast<const sockaddr*>(&address);
  require(uninterrupted([&] { return connect(connection, where, sizeof address); }) == 0,
          "the server takes no connection");
  while (!bytes.empty()) {
    const auto sent =
        uninterrupted([&] { return send(connection, bytes.data(), bytes.size(), MSG_NOSIGNAL); });
    if (sent <= 0) break;
    bytes.remove_prefix(static_cast<std::size_t>(sent));
  }
  shutdown(connection, SHUT_WR);
  std::string answers;
  std::array<char, 4096> piece;
  for (;;) {
    const auto count =
        uninterrupted([&] { return recv(connection, piece.data(), piece.size(), 0); });
    if (count <= 0) break;
    answers.append(piece.data(), static_cast<std::size_t>(count));
  }
  close(connection);
  return answers;
}

void check(std::string_view answers) {
  constexpr std::string_view kContinue = "HTTP/1.1 100 Continue\r\n\r\n",
                             kLength = "Content-Length: ";
  bool ended = false;
  while (!answers.empty()) {
    require(!ended, "an answer after the last");
    if (answers.starts_with(kContinue)) {
      answers.remove_prefix(kContinue.size());
      continue;
    }
    const auto head = answers.substr(0, answers.find("\r\n\r\n"));
    require(head.starts_with("HTTP/1.1 ") && head.size() < answers.size(),
            "an answer without a head");
    const auto length = head.find(kLength);
    require(length != head.npos, "an answer without a length");
    ended = head.find("Connection: close") != head.npos;
    answers.remove_prefix(head.size() + 4);
    // To a HEAD request the body is only announced.
    const auto body = static_cast<std::size_t>(std::atoi(head.data() + length + kLength.size()));
    if (answers.empty() || answers.starts_with("HTTP/1.1 ")) continue;
    require(answers.size() >= body, "half an answer");
    answers.remove_prefix(body);
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static const auto port = start();
  check(ask(port, fuzz::text_of(data, size)));
  return 0;
}
