#include "ui/widgets/words.hpp"

#include <algorithm>
#include <cmath>

namespace ui {

float height_of(Frame& f, const TextStyle& style, std::string_view text, float width) {
  return style.line * static_cast<float>(f.fonts().lines(style, text, width).size());
}

void paint_line(Frame& f, float x, float y, float width, const TextStyle& style, Colour colour,
                std::string_view line, std::optional<Direction> direction) {
  const bool other = direction && *direction != f.theme.direction;
  f.pen().text(other ? x + width : x, y, style, colour, line, other ? Align::right : Align::left,
               direction);
}

void paint_lines(Frame& f, Rect r, const TextStyle& style, Colour colour, std::string_view text,
                 std::optional<Direction> direction) {
  if (!f.pen()) return;
  float y = r.y;
  for (const auto line : f.fonts().lines(style, text, r.w)) {
    paint_line(f, r.x, y, r.w, style, colour, line, direction);
    y += style.line;
  }
}

NodeId paragraph(Frame& f, Column& c, std::string_view key, const TextStyle& style, Colour colour,
                 std::string text, Role role, Attributes attributes) {
  const Rect r = c.take(height_of(f, style, text, c.w));
  const bool by_people =
      std::any_of(attributes.begin(), attributes.end(), [](const auto& attribute) {
        return std::string_view(attribute.first) == kWrittenByPeople.first;
      });
  paint_lines(f, r, style, colour, text,
              by_people ? std::optional(direction_of(text)) : std::nullopt);
  return f.leaf(role, key, r, std::move(text), std::move(attributes));
}

NodeId heading(Frame& f, Column& c, std::string_view key, int level, const TypeStyle& type,
               std::string text) {
  const Role role = level == 1 ? Role::heading1 : level == 2 ? Role::heading2 : Role::heading3;
  return paragraph(f, c, key, f.theme.text(type), f.theme->text, std::move(text), role);
}

NodeId screen_heading(Frame& f, Column& c, const TypeStyle& type, std::string text,
                      bool written_by_people) {
  f.title = text;
  Attributes attributes{{"tabindex", "-1"}};
  if (written_by_people) attributes.emplace_back(kWrittenByPeople);
  f.heading = paragraph(f, c, "heading", f.theme.text(type), f.theme->text, std::move(text),
                        Role::heading1, std::move(attributes));
  return f.heading;
}

bool link(Frame& f, Column& c, std::string_view key, const Link& link) {
  const TextStyle style = f.theme.text(type::kLabel);
  const auto lines = f.fonts().lines(style, link.words, c.w);
  float widest = 0;
  for (const auto line : lines) widest = std::max(widest, f.fonts().width(style, line));
  const float text_height = style.line * static_cast<float>(lines.size());
  Rect r = c.take(std::max(size::kTargetMin, text_height + 8));
  const float w = std::min(c.w, std::max(size::kTargetMin, std::ceil(widest) + 8));
  r = {link.aligned_right ? c.x + c.w - w : r.x, r.y, w, r.h};
  float y = r.y + (r.h - text_height) / 2;
  const NodeId node = f.id(key);
  const float left = link.aligned_right ? r.x + w - std::ceil(widest) : r.x;
  for (const auto line : lines) {
    f.pen().text(left, y, style, f.theme->link, line);
    const float under = y + style.line - 2, thick = f.hovered(node) ? 2.f : 1.f;
    f.pen().line({left, under}, {left + f.fonts().width(style, line), under}, thick, f.theme->link);
    y += style.line;
  }
  Attributes attributes = link.attributes;
  attributes.emplace_back("href", link.open ? app::to_url(*link.open) : link.href);
  attributes.emplace_back("data-look", "link");
  f.leaf(Role::link, key, r, link.words, std::move(attributes));
  const bool took = f.took(node);
  if (took && link.open) f.send(app::Opened{*link.open});
  return took;
}

float pill_height(const Frame& f) { return std::round(f.theme.grown(size::kPillHeight)); }

float paint_pill(Frame& f, float x, float y, const char* glyph, std::string_view words, Colour back,
                 Colour ink) {
  const TextStyle style = f.theme.text(type::kCaption);
  const float h = pill_height(f), icon = f.theme.grown(15), gap = glyph ? icon + 4 : 0;
  const float w = std::ceil(8 + gap + f.fonts().width(style, words) + 8);
  f.pen().box({x, y, w, h}, back, h / 2);
  if (glyph) f.pen().glyph({x + 8 + icon / 2, y + h / 2}, icon, ink, glyph, true);
  f.pen().text(x + 8 + gap, y + (h - style.line) / 2, style, ink, words);
  return w;
}

float pill(Frame& f, float x, float y, std::string_view key, const char* glyph,
           std::string_view words, Colour back, Colour ink) {
  const float w = paint_pill(f, x, y, glyph, words, back, ink);
  f.leaf(Role::text, key, {x, y, w, pill_height(f)}, std::string(words), {{"data-look", "pill"}});
  return w;
}

void noted(Frame& f, Column& c, std::string_view key, const char* glyph, Colour glyph_colour,
           const TextStyle& style, Colour colour, std::string text) {
  const float icon = f.theme.grown(18), indent = icon + 8;
  f.pen().glyph({c.x + icon / 2, c.y + style.line / 2}, icon, glyph_colour, glyph, true);
  Column beside{c.x + indent, c.y, c.w - indent};
  paragraph(f, beside, key, style, colour, std::move(text));
  c.y = beside.y;
}

}  // namespace ui
