// A question over everything: what lies behind cannot be reached until it is answered. The safe
// answer comes first.
#pragma once
#include <functional>

#include "ui/frame.hpp"

namespace ui {

// `body` fills a column below the title, which scrolls where the window is too low. Returns whether
// it was asked to close (Escape). The focus goes to its first control and, afterwards, back to
// where it was: the element is a real dialog.
bool dialog(Frame& f, std::string_view key, std::string_view title,
            const std::function<void(Column&)>& body);

}  // namespace ui
