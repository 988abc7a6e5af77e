// Which way a text runs.
#pragma once
#include <string_view>

#include "ui/host.hpp"

namespace ui {

// That of its first letter, as dir="auto" has it; left to right where there is none.
Direction direction_of(std::string_view text);

}  // namespace ui
