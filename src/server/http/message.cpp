#include "server/http/message.hpp"

#include <algorithm>
#include <array>

#include "core/base/percent.hpp"

namespace http {
namespace {

constexpr std::size_t kUsualHead = 512;  // bytes, without shared headers

char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

bool is_safe_value(std::string_view value) {
  return std::ranges::none_of(value, [](char c) { return c == '\r' || c == '\n' || c == '\0'; });
}

std::string_view trimmed(std::string_view text) {
  while (!text.empty() && (text.front() == ' ' || text.front() == '\t')) text.remove_prefix(1);
  while (!text.empty() && (text.back() == ' ' || text.back() == '\t')) text.remove_suffix(1);
  return text;
}

// Calls `use` with each piece of `text` between separators.
template <class Use>
void for_each_piece(std::string_view text, char separator, Use use) {
  while (!text.empty()) {
    const auto end = text.find(separator);
    use(text.substr(0, end));
    text = end == std::string_view::npos ? std::string_view{} : text.substr(end + 1);
  }
}

}  // namespace

void Request::set_target(std::string_view target) {
  const auto question = target.find('?');
  path = target.substr(0, question);
  query = question == std::string_view::npos ? std::string_view{} : target.substr(question + 1);
}

std::string_view Request::header(std::string_view name) const {
  const auto found = std::ranges::find(headers, name, &Header::name);
  return found == headers.end() ? std::string_view{} : std::string_view(found->value);
}

bool Request::has(std::string_view name) const {
  return std::ranges::find(headers, name, &Header::name) != headers.end();
}

std::optional<std::string> Request::parameter(std::string_view name) const {
  std::optional<std::string> value;
  for_each_piece(query, '&', [&](std::string_view pair) {
    const auto equals = pair.find('=');
    if (value || base::percent_decoded(pair.substr(0, equals)) != std::string(name)) return;
    std::string encoded(equals == std::string_view::npos ? std::string_view{}
                                                         : pair.substr(equals + 1));
    std::ranges::replace(encoded, '+', ' ');
    value = base::percent_decoded(encoded);
  });
  return value;
}

std::optional<std::string> Request::cookie(std::string_view name) const {
  std::optional<std::string> value;
  int count = 0;
  for (const auto& header : headers) {
    if (header.name != "cookie") continue;
    for_each_piece(header.value, ';', [&](std::string_view pair) {
      const auto equals = pair.find('=');
      if (equals == std::string_view::npos || trimmed(pair.substr(0, equals)) != name) return;
      value = std::string(trimmed(pair.substr(equals + 1)));
      ++count;
    });
  }
  return count == 1 ? value : std::nullopt;
}

SharedBytes share(std::string bytes) {
  auto owner = std::make_shared<const std::string>(std::move(bytes));
  const std::string_view view = *owner;
  return {std::move(owner), view};
}

std::string_view Response::bytes() const {
  if (const auto* text = std::get_if<std::string>(&body)) return *text;
  return std::get<SharedBytes>(body).bytes;
}

Response& Response::with(std::string name, std::string value) {
  headers.push_back({std::move(name), std::move(value)});
  return *this;
}

std::string_view reason_phrase(int status) {
  switch (status) {
    case 200: return "OK";
    case 202: return "Accepted";
    case 204: return "No Content";
    case 206: return "Partial Content";
    case 304: return "Not Modified";
    case 400: return "Bad Request";
    case 403: return "Forbidden";
    case 404: return "Not Found";
    case 405: return "Method Not Allowed";
    case 408: return "Request Timeout";
    case 410: return "Gone";
    case 413: return "Content Too Large";
    case 414: return "URI Too Long";
    case 415: return "Unsupported Media Type";
    case 416: return "Range Not Satisfiable";
    case 417: return "Expectation Failed";
    case 422: return "Unprocessable Content";
    case 429: return "Too Many Requests";
    case 431: return "Request Header Fields Too Large";
    case 500: return "Internal Server Error";
    case 501: return "Not Implemented";
    case 503: return "Service Unavailable";
    case 505: return "HTTP Version Not Supported";
    default: return "Unknown";
  }
}

std::string response_head(const Response& response, bool keep_alive) {
  std::string head;
  head.reserve(kUsualHead + response.shared_headers.size());
  const auto add = [&head](std::string_view name, std::string_view value) {
    if (!is_safe_value(name) || !is_safe_value(value)) return;
    head.append(name).append(": ").append(value).append("\r\n");
  };
  head.append("HTTP/1.1 ").append(std::to_string(response.status)).append(" ");
  head.append(reason_phrase(response.status)).append("\r\n");
  if (!response.content_type.empty()) add("Content-Type", response.content_type);
  for (const auto& header : response.headers) add(header.name, header.value);
  head.append(response.shared_headers);
  const bool has_no_length =
      response.open_stream || response.status == 204 || response.status == 304;
  if (!has_no_length) add("Content-Length", std::to_string(response.bytes().size()));
  add("Connection", keep_alive ? "keep-alive" : "close");
  return head.append("\r\n");
}

std::string_view body_of(const Response& response, const Request& request) {
  return request.method == "HEAD" || response.open_stream ? std::string_view{} : response.bytes();
}

bool equals_ignoring_case(std::string_view a, std::string_view b) {
  return std::ranges::equal(a, b, {}, lower, lower);
}

std::string lower_case(std::string_view text) {
  std::string out(text);
  std::ranges::transform(out, out.begin(), lower);
  return out;
}

}  // namespace http
