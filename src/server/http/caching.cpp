#include "server/http/caching.hpp"

#include <charconv>
#include <cstdint>
#include <optional>

namespace http {
namespace {

std::string_view trimmed(std::string_view text) {
  while (!text.empty() && (text.front() == ' ' || text.front() == '\t')) text.remove_prefix(1);
  while (!text.empty() && (text.back() == ' ' || text.back() == '\t')) text.remove_suffix(1);
  return text;
}

// Takes the next item of a comma-separated list off its front.
std::string_view next_item(std::string_view& list) {
  const auto comma = list.find(',');
  const auto item = trimmed(list.substr(0, comma));
  list = comma == std::string_view::npos ? std::string_view{} : list.substr(comma + 1);
  return item;
}

bool has_zero_weight(std::string_view parameters) {
  const auto q = parameters.find("q=");
  if (q == std::string_view::npos) return false;
  const auto value = trimmed(parameters.substr(q + 2));
  return !value.empty() && value.find_first_not_of("0.") == std::string_view::npos;
}

bool matches(std::string_view list, std::string_view quoted_tag) {
  while (!list.empty()) {
    auto item = next_item(list);
    if (item == "*") return true;
    if (item.starts_with("W/")) item.remove_prefix(2);
    if (item == quoted_tag) return true;
  }
  return false;
}

std::optional<std::uint64_t> number(std::string_view text) {
  std::uint64_t value = 0;
  const auto result = std::from_chars(text.data(), text.data() + text.size(), value);
  if (text.empty() || result.ec != std::errc{} || result.ptr != text.data() + text.size())
    return std::nullopt;
  return value;
}

struct Range {
  std::uint64_t first = 0, last = 0;  // inclusive
};
enum class RangeKind { none, some, unsatisfiable };

// "bytes=0-99", "bytes=100-", "bytes=-50". What isn't well-formed is passed over, as RFC 9110
// wants.
RangeKind parse_range(std::string_view text, std::uint64_t size, Range& range) {
  if (!text.starts_with("bytes=") || text.find(',') != std::string_view::npos)
    return RangeKind::none;
  text = trimmed(text.substr(6));
  const auto dash = text.find('-');
  if (dash == std::string_view::npos) return RangeKind::none;
  const auto from = number(text.substr(0, dash)), to = number(text.substr(dash + 1));
  if (!from) {
    if (dash != 0 || !to) return RangeKind::none;
    if (*to == 0 || size == 0) return RangeKind::unsatisfiable;
    range = {size - std::min(*to, size), size - 1};
    return RangeKind::some;
  }
  if (!to && dash + 1 != text.size()) return RangeKind::none;
  if (to && *to < *from) return RangeKind::none;
  if (*from >= size) return RangeKind::unsatisfiable;
  range = {*from, to ? std::min(*to, size - 1) : size - 1};
  return RangeKind::some;
}

std::string quoted(std::string_view tag) { return '"' + std::string(tag) + '"'; }

}  // namespace

bool accepts_encoding(const Request& request, std::string_view coding) {
  auto list = request.header("accept-encoding");
  bool by_star = false;
  while (!list.empty()) {
    const auto item = next_item(list);
    const auto semicolon = item.find(';');
    const auto name = trimmed(item.substr(0, semicolon));
    const bool is_wanted =
        semicolon == std::string_view::npos || !has_zero_weight(item.substr(semicolon));
    if (equals_ignoring_case(name, coding)) return is_wanted;
    if (name == "*") by_star = is_wanted;
  }
  return by_star;
}

Response cacheable(const Request& request, Response response, std::string_view tag,
                   std::string_view cache_control) {
  response.headers.reserve(8);
  response.with("ETag", quoted(tag)).with("Cache-Control", std::string(cache_control));
  if (!request.has("if-none-match") || !matches(request.header("if-none-match"), quoted(tag)))
    return response;
  response.status = 304;
  response.content_type.clear();
  response.body = std::string();
  std::erase_if(response.headers,
                [](const Header& header) { return header.name == "Content-Encoding"; });
  return response;
}

Response ranged(const Request& request, Response whole, std::string_view tag) {
  whole.with("Accept-Ranges", "bytes");
  if (whole.status != 200 || !request.has("range")) return whole;
  if (request.has("if-range") && request.header("if-range") != quoted(tag)) return whole;
  auto& body = std::get<SharedBytes>(whole.body);
  const auto size = std::to_string(body.bytes.size());
  Range range;
  switch (parse_range(request.header("range"), body.bytes.size(), range)) {
    case RangeKind::none: return whole;
    case RangeKind::unsatisfiable:
      whole.status = 416;
      whole.with("Content-Range", "bytes */" + size);
      body.bytes = {};
      return whole;
    case RangeKind::some: break;
  }
  whole.status = 206;
  whole.with("Content-Range", "bytes " + std::to_string(range.first) + '-' +
                                  std::to_string(range.last) + '/' + size);
  body.bytes = body.bytes.substr(range.first, range.last - range.first + 1);
  return whole;
}

}  // namespace http
