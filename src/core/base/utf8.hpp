// UTF-8 (RFC 3629), read strictly: no overlong forms, no surrogates, nothing above U+10FFFF.
#pragma once
#include <cstddef>
#include <optional>
#include <string_view>

namespace base {

// Takes the first code point off `text`. None, and `text` as it was, where it is empty or does not
// begin with valid UTF-8.
std::optional<char32_t> take_code_point(std::string_view& text);

// How many code points `text` has; none where it is not valid UTF-8.
std::optional<std::size_t> count_code_points(std::string_view text);

}  // namespace base
