#include "app/vm/links.hpp"

#include <algorithm>

#include "core/rules/validate.hpp"

namespace app {
namespace {

constexpr std::size_t kTextMax = 60, kHrefMax = 500;

bool is_digit(char c) { return c >= '0' && c <= '9'; }
char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; }

bool starts_with_any_case(std::string_view text, std::string_view prefix) {
  return text.size() >= prefix.size() && std::equal(prefix.begin(), prefix.end(), text.begin(),
                                                    [](char p, char t) { return p == lower(t); });
}

// What a browser would turn into something else, or what hides where a link leads.
bool is_risky(char c) {
  const auto byte = static_cast<unsigned char>(c);
  return byte <= 0x20 || byte == 0x7F || c == '"' || c == '\'' || c == '<' || c == '>' ||
         c == '\\' || c == '`' || c == '^' || c == '{' || c == '}' || c == '|';
}

bool is_host(std::string_view host) {
  const auto colon = host.find(':');
  if (colon != host.npos) {
    const auto port = host.substr(colon + 1);
    if (port.empty() || port.size() > 5 || !std::all_of(port.begin(), port.end(), is_digit))
      return false;
    host = host.substr(0, colon);
  }
  const bool dotted = host.find('.') != host.npos && host.front() != '.' && host.back() != '.';
  return dotted && host.find("..") == host.npos &&
         std::all_of(host.begin(), host.end(), [](char c) {
           return is_digit(c) || (lower(c) >= 'a' && lower(c) <= 'z') || c == '-' || c == '.' ||
                  static_cast<unsigned char>(c) >= 0x80;
         });
}

std::string_view first_number(std::string_view text) {
  text = text.substr(0, text.find_first_of("/,;|\n"));
  for (const std::string_view word : {" ou ", " et ", " puis ", " poste "})
    text = text.substr(0, text.find(word));
  return text;
}

}  // namespace

std::string phone_href(std::string_view text) {
  const auto number = rules::trimmed(first_number(text));
  if (const auto contact = rules::parse_contact(number))
    if (const auto* phone = std::get_if<rules::Phone>(&*contact)) return "tel:" + phone->e164;
  std::string digits;
  for (const char c : number) {
    if (is_digit(c) || (c == '+' && digits.empty()))
      digits += c;
    else if (c != ' ' && c != '.' && c != '-' && c != '(' && c != ')')
      return {};
  }
  const auto count = std::count_if(digits.begin(), digits.end(), is_digit);
  return count >= 2 && count <= 15 ? "tel:" + digits : std::string{};
}

std::string website_href(std::string_view text) {
  const auto trimmed = rules::trimmed(text);
  std::string_view rest = trimmed;
  std::string scheme = "https://";
  if (starts_with_any_case(rest, "https://"))
    rest.remove_prefix(8);
  else if (starts_with_any_case(rest, "http://"))
    rest.remove_prefix(7), scheme = "http://";
  else if (!starts_with_any_case(rest, "www."))
    return {};
  const auto host = rest.substr(0, rest.find_first_of("/?#"));
  if (rest.size() > kHrefMax || host.empty() || !is_host(host)) return {};
  if (std::any_of(rest.begin(), rest.end(), is_risky)) return {};
  return scheme.append(rest);
}

std::string website_text(std::string_view href) {
  if (const auto scheme = href.find("://"); scheme != href.npos) href.remove_prefix(scheme + 3);
  if (starts_with_any_case(href, "www.")) href.remove_prefix(4);
  if (href.ends_with('/')) href.remove_suffix(1);
  if (href.size() <= kTextMax) return std::string(href);
  std::size_t end = kTextMax - 3;
  while (end > 0 && (static_cast<unsigned char>(href[end]) & 0xC0) == 0x80) --end;
  return std::string(href.substr(0, end)) + "…";
}

}  // namespace app
