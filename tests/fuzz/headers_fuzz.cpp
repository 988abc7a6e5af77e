// What header fields carry: cookies, the client's address behind proxies, encodings, tags, ranges.
// A line each: a name, ": ", a value; a line without a colon is the query.
#include "server/client_address.hpp"
#include "server/device_name.hpp"
#include "server/http/caching.hpp"
#include "server/http/message.hpp"
#include "tests/fuzz/fuzz.hpp"

namespace {

using fuzz::require;

constexpr std::size_t kDeviceMax = 40;
const std::string kBody(1000, 'x');

http::Request request_of(std::string_view text) {
  http::Request request;
  request.method = "GET";
  request.path = "/";
  request.remote = "127.0.0.1";
  while (!text.empty()) {
    const auto line = fuzz::take_piece(text, '\n');
    const auto colon = line.find(": ");
    if (colon == line.npos)
      request.query = std::string(line);
    else
      request.headers.push_back(
          {http::lower_case(line.substr(0, colon)), std::string(line.substr(colon + 2))});
  }
  return request;
}

void check_address(const http::Request& request) {
  server::TrustedProxies proxies;
  proxies.add("127.0.0.0/8");
  proxies.add("10.0.0.0/8");
  proxies.add("fd00::/8");
  const auto client = proxies.client_of(request);
  require(client.size() <= 45, "a client's address that is none");
  const auto network = server::client_network(client);
  require(server::client_network(network) == network, "a network of a network");
  server::TrustedProxies typed;
  for (const auto& header : request.headers) {
    if (!typed.add(header.value)) continue;
    const auto address = header.value.substr(0, header.value.find('/'));
    require(typed.contains(address), "a network without the address that names it");
  }
}

void check_range(const http::Request& request) {
  http::Response whole;
  whole.body = http::share(kBody);
  const auto part = http::ranged(request, whole, "tag");
  require(part.status == 200 || part.status == 206 || part.status == 416, "a range's status");
  require(part.status != 206 || !part.bytes().empty(), "a range of nothing");
  require(part.bytes().size() <= kBody.size(), "a range beyond the body");
  const auto known = http::cacheable(request, http::Response{}, "tag", "no-cache");
  require(known.status == 200 || known.status == 304, "a condition's status");
  const auto head = http::response_head(part, true);
  require(head.find("\r\n\r\n") == head.size() - 4, "an answer's head that ends too early");
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const auto request = request_of(fuzz::text_of(data, size));
  if (const auto session = request.cookie("__Host-session"))
    require(session->find(';') == std::string::npos, "a cookie that holds another");
  for (const auto* name : {"q", "since", "source"}) request.parameter(name);
  http::accepts_encoding(request, "br");
  require(server::device_name(request.header("user-agent")).size() <= kDeviceMax, "a long device");
  check_address(request);
  check_range(request);
  return 0;
}
