#include "ui/widgets/toggle.hpp"

#include <algorithm>
#include <cmath>

#include "ui/pictures.hpp"
#include "ui/widgets/words.hpp"

namespace ui {
namespace {

constexpr float kWidth = 52, kHeight = 32;
constexpr float kOutside =
    8;  // of the row, left and right of the column: its words keep the margin

// A knob in a track; where it stands and a tick say what colour repeats.
void paint_switch(Frame& f, Rect r, NodeId node, const Toggle& t) {
  const Palette& p = *f.theme.colours;
  const bool live = !t.disabled;
  const float on = f.eased(node, 1, t.on ? 1 : 0, 160);
  const Colour edge = live ? p.line_strong : p.disabled;
  f.pen().box(r, live ? mixed(p.surface_raised, p.accent, on) : p.disabled, r.h / 2);
  if (on < 1) f.pen().frame(r, with_alpha(edge, 1 - on), 2, r.h / 2);
  const Point knob{r.x + r.h / 2 + (r.w - r.h) * on, r.y + r.h / 2};
  const Colour knob_colour = live ? mixed(p.line_strong, p.on_accent, on) : p.on_disabled;
  if (t.busy) {
    paint_busy(f.pen(), knob, f.now_s, knob_colour);
    if (!f.theme.reduced_motion && !f.text_mode) f.again();
    return;
  }
  f.pen().disc(knob, r.h / 2 - 6 + 2 * on, knob_colour);
  if (t.on)
    f.pen().glyph(knob, 14 * r.h / kHeight, live ? p.accent : p.disabled, icon::kCheck, false);
}

}  // namespace

bool toggle(Frame& f, Column& c, std::string_view key, const Toggle& t) {
  const NodeId node = f.id(key);
  const Palette& p = *f.theme.colours;
  const TextStyle strong = f.theme.text(type::kBodyStrong), small = f.theme.text(type::kSmall);
  const float w = std::round(f.theme.grown(kWidth)), h = std::round(f.theme.grown(kHeight));
  const float room = c.w - w - 12;
  const float words_height = height_of(f, strong, t.words, room);
  const float text_height = t.text.empty() ? 0 : height_of(f, small, t.text, room);
  const Rect inner =
      c.take(std::max({56.f, std::round(h + 16), std::round(words_height + text_height + 20)}));
  const Rect r{inner.x - kOutside, inner.y, inner.w + 2 * kOutside, inner.h};
  const bool live = !t.disabled && !t.busy;
  const float hot = f.eased(node, 0, live && f.hovered(node) ? 1 : 0, duration_ms::kHover);
  f.pen().box(r,
              live && f.pressed(node) ? p.surface_pressed
                                      : mixed(with_alpha(p.surface_hover, 0), p.surface_hover, hot),
              14);
  const Colour ink = t.disabled ? p.on_disabled : p.text;
  const float y = r.y + (r.h - words_height - text_height) / 2;
  paint_lines(f, {inner.x, y, room, words_height}, strong, ink, t.words);
  if (!t.text.empty())
    paint_lines(f, {inner.x, y + words_height, room, text_height}, small,
                t.disabled ? p.on_disabled : p.text_muted, t.text);
  paint_switch(f, {inner.x + inner.w - w, r.y + (r.h - h) / 2, w, h}, node, t);
  Attributes attributes{
      {"aria-checked", t.on ? "true" : "false"}, {"data-look", "toggle"}, {"data-radius", "14"}};
  if (!live) attributes.emplace_back("aria-disabled", "true");
  f.leaf(Role::toggle, key, r, t.text.empty() ? t.words : t.words + ", " + t.text,
         std::move(attributes));
  return f.took(node) && live;
}

}  // namespace ui
