#include "ui/widgets/choice.hpp"

#include <algorithm>
#include <cmath>

#include "ui/widgets/field.hpp"
#include "ui/widgets/words.hpp"

namespace ui {
namespace {

constexpr float kPad = 14, kRing = 24;

// Paints and opens one option of the group whose top is the column's; returns whether it was
// activated.
bool option(Frame& f, Column& c, std::size_t index, const ChoiceOption& o, bool wrong,
            NodeId* node_out) {
  const std::string key = std::to_string(index);
  const NodeId node = f.id(key);
  const Palette& p = *f.theme.colours;
  const TextStyle strong = f.theme.text(type::kBodyStrong), small = f.theme.text(type::kSmall);
  const float icon = o.glyph ? std::round(f.theme.grown(size::kIconLarge)) : 0,
              left = kPad + (icon > 0 ? icon + 12 : 0);
  const float room = c.w - left - kPad - kRing - 12;
  const float words_height = height_of(f, strong, o.words, room);
  const float text_height = o.text.empty() ? 0 : height_of(f, small, o.text, room);
  const Rect r = c.take(std::max(60.f, std::round(words_height + text_height + 24)));
  const float hot = f.eased(node, 0, f.hovered(node) ? 1 : 0, duration_ms::kHover);
  f.pen().box(r, o.chosen ? p.accent_soft : mixed(p.surface, p.surface_hover, hot), 14);
  f.pen().frame(r,
                o.chosen ? p.accent
                : wrong  ? p.danger
                         : p.line_strong,
                o.chosen || wrong ? 2 : 1.5f, 14);
  if (o.glyph)
    f.pen().glyph({r.x + kPad + icon / 2, r.y + r.h / 2}, icon, o.glyph_colour, o.glyph, true);
  const float y = r.y + (r.h - words_height - text_height) / 2;
  paint_lines(f, {r.x + left, y, room, words_height}, strong, p.text, o.words);
  if (!o.text.empty())
    paint_lines(f, {r.x + left, y + words_height, room, text_height}, small, p.text_muted, o.text);
  const Point ring{r.x + r.w - kPad - kRing / 2, r.y + r.h / 2};
  f.pen().ring(ring, kRing / 2 - 1, 2, o.chosen ? p.accent : p.line_strong);
  if (o.chosen) f.pen().disc(ring, 6, p.accent);
  f.leaf(Role::radio, key, r, o.text.empty() ? o.words : o.words + ", " + o.text,
         {{"aria-checked", o.chosen ? "true" : "false"},
          {"data-look", "choice"},
          {"data-radius", "14"}});
  if (node_out) *node_out = node;
  return f.took(node);
}

}  // namespace

ChoiceResult choice(Frame& f, Column& c, std::string_view key, std::string_view question,
                    const std::vector<ChoiceOption>& options, std::string_view error) {
  ChoiceResult result;
  const std::string title = std::string(key) + ".question";
  paragraph(f, c, title, f.theme.text(type::kLabel), f.theme->text, std::string(question),
            Role::text, {{"id", dom_id(f.id(title))}, {"data-look", "question"}});
  c.gap(8);
  Attributes attributes{{"aria-labelledby", dom_id(f.id(title))}};
  if (!error.empty()) {
    attributes.emplace_back("aria-invalid", "true");
    attributes.emplace_back("aria-describedby", error_id(f, key));
  }
  const float top = c.y;
  f.open(Role::radio_group, key, {c.x, top, c.w, 0}, std::move(attributes));
  Column inner{0, 0, c.w};
  for (std::size_t i = 0; i < options.size(); ++i) {
    if (i > 0) inner.gap(8);
    if (option(f, inner, i, options[i], !error.empty(), i == 0 ? &result.first : nullptr))
      result.chosen = i;
  }
  f.set_height(inner.y);
  f.close();
  c.take(inner.y);
  error_line(f, c, key, error);
  return result;
}

}  // namespace ui
