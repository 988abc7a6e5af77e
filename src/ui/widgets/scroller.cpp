#include "ui/widgets/scroller.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

namespace ui {
namespace {

// Height of a strip, CSS px: three rows. Chromium keeps canvases under 256 x 257 px from the
// graphics chip, and copying to them is slow.
constexpr float kStrip = 240;
// How far the painted part reaches beyond what is seen, and how far before it is let go, in
// heights.
constexpr float kAhead = 0.7f, kBehind = 1.0f;

float strips_below(float y) { return std::max(0.f, std::floor(y / kStrip) * kStrip); }
float strips_above(float y) { return std::ceil(y / kStrip) * kStrip; }

// The painted part follows what is seen, a strip a frame: what is seen itself is never missing.
void move_window(Memory::Scroll& s, float height) {
  const float top = s.top, bottom = top + height;
  const bool resized = std::exchange(s.height, height) != height;
  if (resized || s.last <= top || s.first >= bottom) {  // all at once
    s.first = strips_below(top - kAhead * height);
    s.last = strips_above(bottom + kAhead * height);
  }
  s.first = std::min(s.first, strips_below(top));
  s.last = std::max(s.last, strips_above(bottom));
  float behind = kBehind * height;
  if (s.last < s.content && s.last < bottom + kAhead * height)
    s.last += kStrip, behind += kStrip;
  else if (s.first > 0 && s.first > top - kAhead * height)
    s.first -= kStrip, behind += kStrip;  // something comes: what is to go may wait for a frame
  s.first = std::max(s.first, strips_below(top - behind));
  s.last = std::min(s.last, strips_above(bottom + behind));
}

// Absolutely placed children do not stretch a scroller beyond the last of them: this one does.
void end_of_content(Frame& f, float y) {
  f.leaf(Role::text, "end", {0, std::max(0.f, y - 1), 1, 1}, {}, {{"aria-hidden", "true"}});
}

}  // namespace

bool shows_enough(const Memory::Scroll& s) {
  const float bottom = s.top + s.height;
  return (s.first <= 0 || s.first <= s.top - kAhead * s.height) &&
         (s.last >= s.content || s.last >= bottom + kAhead * s.height);
}

NodeId scroller(Frame& f, std::string_view key, Rect r, std::string_view label,
                const std::function<float(Visible)>& body, Attributes attributes) {
  attributes.emplace_back("aria-label", std::string(label));
  attributes.emplace_back("role", "group");
  const NodeId node = f.open(Role::scroller, key, r, std::move(attributes));
  Memory::Scroll& s = f.memory.scrolls[node];
  move_window(s, r.h);
  f.into_layer();
  const bool is_at_end = !f.text_mode && s.top > 0 && s.top + r.h >= s.content - 1;
  const float content = body({s.first, s.last});
  if (is_at_end && content > s.content) {  // what was guessed is higher: its end stays in sight
    s.top = content - r.h;
    f.scroll(node, s.top);
  }
  s.content = content;
  s.top = std::min(s.top, std::max(0.f, content - r.h));
  if (!shows_enough(s)) f.again();
  end_of_content(f, content);
  const float last =
      std::max(std::min(s.last, content), std::min(s.first + r.h, std::max(content, r.h)));
  f.place_layer({0, s.first, r.w, std::max(1.f, std::ceil(last) - s.first)}, kStrip);
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
