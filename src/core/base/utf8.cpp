#include "core/base/utf8.hpp"

#include <cstdint>

namespace base {
namespace {

struct Lead {
  std::size_t length = 0;  // of the whole sequence in bytes; 0: no lead byte
  char32_t bits = 0;
  char32_t lowest = 0;  // a smaller code point would have had a shorter form
};

Lead lead_of(std::uint8_t byte) {
  if (byte >= 0xC2 && byte < 0xE0) return {2, byte & 0x1Fu, 0x80};
  if (byte >= 0xE0 && byte < 0xF0) return {3, byte & 0x0Fu, 0x800};
  if (byte >= 0xF0 && byte < 0xF5) return {4, byte & 0x07u, 0x10000};
  return {};
}

}  // namespace

std::optional<char32_t> take_code_point(std::string_view& text) {
  if (text.empty()) return std::nullopt;
  const auto first = static_cast<std::uint8_t>(text.front());
  if (first < 0x80) {  // nearly all that is read here
    text.remove_prefix(1);
    return first;
  }
  const Lead lead = lead_of(first);
  if (lead.length == 0 || lead.length > text.size()) return std::nullopt;
  char32_t point = lead.bits;
  for (std::size_t i = 1; i < lead.length; ++i) {
    const auto byte = static_cast<std::uint8_t>(text[i]);
    if ((byte & 0xC0) != 0x80) return std::nullopt;
    point = point << 6 | (byte & 0x3Fu);
  }
  const bool surrogate = point >= 0xD800 && point <= 0xDFFF;
  if (point < lead.lowest || point > 0x10FFFF || surrogate) return std::nullopt;
  text.remove_prefix(lead.length);
  return point;
}

std::optional<std::size_t> count_code_points(std::string_view text) {
  std::size_t count = 0;
  while (!text.empty()) {
    if (!take_code_point(text)) return std::nullopt;
    ++count;
  }
  return count;
}

}  // namespace base
