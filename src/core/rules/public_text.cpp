#include "core/rules/public_text.hpp"

#include "core/base/utf8.hpp"
#include "core/rules/contact_in_text.hpp"
#include "core/rules/validate.hpp"

namespace rules {
namespace {

base::Error error(std::string code, std::string where, std::string detail) {
  return {std::move(code), std::move(where), std::move(detail)};
}

bool is_line_end(char32_t c) { return c == '\n' || c == '\r' || c == 0x2028 || c == 0x2029; }

// Control characters, and the overrides of writing direction, which make a text show otherwise than
// it reads. The marks and isolates that Arabic and Persian need are not among them.
bool is_control(char32_t c) {
  return (c < 0x20 && c != '\t' && !is_line_end(c)) || (c >= 0x7F && c <= 0x9F) ||
         (c >= 0x202A && c <= 0x202E);
}

bool has_forbidden_character(std::string_view text, Lines lines) {
  while (const auto c = base::take_code_point(text)) {
    if (is_control(*c) || (lines == Lines::one && is_line_end(*c))) return true;
  }
  return false;
}

}  // namespace

base::Result<base::Done> validate_shape(std::string_view typed, const TextRule& rule) {
  const std::string where(rule.where);
  const std::string text = trimmed(typed);
  const auto length = base::count_code_points(text);
  if (!length) return error("text.not_utf8", where, "The text is not valid UTF-8.");
  if (*length == 0 && rule.min > 0) return error("text.missing", where, "The text is missing.");
  if (*length < rule.min) return error("text.too_short", where, "The text is too short.");
  if (*length > rule.max) return error(std::string(rule.too_long), where, "The text is too long.");
  if (has_forbidden_character(text, rule.lines)) {
    return error("text.control_characters", where, "The text holds control characters.");
  }
  return base::Done{};
}

base::Result<base::Done> validate_public(std::string_view typed, const TextRule& rule) {
  if (auto shape = validate_shape(typed, rule); !shape) return shape;
  const std::string where(rule.where), text = trimmed(typed);
  if (has_email(text))
    return error("text.email", where, "Everybody would see this e-mail address.");
  if (has_phone_number(text)) {
    return error("text.phone_number", where, "Everybody would see this phone number.");
  }
  return base::Done{};
}

}  // namespace rules
