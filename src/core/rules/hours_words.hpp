// The words of opening_hours: the specification's own, and those of other spellings and languages
// that have one meaning only.
#pragma once
#include <optional>
#include <string_view>
#include <utility>

#include "core/rules/hours_lexer.hpp"

namespace rules::hours {

// The longest word or phrase that `text` begins with, as a token without its place, and its length
// in bytes. ASCII letters of either case.
std::optional<std::pair<Token, std::size_t>> word_at(std::string_view text);

}  // namespace rules::hours
