#include "ui/widgets/pane.hpp"

#include <algorithm>
#include <cmath>

#include "ui/pictures.hpp"
#include "ui/widgets/button.hpp"
#include "ui/widgets/navigation.hpp"
#include "ui/widgets/scroller.hpp"
#include "ui/widgets/status.hpp"
#include "ui/widgets/words.hpp"

namespace ui {
namespace {

constexpr float kSide = 16;
// Where a keyboard leaves less than this above the footer, the footer comes after what is scrolled.
constexpr float kLeastScrolled = 120;

bool side_by_side(Frame& f, float width, const std::vector<Button>& buttons) {
  float wanted = 8 * static_cast<float>(buttons.size() - 1);
  for (const Button& b : buttons) wanted += button_width(f, b);
  return wanted <= width;
}

}  // namespace

float footer_height(Frame& f, float width, const std::vector<Button>& buttons) {
  if (buttons.empty()) return 0;
  const float room = width - 2 * kSide;
  float height = 0;
  if (side_by_side(f, room, buttons)) {
    height = button_height(f, buttons.front(), room);
  } else {
    for (const Button& b : buttons) height += button_height(f, b, room) + 8;
    height -= 8;
  }
  return std::round(height + 24 + f.layout.inset_bottom);
}

std::optional<std::size_t> footer_buttons(Frame& f, Rect r, const std::vector<Button>& buttons) {
  std::optional<std::size_t> activated;
  const float room = r.w - 2 * kSide;
  const bool beside = side_by_side(f, room, buttons);
  float extra = room - 8 * static_cast<float>(buttons.size() - 1);
  for (const Button& b : buttons) extra -= button_width(f, b);
  Column c{r.x + kSide, r.y + 12, room};
  for (std::size_t i = 0; i < buttons.size(); ++i) {
    const std::string key = std::to_string(i);
    bool took = false;
    if (beside) {  // the first one takes what is left
      const float w = button_width(f, buttons[i]) + (i == 0 ? std::floor(extra) : 0);
      took = button(f, key, {c.x, c.y, w, button_height(f, buttons[i], room)}, buttons[i]);
      c.x += w + 8;
    } else {
      took = button(f, c, key, buttons[i]);
      c.gap(8);
    }
    if (took) activated = i;
  }
  return activated;
}

bool pane(Frame& f, Rect r, const Pane& p, const std::function<void(Column&)>& body,
          const std::function<void(Rect)>& footer) {
  f.open(Role::region, p.key, r, {{"aria-label", p.name}});
  const bool sheet = p.sheet && f.layout.phone();
  if (sheet) f.pen().shadow({0, 0, r.w, r.h + radius::kXl}, radius::kXl, shadow::kLevel3);
  f.pen().box({0, 0, r.w, r.h + (sheet ? radius::kXl : 0)}, f.theme->surface,
              sheet ? radius::kXl : 0);
  // A line towards what stands beside it.
  if (r.x + r.w < f.layout.width) f.pen().box({r.w - 1, 0, 1, r.h}, f.theme->line);
  const float top = f.layout.phone() && !sheet ? f.layout.inset_top : 0, bar = top_bar_height(f);
  f.open(Role::group, "bar", {0, top, r.w, bar},
         {{"aria-label", f.words.navigation}, {"data-look", "bar"}});
  top_bar(f, r.w, p.back, p.form, p.bar_title);
  f.close();
  bool submitted = false;
  if (p.form) {
    const NodeId form = f.open(Role::form, "form", {0, top + bar, r.w, r.h - top - bar},
                               {{"novalidate", ""}, {"aria-label", p.name}});
    submitted = f.took(form);
  }
  const bool has_footer = p.footer > 0 && footer;
  const bool pinned = has_footer && r.h - top - bar - p.footer >= kLeastScrolled;
  const float y = p.form ? 0 : top + bar, h = r.h - top - bar - (pinned ? p.footer : 0);
  scroller(f, "scroll", {0, y, r.w - (f.layout.phone() ? 0.f : 1.f), std::max(40.f, h)}, p.name,
           [&](Visible) {
             const float most = p.narrow ? 400 * std::max(1.f, f.theme.text_scale)
                                : p.wide ? r.w
                                         : size::kTextColumnMax;
             const float w = std::min(r.w - 2 * (p.narrow ? 20 : kSide), most);
             Column c{std::round((r.w - w) / 2), 0, w};
             body(c);
             if (!has_footer || pinned) return c.y + 24;
             footer({0, c.y + 24, r.w, p.footer});
             return c.y + 24 + p.footer;
           });
  if (pinned) {
    const float at = y + h;
    f.pinned = std::max(f.pinned, f.layout.full_height - (r.y + r.h - p.footer));
    f.pen().rule(0, r.w, at, f.theme->line);
    footer({0, at, r.w, p.footer});
  }
  if (p.form) f.close();
  f.close();
  return submitted;
}

void callout(Frame& f, Column& c, std::string_view key, const char* glyph, Colour back,
             Colour glyph_colour, Colour ink, std::string text) {
  const TextStyle style = f.theme.text(type::kSmall);
  const float room = c.w - 14 - 36 - 14,
              h = std::round(std::max(48.f, height_of(f, style, text, room) + 24));
  const Rect r = c.take(h);
  f.pen().box(r, back, 14);
  f.pen().glyph({r.x + 26, r.y + 12 + style.line / 2}, 24, glyph_colour, glyph, false);
  Column inner{r.x + 50, r.y + std::round((h - height_of(f, style, text, room)) / 2), room};
  paragraph(f, inner, key, style, ink, std::move(text));
}

void load_message(Frame& f, Column& c, app::LoadState load, const base::Error& error,
                  const char* missing_title, const char* missing_text, const app::Location& home) {
  if (load == app::LoadState::missing) {
    empty_state(f, c, "missing", 1, missing_title, missing_text);
    button(f, c, "home", {.words = f.words.go_home, .glyph = icon::kMapTrifold, .open = home});
  } else if (load == app::LoadState::failed) {
    paragraph(f, c, "failed", f.theme.text(type::kBody), f.theme->text,
              f.said.error_sentence(error.code), Role::text, {{"aria-live", "polite"}});
    c.gap(12);
    if (button(f, c, "retry",
               {.words = f.words.retry,
                .glyph = icon::kArrowsClockwise,
                .look = ButtonLook::secondary}))
      f.send(app::RetryAsked{});
  } else {
    paragraph(f, c, "loading", f.theme.text(type::kBody), f.theme->text_muted, f.words.loading,
              Role::text, {{"aria-live", "polite"}});
    for (const float part : {1.f, 0.9f, 0.55f}) {
      c.gap(12);
      f.pen().box({c.x, c.y, c.w * part, 14}, f.theme->line, 7);
      c.gap(14);
    }
  }
}

}  // namespace ui
