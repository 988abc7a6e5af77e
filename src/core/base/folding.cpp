#include "core/base/folding.hpp"

#include <algorithm>
#include <array>

#include "core/base/utf8.hpp"

namespace base {
namespace {

struct Run {
  char32_t first, last;     // code points
  std::string_view folded;  // each of them
};
// Ordered by code point; what lies between stays as it is.
constexpr auto kRuns = std::to_array<Run>({
#include "core/base/folding_table.inc"
});

void append_blank(std::string& out) {
  if (!out.empty() && out.back() != ' ') out += ' ';
}

void append_ascii(std::string& out, char c) {
  if (c >= 'A' && c <= 'Z')
    out += static_cast<char>(c - 'A' + 'a');
  else if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9'))
    out += c;
  else
    append_blank(out);
}

void append(std::string& out, char32_t point, std::string_view as_written) {
  const auto after = std::ranges::upper_bound(kRuns, point, {}, &Run::first);
  const bool is_listed = after != kRuns.begin() && point <= std::prev(after)->last;
  for (const char c : is_listed ? std::prev(after)->folded : as_written)
    c == ' ' ? append_blank(out) : out.push_back(c);
}

}  // namespace

std::string fold(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  while (!text.empty()) {
    const auto rest = text;
    if (static_cast<unsigned char>(text.front()) < 0x80) {
      append_ascii(out, text.front());
      text.remove_prefix(1);
    } else if (const auto point = take_code_point(text)) {
      append(out, *point, rest.substr(0, rest.size() - text.size()));
    } else {
      append_blank(out);
      text.remove_prefix(1);
    }
  }
  if (out.ends_with(' ')) out.pop_back();
  return out;
}

}  // namespace base
