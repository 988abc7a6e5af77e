#include "server/imports/json_text.hpp"

#include <algorithm>
#include <optional>

namespace imports {
namespace {

constexpr std::size_t kDepthMax = 64;

// The first byte that lies too deep, if any.
std::optional<std::size_t> too_deep(std::string_view text) {
  std::size_t depth = 0;
  bool is_in_text = false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    if (c == '"') is_in_text = !is_in_text;
    if (is_in_text && c == '\\') ++i;
    if (is_in_text) continue;
    if ((c == '[' || c == '{') && ++depth > kDepthMax) return i;
    if ((c == ']' || c == '}') && depth > 0) --depth;
  }
  return std::nullopt;
}

}  // namespace

std::string_view without_mark(std::string_view text) {
  return text.starts_with("\xef\xbb\xbf") ? text.substr(3) : text;
}

std::string place_in(std::string_view text, std::size_t byte) {
  byte = std::min(byte, text.size());
  const auto line = 1 + std::ranges::count(text.substr(0, byte), '\n');
  return "line " + std::to_string(line) + ", byte " + std::to_string(byte);
}

base::Result<nlohmann::json> parse_json(std::string_view text, const std::string& code) {
  if (const auto byte = too_deep(text))
    return base::Error{code, place_in(text, *byte), "it is nested too deep"};
  try {
    return nlohmann::json::parse(text);
  } catch (const nlohmann::json::parse_error& error) {
    return base::Error{code, place_in(text, error.byte), "it is not well-formed JSON"};
  } catch (const nlohmann::json::exception& error) {
    return base::Error{code, "", std::string("it cannot be read: ") + error.what()};
  }
}

}  // namespace imports
