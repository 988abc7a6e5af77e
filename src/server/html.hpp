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

// Elements of text; what is empty gives nothing. What people write runs as its own letters do.
std::string heading(std::string_view text);
std::string paragraph(std::string_view text);
std::string paragraphs(std::string_view text);  // one a line
std::string item(std::string_view term, std::string_view value);
std::string link(const std::string& path, std::string_view text);

// JSON for a script element, which "<" could end: JSON has another way to write it.
std::string script_safe(std::string_view json);

}  // namespace server::html
