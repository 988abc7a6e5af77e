#include "ui/widgets/button.hpp"

#include <algorithm>
#include <cmath>

#include "ui/pictures.hpp"

namespace ui {
namespace {

constexpr float kPad = 20, kGap = 8;

struct Colours {
  Colour fill, hover, pressed, ink, edge;
  const char* name;  // for mode texte
};

Colours colours_of(const Palette& p, const Button& button) {
  if (button.disabled && !button.busy)
    return {p.disabled, p.disabled, p.disabled, p.on_disabled, 0, "disabled"};
  switch (button.look) {
    case ButtonLook::primary:
      return {p.accent, p.accent_hover, p.accent_pressed, p.on_accent, 0, "primary"};
    case ButtonLook::secondary:
      return {p.accent_soft,
              mixed(p.accent_soft, p.accent, 0.12f),
              mixed(p.accent_soft, p.accent, 0.22f),
              p.on_accent_soft,
              0,
              "secondary"};
    case ButtonLook::outline:
      return {p.surface, p.surface_hover, p.surface_pressed, p.text, p.line_strong, "outline"};
    case ButtonLook::danger:
      return {
          p.danger, mixed(p.danger, p.text, 0.15f), mixed(p.danger, p.text, 0.3f), p.on_danger, 0,
          "danger"};
  }
  return {};
}

float glyph_room(const Frame& f, const Button& button) {
  return button.glyph || button.busy ? std::round(f.theme.grown(size::kIcon)) + kGap : 0;
}

float text_room(const Frame& f, const Button& button, float width) {
  return width - 2 * 12 - glyph_room(f, button);
}

}  // namespace

float button_width(Frame& f, const Button& button) {
  return std::ceil(2 * kPad + glyph_room(f, button) +
                   f.fonts().width(f.theme.text(type::kBodyStrong), button.words));
}

float button_height(Frame& f, const Button& button, float width) {
  const TextStyle style = f.theme.text(type::kBodyStrong);
  const auto lines = f.fonts().lines(style, button.words, text_room(f, button, width)).size();
  return std::max(size::kButtonHeight, std::round(style.line * static_cast<float>(lines) + 16));
}

bool button(Frame& f, std::string_view key, Rect r, const Button& button) {
  const NodeId node = f.id(key);
  const Colours colours = colours_of(*f.theme.colours, button);
  const bool live = !button.disabled && !button.busy;
  const float hot = f.eased(node, 0, live && f.hovered(node) ? 1 : 0, duration_ms::kHover);
  const Colour fill =
      live && f.pressed(node) ? colours.pressed : mixed(colours.fill, colours.hover, hot);
  f.pen().box(r, fill, radius::kL);
  if (colours.edge) f.pen().frame(r, colours.edge, 2, radius::kL);

  const TextStyle style = f.theme.text(type::kBodyStrong);
  const auto lines = f.fonts().lines(style, button.words, text_room(f, button, r.w));
  float widest = 0;
  for (const auto line : lines) widest = std::max(widest, f.fonts().width(style, line));
  const float room = glyph_room(f, button), left = r.x + (r.w - room - widest) / 2;
  const Point glyph{left + (room - kGap) / 2, r.y + r.h / 2};
  if (button.busy) {
    paint_busy(f.pen(), glyph, f.now_s, colours.ink);
    if (!f.theme.reduced_motion && !f.text_mode) f.again();
  } else if (button.glyph) {
    f.pen().glyph(glyph, std::round(f.theme.grown(size::kIcon)), colours.ink, button.glyph, false);
  }
  float y = r.y + (r.h - style.line * static_cast<float>(lines.size())) / 2;
  for (const auto line : lines) {
    f.pen().text(left + room + widest / 2, y, style, colours.ink, line, Align::middle);
    y += style.line;
  }

  Attributes attributes = button.attributes;
  attributes.emplace_back("data-look", colours.name);
  attributes.emplace_back("data-radius", "16");
  if (!live) attributes.emplace_back("aria-disabled", "true");
  if (button.submit) attributes.emplace_back("type", "submit");
  const bool is_link = button.open || !button.href.empty();
  if (is_link)
    attributes.emplace_back("href", button.open ? app::to_url(*button.open) : button.href);
  f.leaf(is_link ? Role::link : Role::button, key, r, button.words, std::move(attributes));
  const bool took = live && f.took(node);
  if (took && button.open) f.send(app::Opened{*button.open});
  return took;
}

bool button(Frame& f, Column& c, std::string_view key, const Button& b) {
  return button(f, key, c.take(button_height(f, b, c.w)), b);
}

bool icon_button(Frame& f, std::string_view key, Rect r, const IconButton& button) {
  const NodeId node = f.id(key);
  const float hot = f.eased(node, 0, f.hovered(node) ? 1 : 0, duration_ms::kHover),
              round = std::min(r.w, r.h) / 2;
  const Palette& p = *f.theme.colours;
  const Colour rest = button.raised ? p.surface_raised : with_alpha(p.surface_hover, 0);
  if (button.raised) f.pen().shadow(r, round, shadow::kLevel2);
  f.pen().box(r, f.pressed(node) ? p.surface_pressed : mixed(rest, p.surface_hover, hot),
              button.raised ? round : 14);
  const float glyph = std::min(22 * f.theme.text_scale, std::min(r.w, r.h) * 0.6f);
  f.pen().glyph({r.x + r.w / 2, r.y + r.h / 2}, std::round(glyph),
                button.raised ? p.on_accent_soft : p.text, button.glyph, false);
  Attributes attributes = button.attributes;
  attributes.emplace_back("data-look", "icon");
  attributes.emplace_back("data-radius",
                          button.raised ? std::to_string(static_cast<int>(round)) : "14");
  if (button.open) attributes.emplace_back("href", app::to_url(*button.open));
  f.leaf(button.open ? Role::link : Role::button, key, r, button.name, std::move(attributes));
  const bool took = f.took(node);
  if (took && button.open) f.send(app::Opened{*button.open});
  return took;
}

}  // namespace ui
