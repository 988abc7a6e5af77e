#include "server/sending/mail_text.hpp"

#include <algorithm>
#include <array>
#include <ctime>

#include "server/secrets.hpp"

namespace sending {
namespace {

constexpr std::size_t kLineMax = 76;           // RFC 2045, 6.7
constexpr std::size_t kEncodedWordBytes = 39;  // 52 in base64, 73 with what is around (RFC 2047, 2)
constexpr std::string_view kLineEnd = "\r\n";

bool is_printable(char c) { return c >= ' ' && c <= '~'; }
bool continues_code_point(char c) { return (static_cast<unsigned char>(c) & 0xC0) == 0x80; }

std::string escaped_byte(char c) {
  constexpr std::string_view kHex = "0123456789ABCDEF";
  const auto byte = static_cast<unsigned char>(c);
  return {'=', kHex[byte >> 4], kHex[byte & 15]};
}

// One line of text as lines of at most 76 characters; the last one is not ended.
std::string quoted_printable_line(std::string_view line) {
  std::string out;
  std::size_t column = 0;
  for (std::size_t i = 0; i < line.size(); ++i) {
    const bool is_last = i + 1 == line.size();
    const bool is_plain = is_printable(line[i]) && line[i] != '=' && !(line[i] == ' ' && is_last);
    const auto piece = is_plain ? std::string(1, line[i]) : escaped_byte(line[i]);
    if (column + piece.size() >= kLineMax) {
      out += "=\r\n";
      column = 0;
    }
    out += piece;
    column += piece.size();
  }
  return out;
}

std::string quoted_printable(std::string_view text) {
  std::string out;
  while (!text.empty()) {
    const auto end = text.find('\n');
    auto line = text.substr(0, end);
    if (line.ends_with('\r')) line.remove_suffix(1);
    out.append(quoted_printable_line(line)).append(kLineEnd);
    text = end == std::string_view::npos ? std::string_view{} : text.substr(end + 1);
  }
  return out;
}

// A header's text: as it is where it is plain ASCII, otherwise as encoded words (RFC 2047), which
// hide control characters too.
std::string header_text(std::string_view text) {
  const bool is_plain = std::ranges::all_of(text, is_printable) && text.size() <= kLineMax &&
                        text.find("=?") == std::string_view::npos;
  if (is_plain) return std::string(text);
  std::string out;
  while (!text.empty()) {
    auto length = std::min(text.size(), kEncodedWordBytes);
    while (length > 1 && length < text.size() && continues_code_point(text[length])) --length;
    if (!out.empty()) out += "\r\n ";
    out += "=?UTF-8?B?" + server::base64(text.substr(0, length)) + "?=";
    text.remove_prefix(length);
  }
  return out;
}

}  // namespace

std::string domain_of(const std::string& address) { return address.substr(address.rfind('@') + 1); }

std::string mail_date(base::Instant at) {
  constexpr std::array kDays{"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"};
  constexpr std::array kMonths{"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                               "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
  const std::time_t seconds = at.unix_ms / base::kSecondMs;
  std::tm utc{};
  gmtime_r(&seconds, &utc);
  const auto two = [](int n) { return (n < 10 ? "0" : "") + std::to_string(n); };
  return std::string(kDays[static_cast<std::size_t>(utc.tm_wday)]) + ", " +
         std::to_string(utc.tm_mday) + " " + kMonths[static_cast<std::size_t>(utc.tm_mon)] + " " +
         std::to_string(1900 + utc.tm_year) + " " + two(utc.tm_hour) + ":" + two(utc.tm_min) + ":" +
         two(utc.tm_sec) + " +0000";
}

std::string mail_text(const Message& message, const std::string& from) {
  std::string out;
  const auto header = [&](std::string_view name, const std::string& value) {
    out.append(name).append(": ").append(value).append(kLineEnd);
  };
  header("Date", mail_date(message.created));
  header("From", "Entourage <" + from + ">");
  header("To", "<" + message.to + ">");
  header("Subject", header_text(message.subject));
  header("Message-ID", "<" + base::to_text(message.id) + "@" + domain_of(from) + ">");
  header("MIME-Version", "1.0");
  header("Content-Type", "text/plain; charset=utf-8");
  header("Content-Transfer-Encoding", "quoted-printable");
  header("Auto-Submitted", "auto-generated");  // RFC 3834: nobody's absence notice answers it
  return out.append(kLineEnd).append(quoted_printable(message.text));
}

}  // namespace sending
