// Drawings of our own: markers, the logo, the table.
#pragma once
#include "core/model/marker.hpp"
#include "ui/pen.hpp"

namespace ui {

// The shape of a marker, 36 px for `size` 36, around its middle; a place's tip hangs below. Shape
// says the kind, the glyph says which, colour only repeats it.
void paint_marker(const Pen& pen, Point middle, model::MarkerKind kind, float size = 36);

// A ring of eight seats, one still free.
void paint_logo(const Pen& pen, Rect where);

// A round table seen from above, one seat free.
void paint_table(const Pen& pen, Rect where);

// The first letter in a colour of its own; the same person always has the same. A person's is a
// disc, an association's a rounded square.
void paint_avatar(const Pen& pen, Point middle, float size, std::string_view initial,
                  std::string_view seed, bool association = false);

// What is still going on: three quarters of a circle, turning; standing where motion is unwanted.
void paint_busy(const Pen& pen, Point middle, double now_s, Colour colour);

}  // namespace ui
