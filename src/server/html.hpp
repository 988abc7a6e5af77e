// Text into HTML, and nothing else: everything that is shown passes through `escaped`.
#pragma once
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace server::html {

// Safe between tags and inside attributes in double quotes. Broken UTF-8 and control characters are
// left out.
std::string escaped(std::string_view text);

// Replaces each {{name}} of the template by its value, as it is; names that are not given become
// nothing.
std::string filled(std::string_view shell,
                   const std::vector<std::pair<std::string_view, std::string>>& values);

// The first `most` bytes at most, cut at a character's end and with "…" where something is left
// out; on one line.
std::string shortened(std::string_view text, std::size_t most);

}  // namespace server::html
