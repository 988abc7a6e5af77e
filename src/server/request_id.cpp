#include "server/request_id.hpp"

#include <algorithm>

namespace server {
namespace {

constexpr std::string_view kLetters = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
constexpr std::size_t kIdMax = 64;
constexpr int kLength = 13;  // of 5 bits each

// The end of SplitMix64 (Steele, Lea, Flood, 2014): every number becomes another one, none the
// same.
std::uint64_t mixed(std::uint64_t z) {
  z = (z ^ z >> 30) * 0xbf58476d1ce4e5b9u;
  z = (z ^ z >> 27) * 0x94d049bb133111ebu;
  return z ^ z >> 31;
}

}  // namespace

bool is_request_id(std::string_view text) {
  return !text.empty() && text.size() <= kIdMax && std::ranges::all_of(text, [](char c) {
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '-' ||
           c == '_' || c == '.';
  });
}

std::string RequestIds::next() {
  constexpr std::uint64_t kGolden = 0x9e3779b97f4a7c15u;
  auto number = mixed(next_.fetch_add(kGolden, std::memory_order_relaxed));
  std::string id(kLength, '0');
  for (auto& letter : id) {
    letter = kLetters[number & 31];
    number >>= 5;
  }
  return id;
}

}  // namespace server
