#include "ui/widgets/segmented.hpp"

#include <algorithm>
#include <cmath>

namespace ui {
namespace {

constexpr float kPad = 4, kThumbRadius = 11, kSide = 10;

// Where each segment is in the trough.
struct Shape {
  bool stacked = false;
  float w = 0, h = 0;  // of a segment, its target included
  Rect at(std::size_t i) const {
    const auto n = static_cast<float>(i);
    return stacked ? Rect{0, n * h, w, h} : Rect{kPad + n * w, 0, w, h};
  }
};

Shape shape_of(Frame& f, float width, const Segments& s) {
  const TextStyle style = f.theme.text(type::kLabel);
  float widest = 0;
  for (const Segment& segment : s.segments)
    widest = std::max(widest, f.fonts().width(style, segment.words));
  const float each = std::floor((width - 2 * kPad) / static_cast<float>(s.segments.size()));
  const float h = std::max(48.f, std::round(style.line + 24));
  if (widest + 2 * kSide > each) return {true, width, h};
  return {false, each, h};
}

// Without shadows and tints, what is chosen is dark and the trough has an edge.
bool stark(const Frame& f) { return f.theme.shadow_factor <= 0; }

void thumb(Frame& f, Rect r, bool disabled) {
  const Palette& p = *f.theme.colours;
  if (disabled) return f.pen().box(r, p.disabled, kThumbRadius);
  if (stark(f)) return f.pen().box(r, p.text, kThumbRadius);
  f.pen().shadow(r, kThumbRadius, shadow::kLevel1);
  f.pen().box(r, p.surface_raised, kThumbRadius);
}

bool segment(Frame& f, Rect r, std::size_t index, const Segments& s) {
  const Segment& own = s.segments[index];
  const std::string key = std::to_string(index);
  const NodeId node = f.id(key);
  const Palette& p = *f.theme.colours;
  const bool chosen = index == s.chosen, live = !s.disabled;
  const float hot = f.eased(node, 0, live && f.hovered(node) ? 1 : 0, duration_ms::kHover);
  const Rect inside{r.x, r.y + kPad, r.w, r.h - 2 * kPad};
  if (live && f.pressed(node)) f.pen().box(inside, p.surface_pressed, kThumbRadius);
  const TextStyle style = f.theme.text(type::kLabel);
  const Colour ink = !live ? p.on_disabled : chosen ? p.text : mixed(p.text_muted, p.text, hot);
  f.pen().text(r.x + r.w / 2, r.y + (r.h - style.line) / 2, style, ink, own.words, Align::middle);
  Attributes attributes{{s.tabs ? "aria-selected" : "aria-checked", chosen ? "true" : "false"},
                        {"data-look", "segment"},
                        {"data-radius", "14"}};
  if (own.language) attributes.emplace_back("lang", own.language);
  if (!live) attributes.emplace_back("aria-disabled", "true");
  f.leaf(s.tabs ? Role::tab : Role::radio, key, r, own.words, std::move(attributes));
  return f.took(node) && live && !chosen;
}

}  // namespace

std::optional<std::size_t> segmented(Frame& f, Column& c, std::string_view key, const Segments& s) {
  if (s.segments.empty()) return std::nullopt;
  const Shape shape = shape_of(f, c.w, s);
  const float rows = shape.stacked ? static_cast<float>(s.segments.size()) : 1;
  const Rect r = c.take(rows * shape.h);
  const NodeId group = f.open(s.tabs ? Role::tab_list : Role::radio_group, key, r,
                              {{"aria-label", s.label}, {"data-look", "segments"}});
  f.pen().box({0, 0, r.w, r.h}, f.theme->surface_sunken, 14);
  if (stark(f)) f.pen().frame({0, 0, r.w, r.h}, f.theme->line, 2, 14);
  const Rect to = shape.at(std::min(s.chosen, s.segments.size() - 1));
  constexpr float kSlide_ms = 160;
  const float x = f.eased(group, 0, to.x, kSlide_ms), y = f.eased(group, 1, to.y, kSlide_ms);
  const float inset = shape.stacked ? kPad : 0;
  thumb(f, {x + inset, y + kPad, to.w - 2 * inset, to.h - 2 * kPad}, s.disabled);
  std::optional<std::size_t> taken;
  for (std::size_t i = 0; i < s.segments.size(); ++i)
    if (segment(f, shape.at(i), i, s)) taken = i;
  f.close();
  return taken;
}

}  // namespace ui
