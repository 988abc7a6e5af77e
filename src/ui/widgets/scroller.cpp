#include "ui/widgets/scroller.hpp"

#include <algorithm>
#include <cmath>

namespace ui {
namespace {

// The painted part stays until the visible one comes near one of its ends; then it goes on in the
// direction of travel.
void update_window(Memory::Scroll& s, float height) {
  const float top = s.top, bottom = top + height;
  const bool up = top < s.moved_from;
  const float above = (up ? 0.8f : 0.1f) * height, below = (up ? 0.1f : 0.8f) * height;
  const bool near_first = s.first > 0 && top - s.first < above,
             near_last = s.last < s.content && s.last - bottom < below;
  if (s.height != height || near_first || near_last) {
    s.first = std::max(0.f, std::floor(top - height * (up ? 1.6f : 0.4f)));
    s.last = std::ceil(bottom + height * (up ? 0.4f : 1.6f));
    s.height = height;
  }
  s.moved_from = top;
}

void take_scroll_events(Frame& f, NodeId node, Memory::Scroll& s) {
  for (const auto& [id, top] : f.input.scrolled)
    if (id == node) s.top = std::max(0.f, top);
}

// Absolutely placed children do not stretch a scroller beyond the last of them: this one does.
void end_of_content(Frame& f, float y) {
  f.leaf(Role::text, "end", {0, std::max(0.f, y - 1), 1, 1}, {}, {{"aria-hidden", "true"}});
}

}  // namespace

NodeId scroller(Frame& f, std::string_view key, Rect r, std::string_view label,
                const std::function<float(Visible)>& body, Attributes attributes) {
  attributes.emplace_back("aria-label", std::string(label));
  attributes.emplace_back("role", "group");
  const NodeId node = f.open(Role::scroller, key, r, std::move(attributes));
  Memory::Scroll& s = f.memory.scrolls[node];
  take_scroll_events(f, node, s);
  update_window(s, r.h);
  f.into_layer();
  const float content = body({s.first, s.last});
  if (content != s.content) {
    s.content = content;
    if (s.top > std::max(0.f, content - r.h)) s.top = std::max(0.f, content - r.h), f.again();
  }
  end_of_content(f, content);
  const float last =
      std::max(std::min(s.last, content), std::min(s.first + r.h, std::max(content, r.h)));
  f.place_layer({0, s.first, r.w, std::max(1.f, std::ceil(last) - s.first)});
  f.close();
  return node;
}

NodeId side_scroller(Frame& f, std::string_view key, Rect r, std::string_view label,
                     const std::function<float()>& body, Attributes attributes) {
  attributes.emplace_back("aria-label", std::string(label));
  attributes.emplace_back("role", "group");
  attributes.emplace_back("data-axis", "x");
  const NodeId node = f.open(Role::scroller, key, r, std::move(attributes));
  f.into_layer();
  const float width = body();
  f.leaf(Role::text, "end", {width - 1, 0, 1, 1}, {}, {{"aria-hidden", "true"}});
  f.place_layer({0, 0, std::max(width, r.w), r.h});
  f.close();
  return node;
}

}  // namespace ui
