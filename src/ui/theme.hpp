// Colours, sizes and letters by the person's preferences. The values are assets/tokens.json.
#pragma once
#include <cstdint>

#include "core/model/marker.hpp"
#include "ui/host.hpp"
#include "ui/text.hpp"
#include "ui/tokens_generated.hpp"

namespace ui {

using Colour = std::uint32_t;  // 0xAABBGGRR, not premultiplied

Colour with_alpha(Colour colour, float factor);    // its alpha times factor in [0, 1]
Colour mixed(Colour from, Colour to, float part);  // part in [0, 1]

struct Theme {
  const Palette* colours = &kLight;
  float text_scale = 1;     // in [0.5, 4]; applied to letters and to what grows with them
  float shadow_factor = 1;  // of a shadow's opacity; 0: a line instead
  bool reduced_motion = false;
  Direction direction = Direction::ltr;  // of the page

  TextStyle text(const TypeStyle& type) const;
  // A size that grows with the text where text stands in it (heights of buttons, rows, fields).
  float grown(float px) const { return px * text_scale; }
  const Palette* operator->() const { return colours; }
};
Theme theme_of(const Preferences& preferences);

// The colours and the glyph of what a marker stands for.
struct MarkerLook {
  const KindColors* colours;
  const char* glyph;
};
MarkerLook marker_look(const Palette& palette, model::MarkerKind kind);
const char* section_glyph(model::ActionSection section);

}  // namespace ui
