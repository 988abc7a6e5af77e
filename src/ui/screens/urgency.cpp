// Numbers that answer at any hour, one tap away on every screen and without a network.
#include <array>
#include <cmath>

#include "ui/screens/screens.hpp"
#include "ui/widgets/button.hpp"
#include "ui/widgets/dialog.hpp"
#include "ui/widgets/words.hpp"

namespace ui {
namespace {

struct Number {
  const char* number;
  const char* href;  // the same in every language
  const char* Words::* title;
  const char* Words::* text;
};
constexpr std::array kNumbers{
    Number{"115", "tel:115", &Words::urgency_115, &Words::urgency_115_text},
    Number{"112", "tel:112", &Words::urgency_112, &Words::urgency_112_text},
    Number{"114", "sms:114", &Words::urgency_114, &Words::urgency_114_text},
    Number{"3919", "tel:3919", &Words::urgency_3919, &Words::urgency_3919_text},
    Number{"119", "tel:119", &Words::urgency_119, &Words::urgency_119_text}};

void number_row(Frame& f, Column& c, const Number& number) {
  const Palette& p = *f.theme.colours;
  const TextStyle big = f.theme.text(type::kTitle), strong = f.theme.text(type::kBodyStrong),
                  small = f.theme.text(type::kSmall);
  const char *title = f.words.*number.title, *text = f.words.*number.text;
  const float left = std::ceil(f.fonts().width(big, "3919")) + 28, room = c.w - left - 12;
  const float words = height_of(f, strong, title, room) + height_of(f, small, text, room);
  const NodeId node = f.id(number.number);
  const Rect r = c.take(std::round(std::max(60.f, words + 20)));
  const float hot = f.eased(node, 0, f.hovered(node) ? 1 : 0, duration_ms::kHover);
  f.pen().box(r, mixed(p.danger_soft, p.surface_pressed, hot), 14);
  f.pen().text(r.x + 14, r.y + (r.h - big.line) / 2, big, p.danger, number.number);
  const float top = std::round(r.y + (r.h - words) / 2);
  const Rect title_at{r.x + left, top, room, height_of(f, strong, title, room)};
  paint_lines(f, title_at, strong, p.text, title);
  paint_lines(f, {title_at.x, top + title_at.h, room, words - title_at.h}, small, p.text, text);
  f.leaf(Role::link, number.number, r, std::string(number.number) + ", " + title + ". " + text,
         {{"href", number.href}, {"data-look", "choice"}, {"data-radius", "14"}});
  c.gap(8);
}

}  // namespace

void urgency(Frame& f) {
  if (!f.memory.urgency) return;
  const bool left = dialog(f, "urgency-card", f.words.urgency_title, [&](Column& c) {
    paragraph(f, c, "text", f.theme.text(type::kSmall), f.theme->text_muted, f.words.urgency_text);
    c.gap(12);
    for (const Number& number : kNumbers) number_row(f, c, number);
    c.gap(8);
    if (button(f, c, "close", {.words = f.words.close, .look = ButtonLook::outline}))
      f.memory.urgency = false;
  });
  if (left) f.memory.urgency = false;
}

}  // namespace ui
