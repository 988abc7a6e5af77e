#include "ui/widgets/status.hpp"

#include <algorithm>
#include <cmath>

#include "ui/pictures.hpp"
#include "ui/widgets/words.hpp"

namespace ui {

void badge(Frame& f, Point middle, std::string_view key, std::size_t count, std::string name) {
  if (count == 0) return;
  constexpr std::size_t kMost = 99;
  const TextStyle style = f.theme.text({12, 16, 800});
  const std::string words = count > kMost ? std::to_string(kMost) + "+" : std::to_string(count);
  const float h = std::round(f.theme.grown(18)),
              w = std::max(h, std::ceil(f.fonts().width(style, words) + 10));
  const Rect r{middle.x - w / 2, middle.y - h / 2, w, h};
  f.pen().box({r.x - 2, r.y - 2, r.w + 4, r.h + 4}, f.theme->surface, h / 2 + 2);
  f.pen().box(r, f.theme->accent, h / 2);
  f.pen().text(middle.x, middle.y - style.line / 2, style, f.theme->on_accent, words,
               Align::middle);
  f.leaf(Role::text, key, r, std::move(name));
}

void progress(Frame& f, Column& c, std::string_view key, std::string label,
              std::optional<float> part) {
  constexpr float kBar = 10, kSweep_s = 1.6f;
  const TextStyle style = f.theme.text(type::kLabel);
  const float top = c.y;
  paint_lines(f, c.take(height_of(f, style, label, c.w)), style, f.theme->text, label);
  c.gap(8);
  const Rect r = c.take(kBar);
  f.pen().box(r, f.theme->track, kBar / 2);
  Attributes attributes{{"aria-label", std::move(label)}, {"data-look", "progress"}};
  if (part) {
    const float done = std::clamp(*part, 0.f, 1.f);
    if (done > 0)
      f.pen().box({r.x, r.y, std::max(kBar, r.w * done), kBar}, f.theme->accent, kBar / 2);
    attributes.emplace_back("aria-valuenow", std::to_string(std::lround(done * 100)));
    attributes.emplace_back("aria-valuemin", "0");
    attributes.emplace_back("aria-valuemax", "100");
  } else {
    const bool still = f.theme.reduced_motion || f.text_mode;
    const auto turn = still ? 0.5f : static_cast<float>(std::fmod(f.now_s, kSweep_s)) / kSweep_s;
    const float length = r.w * 0.3f, x = (r.w - length) * (1 - std::abs(2 * turn - 1));
    f.pen().box({r.x + x, r.y, length, kBar}, f.theme->accent, kBar / 2);
    if (!still) f.again();
  }
  f.leaf(Role::progress, key, {c.x, top, c.w, c.y - top}, {}, std::move(attributes));
}

void empty_state(Frame& f, Column& c, std::string_view key, int level, std::string title,
                 std::string text) {
  constexpr float kWidth = 220, kHeight = 150;
  paint_table(f.pen(), {c.x + (c.w - kWidth) / 2, c.y, kWidth, kHeight});
  c.gap(kHeight + 12);
  const std::string name(key);
  if (level == 1)
    screen_heading(f, c, type::kTitle, std::move(title));
  else
    heading(f, c, name, level, type::kBodyStrong, std::move(title));
  paragraph(f, c, name + ".text", f.theme.text(type::kBody), f.theme->text_muted, std::move(text));
  c.gap(16);
}

void avatar(Frame& f, Point middle, float size, std::string_view key, std::string_view initial,
            std::string name, bool association) {
  paint_avatar(f.pen(), middle, size, initial, name, association);
  f.leaf(Role::picture, key, {middle.x - size / 2, middle.y - size / 2, size, size}, {},
         {{"aria-label", std::move(name)}});
}

}  // namespace ui
