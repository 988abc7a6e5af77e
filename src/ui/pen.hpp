// Paints into one draw list, in the coordinates of one node. Without a list it does nothing, so
// that screens need not ask whether anything is painted. Where the page runs from right to left,
// it is this that paints the mirror image; screens and widgets go on counting from the left.
#pragma once
#include <functional>
#include <initializer_list>
#include <optional>
#include <span>
#include <string_view>

#include "ui/semantics.hpp"
#include "ui/theme.hpp"

struct ImDrawList;

namespace ui {

struct Point {
  float x = 0, y = 0;
};

enum class Align : std::uint8_t { left, middle, right };

struct Pen {
  ImDrawList* list = nullptr;
  const Fonts* fonts = nullptr;
  const Theme* theme = nullptr;
  float x = 0, y = 0;  // where the node's top left corner is in the list
  float density = 1;   // device px a CSS px

  float width = 0;        // of the node
  bool mirrored = false;  // x is counted from its right edge

  explicit operator bool() const { return list != nullptr; }
  Rect placed(Rect r) const {  // in the mirror, if there is one
    return mirrored ? Rect{width - r.x - r.w, r.y, r.w, r.h} : r;
  }
  Pen inside(Rect r) const;  // of a node that is there
  // For what looks the same in every direction (the logo, pictures, digits): `r` has its place in
  // the mirror, what is painted in it is not turned round.
  Pen upright(Rect r) const;

  void box(Rect r, Colour fill, float radius = 0) const;
  void frame(Rect r, Colour colour, float thick, float radius) const;  // inside the edge of r
  void shadow(Rect r, float radius, std::span<const ShadowLayer> layers) const;
  void disc(Point centre, float radius, Colour fill) const;
  void ring(Point centre, float radius, float thick,
            Colour colour) const;  // radius of the middle of the line
  // From the top, clockwise, in turns; round ends.
  void arc(Point centre, float radius, float thick, float from, float to, Colour colour) const;
  void polygon(std::initializer_list<Point> corners, Colour fill) const;  // convex, clockwise
  void line(Point from, Point to, float thick, Colour colour) const;
  void rule(float x0, float x1, float y, Colour colour) const;  // one crisp CSS px, horizontal

  // x is the left, the middle or the right of the text; y the top of its line box. `direction`: of
  // the paragraph it is of; none: the page's, for our own words.
  void text(float tx, float ty, const TextStyle& style, Colour colour, std::string_view text,
            Align align = Align::left, std::optional<Direction> direction = {}) const;
  void glyph(Point centre, float size, Colour colour, const char* glyph, bool filled) const;
  void letter(Point centre, const TextStyle& style, Colour colour, std::string_view letter) const;

  // Paints `front` over `back`, which is called second: when it is known how large the front is.
  void behind(const std::function<void()>& front, const std::function<void()>& back) const;

  void clip(Rect r) const;
  void unclip() const;

  // In the list: the left edge of what is rw wide at rx.
  float left_of(float rx, float rw) const { return x + (mirrored ? width - rx - rw : rx); }
};

}  // namespace ui
