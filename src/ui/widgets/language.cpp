#include "ui/widgets/language.hpp"

#include <algorithm>
#include <cmath>
#include <iterator>

namespace ui {
namespace {

void option(Frame& f, Rect r, Language language) {
  const char* code = code_of(language);
  const char* name = words_of(language).own_name;
  const bool chosen = language == f.said.language();
  const NodeId node = f.id(code);
  const Palette& p = *f.theme.colours;
  const float hot = f.eased(node, 0, f.hovered(node) ? 1 : 0, duration_ms::kHover);
  f.pen().box(r, chosen ? p.accent_soft : mixed(p.surface, p.surface_hover, hot), radius::kL);
  f.pen().frame(r, chosen ? p.accent : p.line_strong, chosen ? 2 : 1.5f, radius::kL);
  const TextStyle style = f.theme.text(type::kBodyStrong);
  f.pen().text(r.x + r.w / 2, r.y + (r.h - style.line) / 2, style, p.text, name, Align::middle);
  f.leaf(Role::radio, code, r, name,
         {{"aria-checked", chosen ? "true" : "false"},
          {"lang", code},
          {"data-look", "language"},
          {"data-radius", "16"}});
  if (f.took(node) && !chosen) f.chosen_language = language;
}

}  // namespace

void language_choice(Frame& f, Column& c) {
  constexpr float kGap = 8;
  const auto count = static_cast<float>(std::size(kLanguages));
  const float h = std::max(48.f, std::round(f.theme.text(type::kBodyStrong).line + 24));
  const float w = std::floor((c.w - kGap * (count - 1)) / count);
  const Rect r = c.take(h);
  f.open(Role::radio_group, "language", r, {{"aria-label", f.words.language}});
  float x = 0;
  for (const Language language : kLanguages) {
    option(f, {x, 0, w, h}, language);
    x += w + kGap;
  }
  f.close();
}

}  // namespace ui
