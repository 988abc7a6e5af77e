#include "core/wire/json_writer.hpp"

#include <cassert>
#include <cmath>
#include <cstdio>
#include <cstdlib>

#include "core/base/utf8.hpp"

namespace wire {
namespace {

constexpr std::string_view kReplacement = "\xEF\xBF\xBD";  // U+FFFD

void append_escaped(std::string& json, char32_t c, std::string_view bytes) {
  switch (c) {
    case '"': json += "\\\""; return;
    case '\\': json += "\\\\"; return;
    case '\n': json += "\\n"; return;
    case '\r': json += "\\r"; return;
    case '\t': json += "\\t"; return;
    default: break;
  }
  if (c >= 0x20) {
    json += bytes;
    return;
  }
  char escape[8];
  std::snprintf(escape, sizeof escape, "\\u%04x", static_cast<unsigned>(c));
  json += escape;
}

}  // namespace

void JsonWriter::separate() {
  if (json_.empty()) return;
  const char last = json_.back();
  if (last != '{' && last != '[' && last != ':') json_ += ',';
}

JsonWriter& JsonWriter::begin(char bracket) {
  separate();
  json_ += bracket;
  return *this;
}

JsonWriter& JsonWriter::end(char bracket) {
  json_ += bracket;
  return *this;
}

JsonWriter& JsonWriter::name(std::string_view name) {
  value(name);
  json_ += ':';
  return *this;
}

JsonWriter& JsonWriter::value(std::string_view text) {
  separate();
  json_ += '"';
  while (!text.empty()) {
    const std::string_view before = text;
    if (const auto c = base::take_code_point(text)) {
      append_escaped(json_, *c, before.substr(0, before.size() - text.size()));
    } else {
      json_ += kReplacement;
      text.remove_prefix(1);
    }
  }
  json_ += '"';
  return *this;
}

// 17 significant digits tell any two doubles apart, 15 are nearly always enough (IEEE 754), and
// look better.
JsonWriter& JsonWriter::value(double number) {
  assert(std::isfinite(number));
  separate();
  char text[32];
  for (int digits = 15; digits <= 17; ++digits) {
    std::snprintf(text, sizeof text, "%.*g", digits, number);
    if (std::strtod(text, nullptr) == number) break;
  }
  json_ += text;
  return *this;
}

JsonWriter& JsonWriter::value(std::int64_t number) {
  separate();
  json_ += std::to_string(number);
  return *this;
}

JsonWriter& JsonWriter::value(bool flag) {
  separate();
  json_ += flag ? "true" : "false";
  return *this;
}

JsonWriter& JsonWriter::null() {
  separate();
  json_ += "null";
  return *this;
}

JsonWriter& JsonWriter::field_or_null(std::string_view field_name, std::string_view text) {
  name(field_name);
  return text.empty() ? null() : value(text);
}

}  // namespace wire
