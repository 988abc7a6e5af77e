// A filter that is on or off.
#pragma once
#include "ui/frame.hpp"

namespace ui {

struct Chip {
  std::string words;
  const char* glyph = nullptr;
  Colour glyph_colour = 0;
  bool chosen = false;
  bool on_map = false;  // with a shadow; else in a panel
};

float chip_height(const Frame& f);  // of the drawing; it answers on at least 44 px
float chip_width(Frame& f, const Chip& chip);
bool chip(Frame& f, std::string_view key, float x, float y,
          const Chip& chip);  // x, y: of its target

}  // namespace ui
