#include <arpa/inet.h>

#include <array>
#include <cstdint>

#include "server/imports/fetch.hpp"

namespace imports {
namespace {

struct Block4 {
  std::uint32_t first;
  int bits;
};
constexpr std::uint32_t v4(unsigned a, unsigned b, unsigned c) {
  return a << 24 | b << 16 | c << 8;
}
constexpr std::array kNotPublic4{
    Block4{v4(0, 0, 0), 8},      Block4{v4(10, 0, 0), 8},     Block4{v4(100, 64, 0), 10},
    Block4{v4(127, 0, 0), 8},    Block4{v4(169, 254, 0), 16}, Block4{v4(172, 16, 0), 12},
    Block4{v4(192, 0, 0), 24},   Block4{v4(192, 0, 2), 24},   Block4{v4(192, 88, 99), 24},
    Block4{v4(192, 168, 0), 16}, Block4{v4(198, 18, 0), 15},  Block4{v4(198, 51, 100), 24},
    Block4{v4(203, 0, 113), 24}, Block4{v4(224, 0, 0), 3}};

bool is_public(std::uint32_t address) {
  for (const auto& block : kNotPublic4)
    if ((address ^ block.first) >> (32 - block.bits) == 0) return false;
  return true;
}

// Global unicast, but for what stands for an IPv4 address (Teredo, 6to4) or for documentation.
bool is_public(const std::array<std::uint8_t, 16>& address) {
  const bool is_global = (address[0] & 0xE0) == 0x20;
  const unsigned first = address[0] << 8U | address[1], second = address[2] << 8U | address[3];
  const bool is_special = (first == 0x2001 && (second < 0x200 || second == 0x0DB8)) ||
                          first == 0x2002 || (first & 0xFFF0U) == 0x3FF0;
  return is_global && !is_special;
}

}  // namespace

bool is_public_address(const std::string& address) {
  in_addr four{};
  if (inet_pton(AF_INET, address.c_str(), &four) == 1) return is_public(ntohl(four.s_addr));
  std::array<std::uint8_t, 16> six{};
  return inet_pton(AF_INET6, address.c_str(), six.data()) == 1 && is_public(six);
}

}  // namespace imports
