#include "ui/widgets/chip.hpp"

#include <algorithm>
#include <cmath>

namespace ui {

float chip_height(const Frame& f) { return std::round(f.theme.grown(size::kChipHeight)); }

float chip_width(Frame& f, const Chip& chip) {
  const float glyph = std::round(f.theme.grown(size::kIcon));
  return std::max(
      size::kTargetMin,
      std::ceil(12 + glyph + 6 + f.fonts().width(f.theme.text(type::kLabel), chip.words) + 14));
}

bool chip(Frame& f, std::string_view key, float x, float y, const Chip& chip) {
  const NodeId node = f.id(key);
  const float w = chip_width(f, chip), h = chip_height(f), target = std::max(size::kChipTarget, h);
  const Rect shown{x, y + (target - h) / 2, w, h};
  const Palette& p = *f.theme.colours;
  const float hot = f.eased(node, 0, f.hovered(node) ? 1 : 0, duration_ms::kHover);
  const Colour rest = chip.on_map ? p.surface_raised : p.surface_sunken;
  const Colour hover = chip.on_map ? p.surface_hover : p.surface_pressed;
  const Colour fill = chip.chosen       ? p.text
                      : f.pressed(node) ? p.surface_pressed
                                        : mixed(rest, hover, hot);
  if (chip.on_map) f.pen().shadow(shown, h / 2, shadow::kLevel1);
  f.pen().box(shown, fill, h / 2);
  if (f.theme.shadow_factor <= 0 && !chip.on_map && !chip.chosen)  // on the map, its shadow is one
    f.pen().frame(shown, p.line, 2, h / 2);
  const TextStyle style = f.theme.text(type::kLabel);
  const float glyph = std::round(f.theme.grown(size::kIcon));
  f.pen().glyph({x + 12 + glyph / 2, shown.y + h / 2}, glyph,
                chip.chosen ? p.surface : chip.glyph_colour, chip.glyph, true);
  f.pen().text(x + 12 + glyph + 6, shown.y + (h - style.line) / 2, style,
               chip.chosen ? p.surface : p.text, chip.words);
  f.leaf(Role::button, key, {x, y, w, target}, chip.words,
         {{"aria-pressed", chip.chosen ? "true" : "false"},
          {"data-look", "chip"},
          {"data-radius", std::to_string(static_cast<int>(target / 2))}});
  return f.took(node);
}

}  // namespace ui
