// Who asks, when proxies stand between: X-Forwarded-For counts only from proxies that were named as
// trusted.
#pragma once
#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "server/http/message.hpp"

namespace server {

class TrustedProxies {
 public:
  // "10.0.0.0/8", "2001:db8::/32", or one address. False when it is none of these.
  bool add(std::string_view cidr);
  bool contains(std::string_view address) const;
  // The peer's address, or, behind trusted proxies, the last address in X-Forwarded-For that is not
  // one of them.
  std::string client_of(const http::Request& request) const;

 private:
  struct Network {
    std::array<std::uint8_t, 16> bytes;  // IPv4 as ::ffff:a.b.c.d
    int bits;
  };
  std::vector<Network> networks_;
};

// What counts as one client where something is limited: an IPv4 address, or the /64 of an IPv6 one,
// which is what a household gets and may choose addresses from at will.
std::string client_network(const std::string& address);

bool is_loopback(std::string_view address);

// From a program on this machine that asks for it by its name, through no proxy. One that does not
// say that it is a proxy passes on the name it was asked for, or nobody could sign in there: writes
// are compared with it.
bool is_from_this_machine(const http::Request& request);

}  // namespace server
