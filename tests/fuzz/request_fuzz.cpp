// The head of a request as the server reads it: our scan, then Beast, then our checks. What passes
// all three must mean to a simple-minded reader of lines what it means to Beast: where two readings
// are possible, two servers in a row can be made to disagree (request smuggling).
#include <algorithm>
#include <boost/beast/core.hpp>
#include <boost/beast/http.hpp>
#include <map>
#include <vector>

#include "server/http/request_check.hpp"
#include "tests/fuzz/fuzz.hpp"

namespace {

namespace beast = boost::beast;
using fuzz::require;

constexpr http::Limits kLimits{};
constexpr std::string_view kEnd = "\r\n";

std::string_view trimmed(std::string_view text) {
  while (text.starts_with(' ') || text.starts_with('\t')) text.remove_prefix(1);
  while (text.ends_with(' ') || text.ends_with('\t')) text.remove_suffix(1);
  return text;
}

struct Lines {
  std::string_view request_line;
  std::vector<http::Header> headers;
};
Lines read_lines(std::string_view head) {
  Lines lines;
  lines.request_line = head.substr(0, head.find(kEnd));
  head.remove_prefix(lines.request_line.size() + kEnd.size());
  while (!head.starts_with(kEnd)) {
    const auto line = head.substr(0, head.find(kEnd));
    const auto colon = line.find(':');
    lines.headers.push_back(
        {http::lower_case(line.substr(0, colon)), std::string(trimmed(line.substr(colon + 1)))});
    head.remove_prefix(line.size() + kEnd.size());
  }
  return lines;
}

// Beast keeps fields of one name together: their order counts, that of other names does not.
std::map<std::string, std::vector<std::string>> by_name(const std::vector<http::Header>& headers) {
  std::map<std::string, std::vector<std::string>> values;
  for (const auto& header : headers) values[header.name].push_back(header.value);
  return values;
}

void check_framing(const http::Request& request, int version) {
  const auto count = [&](std::string_view name) {
    return std::ranges::count(request.headers, name, &http::Header::name);
  };
  require(count("content-length") + count("transfer-encoding") <= 1, "two ways to end the body");
  require(count("host") == 1 || (version == 10 && count("host") == 0), "not one host");
  for (const auto& header : request.headers)
    for (const char c : header.value)
      require(static_cast<unsigned char>(c) >= 0x20 || c == '\t', "a control character in a field");
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const auto bytes = fuzz::text_of(data, size);
  const auto scan = http::scan_head(bytes, kLimits);
  if (scan.state != http::HeadScan::State::complete) return 0;
  const auto head = bytes.substr(0, scan.length);
  require(head.ends_with("\r\n\r\n") && head.find("\r\n\r\n") + 4 == head.size(), "not one head");

  beast::http::request_parser<beast::http::string_body> parser;
  parser.body_limit(kLimits.body_bytes);
  parser.header_limit(static_cast<std::uint32_t>(kLimits.header_bytes + 4096));
  boost::system::error_code ec;
  const auto used = parser.put(boost::asio::buffer(head.data(), head.size()), ec);
  if (ec && ec != beast::http::error::need_more && ec != beast::http::error::body_limit) return 0;
  http::Request request;
  const auto& message = parser.get();
  const std::string target(message.target());
  for (const auto& field : message)
    request.headers.push_back(
        {http::lower_case({field.name_string().data(), field.name_string().size()}),
         std::string(field.value())});
  const auto version = static_cast<int>(message.version());
  if (http::check_head(request, target, version, kLimits) != 0) return 0;

  require(ec == beast::http::error::body_limit || used == head.size(),
          "bytes of the head left over");
  check_framing(request, version);
  const auto lines = read_lines(head);
  const auto wanted = std::string(message.method_string()) + ' ' + target + " HTTP/1." +
                      (version == 11 ? '1' : '0');
  require(lines.request_line == wanted, "a request line with two readings");
  require(by_name(lines.headers) == by_name(request.headers), "header fields with two readings");
  return 0;
}
