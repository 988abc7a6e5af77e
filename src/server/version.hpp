// The version of this program, as --version and /metrics tell it.
#pragma once
#include <string_view>

namespace server {

inline constexpr std::string_view kVersion = "0.1.0";

}  // namespace server
