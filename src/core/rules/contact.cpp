// Where a sign-in code goes: what people type, as one canonical address.
#include <algorithm>

#include "core/base/overloaded.hpp"
#include "core/base/utf8.hpp"
#include "core/rules/limits.hpp"
#include "core/rules/validate.hpp"

namespace rules {
namespace {

constexpr std::size_t kLocalMax = 64, kLabelMax = 63;  // RFC 5321, 4.5.3.1; RFC 1035, 2.3.4
constexpr std::size_t kE164Min = 8, kE164Max = 15;     // digits; ITU-T E.164, 6.1

base::Error malformed(std::string detail) { return {"contact.malformed", "to", std::move(detail)}; }

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_alnum(char c) { return is_digit(c) || (c >= 'a' && c <= 'z'); }
bool all_digits(std::string_view text) { return std::all_of(text.begin(), text.end(), is_digit); }

std::string lower_ascii(std::string_view text) {
  std::string lower(text);
  for (char& c : lower) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  }
  return lower;
}

// Calls `accept` with each part between the dots; false as soon as it refuses one.
template <class Accept>
bool every_part(std::string_view dotted, Accept accept) {
  for (;;) {
    const auto dot = dotted.find('.');
    if (!accept(dotted.substr(0, dot))) return false;
    if (dot == std::string_view::npos) return true;
    dotted.remove_prefix(dot + 1);
  }
}

bool is_atom(
    std::string_view part) {  // RFC 5322, 3.2.3; quoted local parts exist only in tests of others
  constexpr std::string_view kSigns = "!#$%&'*+-/=?^_`{|}~";
  return !part.empty() && std::all_of(part.begin(), part.end(), [&](char c) {
    return is_alnum(c) || kSigns.find(c) != std::string_view::npos;
  });
}

bool is_label(std::string_view part) {
  return !part.empty() && part.size() <= kLabelMax && part.front() != '-' && part.back() != '-' &&
         std::all_of(part.begin(), part.end(), [](char c) { return is_alnum(c) || c == '-'; });
}

base::Result<Contact> parse_email(std::string_view typed) {
  const std::string address = lower_ascii(typed);
  const auto at = address.rfind('@');
  const std::string_view local = std::string_view(address).substr(0, at);
  const std::string_view domain = std::string_view(address).substr(at + 1);
  const auto last_dot = domain.rfind('.');
  const bool ok = local.size() <= kLocalMax && every_part(local, is_atom) &&
                  every_part(domain, is_label) && last_dot != std::string_view::npos &&
                  domain.size() - last_dot > 2 && !all_digits(domain.substr(last_dot + 1));
  if (!ok) return malformed("Not an e-mail address.");
  return Contact{Email{address}};
}

bool is_phone_separator(char32_t c) {
  return c == ' ' || c == '.' || c == '-' || c == '/' || c == '(' || c == ')' || c == 0xA0 ||
         c == 0x202F || (c >= 0x2000 && c <= 0x2015);
}

// The digits of a phone number, with a leading plus where there is one; empty where anything else
// is in it.
std::string phone_digits(std::string_view typed) {
  std::string digits;
  while (const auto c = base::take_code_point(typed)) {
    if (is_phone_separator(*c)) continue;
    const bool plus = *c == '+' && digits.empty();
    if (!plus && (*c < '0' || *c > '9')) return {};
    digits += static_cast<char>(*c);
  }
  return typed.empty() ? digits : std::string{};  // what is left is not UTF-8
}

// National numbers of the overseas départements have country codes of their own (ARCEP, plan
// national de numérotation).
std::string_view country_of(std::string_view national) {
  struct Zone {
    std::string_view prefix, country;
  };
  static constexpr Zone kOverseas[] = {
      {"0262", "+262"}, {"0263", "+262"}, {"0269", "+262"}, {"0639", "+262"}, {"0692", "+262"},
      {"0693", "+262"}, {"0590", "+590"}, {"0690", "+590"}, {"0691", "+590"}, {"0594", "+594"},
      {"0694", "+594"}, {"0596", "+596"}, {"0696", "+596"}, {"0697", "+596"}};
  for (const auto& zone : kOverseas) {
    if (national.starts_with(zone.prefix)) return zone.country;
  }
  return "+33";
}

base::Result<Contact> parse_phone(std::string_view typed) {
  std::string digits = phone_digits(typed);
  if (digits.starts_with("00")) digits.replace(0, 2, "+");
  if (digits.starts_with("+330")) digits.erase(3, 1);  // "+33 (0)6 …"
  if (digits.size() == 10 && digits[0] == '0' && digits[1] != '0') {
    digits.replace(0, 1, country_of(digits));
  }
  const bool french = digits.starts_with("+33");
  const bool ok = digits.starts_with('+') && digits.size() > kE164Min &&
                  digits.size() <= kE164Max + 1 && digits[1] != '0' &&
                  (!french || (digits.size() == 12 && digits[3] != '0'));
  if (!ok) return malformed("Neither an e-mail address nor a phone number.");
  return Contact{Phone{digits}};
}

}  // namespace

base::Result<Contact> parse_contact(std::string_view typed) {
  const std::string text = trimmed(typed);
  if (text.size() > limits::kContactMax) return malformed("Too long for an address or a number.");
  return text.find('@') == std::string::npos ? parse_phone(text) : parse_email(text);
}

std::string to_text(const Contact& contact) {
  return std::visit(base::Overloaded{[](const Email& email) { return email.address; },
                                     [](const Phone& phone) { return phone.e164; }},
                    contact);
}

}  // namespace rules
