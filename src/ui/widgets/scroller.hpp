// What the browser scrolls. The content is painted on a layer inside the scroller, more than what
// is seen, so that most scrolling changes nothing at all.
#pragma once
#include <functional>

#include "ui/frame.hpp"

namespace ui {

struct Visible {
  float first = 0, last = 0;  // of the content, px: what lies between has to be drawn
};

// `body` draws into the open scope, in the content's coordinates, and returns the content's height.
// Scrolls vertically.
NodeId scroller(Frame& f, std::string_view key, Rect r, std::string_view label,
                const std::function<float(Visible)>& body, Attributes attributes = {});

// Whether what is painted and in the tree reaches far enough beyond what is seen.
bool shows_enough(const Memory::Scroll& scroll);

// Scrolls sideways; all of it is drawn. `body` returns the content's width.
NodeId side_scroller(Frame& f, std::string_view key, Rect r, std::string_view label,
                     const std::function<float()>& body, Attributes attributes = {});

}  // namespace ui
