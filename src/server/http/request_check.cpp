#include "server/http/request_check.hpp"

#include <algorithm>
#include <charconv>

namespace http {
namespace {

constexpr std::size_t kFieldsMax = 100;

HeadScan refused(int status) {
  return {.state = HeadScan::State::refused, .length = 0, .status = status};
}

bool is_control(char c) { return (static_cast<unsigned char>(c) < 0x20 && c != '\t') || c == 0x7f; }

// `line` without its CRLF.
bool is_field(std::string_view line) {
  const auto colon = line.find(':');
  if (colon == std::string_view::npos || colon == 0) return false;
  return line.substr(0, colon).find_first_of(" \t") == std::string_view::npos;
}

// Visible ASCII: what RFC 3986 lets into a target, and nothing a log or a header could choke on.
bool is_absolute_path(std::string_view target) {
  return target.starts_with('/') &&
         std::ranges::all_of(target, [](char c) { return c > 0x20 && c < 0x7f && c != '#'; });
}

bool is_host(std::string_view host) {
  return !host.empty() && host.size() <= 255 && std::ranges::all_of(host, [](char c) {
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
           std::string_view("-._~:[]").find(c) != std::string_view::npos;
  });
}

// 0, or the status that refuses how the body's length is told.
int check_framing(const Request& head, int version, const Limits& limits) {
  const auto named = [&](std::string_view name) {
    return std::ranges::count(head.headers, name, &Header::name);
  };
  const auto lengths = named("content-length"), encodings = named("transfer-encoding");
  if (encodings > 0) {
    if (lengths > 0 || version == 10) return 400;
    if (encodings > 1 || !equals_ignoring_case(head.header("transfer-encoding"), "chunked"))
      return 501;
  }
  if (lengths == 0) return 0;
  if (lengths > 1) return 400;
  const auto text = head.header("content-length");
  if (text.empty() || !std::ranges::all_of(text, [](char c) { return c >= '0' && c <= '9'; }))
    return 400;
  std::uint64_t length = 0;
  if (std::from_chars(text.data(), text.data() + text.size(), length).ec != std::errc{}) return 413;
  return length > limits.body_bytes ? 413 : 0;
}

}  // namespace

HeadScan scan_head(std::string_view bytes, const Limits& limits) {
  std::size_t line_start = 0, fields = 0;
  for (std::size_t i = 0; i < bytes.size(); ++i) {
    if (i >= limits.header_bytes) return refused(431);
    if (bytes[i] == '\n') return refused(400);  // without a CR before it: those are consumed below
    if (bytes[i] != '\r') {
      if (is_control(bytes[i])) return refused(400);
      continue;
    }
    if (i + 1 == bytes.size()) return {};
    if (bytes[i + 1] != '\n') return refused(400);
    const auto line = bytes.substr(line_start, i - line_start);
    const bool is_request_line = line_start == 0;
    line_start = i + 2;
    ++i;
    if (line.empty()) {
      if (is_request_line) return refused(400);
      return {.state = HeadScan::State::complete, .length = line_start, .status = 0};
    }
    if (is_request_line) continue;
    if (!is_field(line)) return refused(400);
    if (++fields > kFieldsMax) return refused(431);
  }
  return {};
}

int check_head(const Request& head, std::string_view target, int version, const Limits& limits) {
  if (version != 10 && version != 11) return 505;
  const auto hosts = std::ranges::count(head.headers, "host", &Header::name);
  if (hosts > 1 || (version == 11 && hosts == 0)) return 400;
  if (hosts == 1 && !is_host(head.header("host"))) return 400;
  if (target.size() > limits.target_bytes) return 414;
  if (!is_absolute_path(target)) return 400;
  if (head.has("expect") && !equals_ignoring_case(head.header("expect"), "100-continue"))
    return 417;
  return check_framing(head, version, limits);
}

}  // namespace http
