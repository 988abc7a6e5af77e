#include "ui/widgets/toast.hpp"

#include <algorithm>
#include <cmath>

#include "ui/widgets/words.hpp"

namespace ui {
namespace {

constexpr float kPadX = 16, kClose = 44, kShadow = 48;

struct Shape {
  float width = 0, height = 0, text_width = 0, action_width = 0;
  bool action_below = false;
};

Shape shape_of(Frame& f, const app::ToastVm& toast, const std::string& sentence, float room) {
  const TextStyle style = f.theme.text(type::kLabel);
  Shape s;
  s.width = std::min(480 * std::max(1.f, f.theme.text_scale), room);
  if (toast.open)
    s.action_width =
        std::max(size::kTargetMin,
                 std::ceil(f.fonts().width(style, f.said.notice_action(toast.notice)) + 16));
  const float icon = 20 + 12;
  s.text_width = s.width - kPadX - icon - kClose - 4;
  s.action_below = toast.open && s.text_width - s.action_width < 160;
  if (toast.open && !s.action_below) s.text_width -= s.action_width + 4;
  s.height = std::max(56.f, height_of(f, style, sentence, s.text_width) + 24) +
             (s.action_below ? size::kTargetMin : 0);
  return s;
}

// Paints and opens one toast whose box is w × h, in the scope of its own layer.
void content(Frame& f, const app::ToastVm& toast, const std::string& sentence, const Shape& s) {
  const Palette& p = *f.theme.colours;
  const TextStyle style = f.theme.text(type::kLabel);
  f.pen().shadow({0, 0, s.width, s.height}, radius::kL, shadow::kLevel3);
  f.pen().box({0, 0, s.width, s.height}, p.text, radius::kL);
  const float text_height = height_of(f, style, sentence, s.text_width);
  const float line_height = s.height - (s.action_below ? size::kTargetMin : 0);
  const float y = (line_height - text_height) / 2;
  f.pen().glyph({kPadX + 10, y + style.line / 2}, 20, p.surface,
                toast.error ? icon::kWarningCircle : icon::kCheckCircle, true);
  paint_lines(f, {kPadX + 32, y, s.text_width, text_height}, style, p.surface, sentence);
  f.leaf(Role::text, "text", {kPadX + 32, y, s.text_width, text_height}, sentence);
  if (toast.open) {
    const Rect r =
        s.action_below
            ? Rect{kPadX + 24, s.height - size::kTargetMin - 4, s.action_width, size::kTargetMin}
            : Rect{s.width - kClose - s.action_width - 4, (line_height - size::kTargetMin) / 2,
                   s.action_width, size::kTargetMin};
    const char* words = f.said.notice_action(toast.notice);
    f.pen().text(r.x + r.w / 2, r.y + (r.h - style.line) / 2, style, p.surface, words,
                 Align::middle);
    const float w = f.fonts().width(style, words), under = r.y + (r.h + style.line) / 2 - 1;
    f.pen().line({r.x + (r.w - w) / 2, under}, {r.x + (r.w + w) / 2, under}, 1, p.surface);
    const NodeId open = f.leaf(
        Role::link, "open", r, words,
        {{"href", app::to_url(*toast.open)}, {"data-look", "toast-action"}, {"data-radius", "12"}});
    if (f.took(open)) f.send(app::Opened{*toast.open}), f.send(app::ToastClosed{toast.id});
  }
  const Rect r{s.width - kClose - 2, (line_height - kClose) / 2, kClose, kClose};
  f.pen().glyph({r.x + kClose / 2, r.y + kClose / 2}, 18, p.surface, icon::kX, false);
  const NodeId close = f.leaf(Role::button, "close", r, f.words.dismiss,
                              {{"data-look", "icon"}, {"data-radius", "14"}});
  if (f.took(close)) f.send(app::ToastClosed{toast.id});
}

void region(Frame& f, Role role, const char* key, float x, float w, float bottom,
            const std::vector<app::ToastVm>& list) {
  const bool assertive = role == Role::alert;
  f.open(role, key, {0, 0, 0, 0},
         {{"aria-live", assertive ? "assertive" : "polite"},
          {"aria-label", assertive ? f.words.alerts : f.words.messages}});
  float y = bottom;
  for (auto it = list.rbegin(); it != list.rend(); ++it) {
    const std::string sentence = f.said.notice_sentence(it->notice, it->code);
    const Shape s = shape_of(f, *it, sentence, w);
    y -= s.height;
    if (it->error == assertive) {
      const std::string name = std::to_string(it->id);
      f.open(Role::group, name,
             {std::round(x + (w - s.width) / 2), std::round(y), s.width, s.height},
             {{"data-look", "toast"}});
      f.into_layer();
      content(f, *it, sentence, s);
      f.place_layer({-kShadow, -kShadow, s.width + 2 * kShadow, s.height + 2 * kShadow});
      f.close();
    }
    y -= 8;
  }
  f.close();
}

}  // namespace

void toasts(Frame& f, float x, float w, float bottom, const std::vector<app::ToastVm>& list) {
  region(f, Role::status, "messages", x, w, bottom, list);
  region(f, Role::alert, "alerts", x, w, bottom, list);
}

}  // namespace ui
