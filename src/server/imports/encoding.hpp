// Bytes of a text file, in whatever encoding, as UTF-8.
#pragma once
#include <string>
#include <string_view>

#include "core/base/result.hpp"

namespace imports {

// By its byte order mark (UTF-8, UTF-16), else `named` ("utf-8", "latin-1", "windows-1252"…; empty:
// UTF-8). Codes: text.encoding (iconv does not know it), text.not_utf8 (where: "line 3, byte 120").
base::Result<std::string> to_utf8(std::string_view bytes, std::string_view named);

}  // namespace imports
