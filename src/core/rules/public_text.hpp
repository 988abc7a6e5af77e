// What holds for every text that others read.
#pragma once
#include <cstddef>
#include <string>
#include <string_view>

#include "core/base/result.hpp"

namespace rules {

enum class Lines { one, many };

// `too_long` is the error code: names have one of their own.
struct TextRule {
  std::string_view where;
  std::size_t min = 0, max = 0;  // code points, without blank ends
  Lines lines = Lines::many;
  std::string_view too_long = "text.too_long";
};

// Codes: text.not_utf8, text.missing, text.too_short, text.too_long (or the rule's own),
// text.control_characters.
base::Result<base::Done> validate_shape(std::string_view typed, const TextRule& rule);

// The same, and no phone number and no e-mail address: text.phone_number, text.email.
base::Result<base::Done> validate_public(std::string_view typed, const TextRule& rule);

}  // namespace rules
