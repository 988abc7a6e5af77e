#include "server/client_address.hpp"

#include <arpa/inet.h>

#include <algorithm>
#include <charconv>

namespace server {
namespace {

using Bytes = std::array<std::uint8_t, 16>;
constexpr int kMappedBits = 96;  // of ::ffff:0:0/96
constexpr Bytes kMapped{0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xff};
constexpr int kClientBits = 64;

// IPv4 and IPv6 as one kind, so that a v4 client on a v6 socket is the same client.
std::optional<Bytes> parse_address(std::string_view text, bool& is_v4) {
  const std::string address(text);
  if (address.find('\0') != std::string::npos) return std::nullopt;  // inet_pton would stop there
  Bytes bytes{};
  in_addr v4{};
  if (inet_pton(AF_INET, address.c_str(), &v4) == 1) {
    is_v4 = true;
    bytes[10] = bytes[11] = 0xff;
    const auto number = ntohl(v4.s_addr);
    for (int i = 0; i < 4; ++i) bytes[12 + i] = static_cast<std::uint8_t>(number >> (24 - 8 * i));
    return bytes;
  }
  is_v4 = false;
  if (inet_pton(AF_INET6, address.c_str(), bytes.data()) == 1) return bytes;
  return std::nullopt;
}

bool starts_alike(const Bytes& a, const Bytes& b, int bits) {
  const auto whole = static_cast<std::size_t>(bits / 8);
  if (!std::equal(a.begin(), a.begin() + static_cast<std::ptrdiff_t>(whole), b.begin()))
    return false;
  if (bits % 8 == 0) return true;
  const auto mask = static_cast<std::uint8_t>(0xff << (8 - bits % 8));
  return (a[whole] & mask) == (b[whole] & mask);
}

bool is_blank(char c) { return c == ' ' || c == '\t'; }

// Several fields of one name are one list (RFC 9110, 5.3): a proxy may add a line of its own below
// the one that a client made up.
std::string forwarded_for(const http::Request& request) {
  std::string list;
  for (const auto& header : request.headers)
    if (header.name == "x-forwarded-for") list += (list.empty() ? "" : ",") + header.value;
  return list;
}

bool names_this_machine(std::string_view host) {
  if (const auto port = host.rfind(':'); port != host.npos && !host.ends_with(']'))
    host = host.substr(0, port);
  return host == "localhost" || host == "127.0.0.1" || host == "[::1]";
}

}  // namespace

bool TrustedProxies::add(std::string_view cidr) {
  const auto slash = cidr.find('/');
  bool is_v4 = false;
  const auto bytes = parse_address(cidr.substr(0, slash), is_v4);
  if (!bytes) return false;
  int bits = is_v4 ? 32 : 128;
  if (slash != std::string_view::npos) {
    const auto text = cidr.substr(slash + 1);
    int given = 0;
    const auto result = std::from_chars(text.data(), text.data() + text.size(), given);
    if (text.empty() || result.ec != std::errc{} || result.ptr != text.data() + text.size() ||
        given < 0 || given > bits)
      return false;
    bits = given;
  }
  networks_.push_back({*bytes, is_v4 ? kMappedBits + bits : bits});
  return true;
}

bool TrustedProxies::contains(std::string_view address) const {
  bool is_v4 = false;
  const auto bytes = parse_address(address, is_v4);
  return bytes && std::ranges::any_of(networks_, [&](const Network& network) {
           return starts_alike(*bytes, network.bytes, network.bits);
         });
}

std::string TrustedProxies::client_of(const http::Request& request) const {
  std::string address = request.remote;
  const auto list = forwarded_for(request);
  std::string_view forwarded = list;
  // From the right: each trusted hop vouches for the address before it.
  while (contains(address) && !forwarded.empty()) {
    const auto comma = forwarded.rfind(',');
    auto last = comma == std::string_view::npos ? forwarded : forwarded.substr(comma + 1);
    forwarded = comma == std::string_view::npos ? std::string_view{} : forwarded.substr(0, comma);
    while (!last.empty() && is_blank(last.front())) last.remove_prefix(1);
    while (!last.empty() && is_blank(last.back())) last.remove_suffix(1);
    bool is_v4 = false;
    if (!parse_address(last, is_v4)) break;
    address = last;
  }
  return address;
}

std::string client_network(const std::string& address) {
  bool is_v4 = false;
  auto bytes = parse_address(address, is_v4);
  if (!bytes) return address;
  if (is_v4) return "::ffff:" + address;  // as inet_ntop writes it
  if (!starts_alike(*bytes, kMapped, kMappedBits))
    std::fill(bytes->begin() + kClientBits / 8, bytes->end(), std::uint8_t{0});
  std::array<char, INET6_ADDRSTRLEN> text{};
  inet_ntop(AF_INET6, bytes->data(), text.data(), text.size());
  return text.data();
}

bool is_from_this_machine(const http::Request& request) {
  return is_loopback(request.remote) && !request.has("forwarded") &&
         !request.has("x-forwarded-for") && names_this_machine(request.header("host"));
}

bool is_loopback(std::string_view address) {
  return address == "::1" || address.starts_with("127.") || address.starts_with("::ffff:127.");
}

}  // namespace server
