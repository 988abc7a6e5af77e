// Links made of what sources have written: only such as are safe to follow.
#pragma once
#include <string>
#include <string_view>

namespace app {

// "tel:+33142331234" of the first number in the text, "tel:115" of a short one; empty where there
// is none.
std::string phone_href(std::string_view text);

// http and https only, with a host and without user names; "www.…" gets https. Empty for anything
// else.
std::string website_href(std::string_view text);

// A safe href without its scheme, "www." and last slash, at most 60 bytes.
std::string website_text(std::string_view href);

}  // namespace app
