// Percent-encoding of addresses (RFC 3986, section 2.1).
#pragma once
#include <optional>
#include <string>
#include <string_view>

namespace base {

// The bytes that the text stands for; nothing where an escape is broken. "+" stays "+".
std::optional<std::string> percent_decoded(std::string_view text);

}  // namespace base
