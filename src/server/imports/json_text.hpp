// JSON that others wrote, parsed without exceptions for what files can hold. Private to imports/.
#pragma once
#include <nlohmann/json.hpp>
#include <string>
#include <string_view>

#include "core/base/result.hpp"

namespace imports {

// Some programs begin UTF-8 with a byte order mark.
std::string_view without_mark(std::string_view text);

// "line 3, byte 120" of the byte at `byte`.
std::string place_in(std::string_view text, std::size_t byte);

// Code: `code`, with the first byte that is wrong as `where`. The library reads and forgets deep
// values in a loop, but copies and writes them by calling itself, so nothing deeper than 64 is
// read.
base::Result<nlohmann::json> parse_json(std::string_view text, const std::string& code);

}  // namespace imports
