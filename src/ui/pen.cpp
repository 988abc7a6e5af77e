#include "ui/pen.hpp"

#include <algorithm>
#include <array>
#include <cassert>
#include <cmath>
#include <numbers>
#include <string_view>

#include "imgui.h"
#include "imgui_internal.h"

namespace ui {
namespace {

constexpr float kTurn = 2 * std::numbers::pi_v<float>;

// The outline of a rounded box as points, clockwise from the top left corner's end; always the same
// number of them.
constexpr int kCornerSteps = 6, kOutline = 4 * (kCornerSteps + 1);
std::array<ImVec2, kOutline> outline(ImVec2 a, ImVec2 z, float radius) {
  radius = std::min({radius, (z.x - a.x) / 2, (z.y - a.y) / 2});
  const std::array<ImVec2, 4> centres{
      ImVec2{z.x - radius, a.y + radius}, ImVec2{z.x - radius, z.y - radius},
      ImVec2{a.x + radius, z.y - radius}, ImVec2{a.x + radius, a.y + radius}};
  std::array<ImVec2, kOutline> points;
  for (int corner = 0; corner < 4; ++corner)
    for (int step = 0; step <= kCornerSteps; ++step) {
      const float angle =
          kTurn / 4 * (static_cast<float>(corner - 1) + static_cast<float>(step) / kCornerSteps);
      const auto& centre = centres[static_cast<std::size_t>(corner)];
      points[static_cast<std::size_t>(corner * (kCornerSteps + 1) + step)] = {
          centre.x + radius * std::cos(angle), centre.y + radius * std::sin(angle)};
    }
  return points;
}

// What is left of a blurred edge at a distance from it, in sigmas: 1 inside, 0 outside (logistic
// fit of the normal law).
float blurred(float sigmas) { return 1 / (1 + std::exp(1.702f * sigmas)); }

// One blurred rounded box: rings of equal opacity around its edge, the inside filled.
void blurred_box(ImDrawList& list, ImVec2 a, ImVec2 z, float radius, float blur, Colour colour) {
  constexpr int kRings = 7;
  const float sigma = blur / 2, inset = std::min({blur, (z.x - a.x) / 2 - 1, (z.y - a.y) / 2 - 1});
  if (inset <= 0) return;
  list.PrimReserve((kRings - 1) * kOutline * 6 + (kOutline - 2) * 3, kRings * kOutline);
  const ImVec2 white = list._Data->TexUvWhitePixel;
  const auto first = static_cast<ImDrawIdx>(list._VtxCurrentIdx);
  for (int ring = 0; ring < kRings; ++ring) {
    const float part = static_cast<float>(ring) / (kRings - 1),
                out = -inset + (inset + blur) * part;
    const float edge = blurred(blur / sigma);  // so that the outermost ring is exactly nothing
    const float opacity = std::max(0.f, (blurred(out / sigma) - edge) / (1 - edge));
    const Colour tint = with_alpha(colour, opacity);
    const auto points =
        outline({a.x - out, a.y - out}, {z.x + out, z.y + out}, std::max(0.f, radius + out));
    for (const ImVec2& point : points) list.PrimWriteVtx(point, white, tint);
  }
  const auto index = [&](int ring, int i) {
    return static_cast<ImDrawIdx>(first + ring * kOutline + i % kOutline);
  };
  for (int i = 1; i + 1 < kOutline; ++i)
    for (const int k : {0, i, i + 1}) list.PrimWriteIdx(index(0, k));
  for (int ring = 0; ring + 1 < kRings; ++ring)
    for (int i = 0; i < kOutline; ++i) {
      for (const auto k : {index(ring, i), index(ring, i + 1), index(ring + 1, i + 1)})
        list.PrimWriteIdx(k);
      for (const auto k : {index(ring, i), index(ring + 1, i + 1), index(ring + 1, i)})
        list.PrimWriteIdx(k);
    }
}

bool seen(Colour colour) { return (colour >> 24) != 0; }

// Icons that point along a line of text, or walk along it.
bool has_direction(std::string_view glyph) {
  constexpr std::array kDirected{icon::kArrowLeft, icon::kPersonSimpleWalk, icon::kSignIn,
                                 icon::kSignOut};
  return std::any_of(kDirected.begin(), kDirected.end(),
                     [glyph](const char* directed) { return glyph == directed; });
}

}  // namespace

Pen Pen::inside(Rect r) const {
  Pen pen = *this;
  pen.x = left_of(r.x, r.w), pen.y += r.y;
  pen.width = r.w;
  return pen;
}

Pen Pen::upright(Rect r) const {
  Pen pen = *this;
  pen.x = left_of(r.x, r.w) - r.x;
  pen.mirrored = false;
  return pen;
}

void Pen::box(Rect r, Colour fill, float radius) const {
  if (!list || !seen(fill)) return;
  radius = std::min({radius, r.w / 2, r.h / 2});
  const float left = left_of(r.x, r.w);
  list->AddRectFilled({left, y + r.y}, {left + r.w, y + r.y + r.h}, fill, radius);
}

void Pen::frame(Rect r, Colour colour, float thick, float radius) const {
  if (!list || !seen(colour)) return;
  const float half = thick / 2;
  radius = std::max(0.f, std::min({radius, r.w / 2, r.h / 2}) - half);
  const float left = left_of(r.x, r.w);
  list->AddRect({left + half, y + r.y + half}, {left + r.w - half, y + r.y + r.h - half}, colour,
                radius, 0, thick);
}

void Pen::shadow(Rect r, float radius, std::span<const ShadowLayer> layers) const {
  if (!list) return;
  if (theme->shadow_factor <= 0) {  // high contrast: a line says where it ends
    frame({r.x - 2, r.y - 2, r.w + 4, r.h + 4}, (*theme)->line, 2, radius + 2);
    return;
  }
  for (const ShadowLayer& layer : layers) {
    const float s = layer.spread, left = left_of(r.x, r.w);
    const Colour colour = with_alpha((*theme)->shadow, layer.alpha * theme->shadow_factor);
    blurred_box(*list, {left - s, y + r.y - s + layer.y},
                {left + r.w + s, y + r.y + r.h + s + layer.y}, radius + s, layer.blur, colour);
  }
}

void Pen::disc(Point centre, float radius, Colour fill) const {
  if (list && seen(fill)) list->AddCircleFilled({left_of(centre.x, 0), y + centre.y}, radius, fill);
}

void Pen::ring(Point centre, float radius, float thick, Colour colour) const {
  if (list && seen(colour))
    list->AddCircle({left_of(centre.x, 0), y + centre.y}, radius, colour, 0, thick);
}

void Pen::arc(Point centre, float radius, float thick, float from, float to, Colour colour) const {
  if (!list || to <= from) return;
  const ImVec2 middle{left_of(centre.x, 0), y + centre.y};
  const float a = kTurn * (from - 0.25f), z = kTurn * (to - 0.25f);
  list->PathArcTo(middle, radius, a, z, std::max(6, static_cast<int>(48 * (to - from))));
  list->PathStroke(colour, 0, thick);
  for (const float end : {a, z})
    list->AddCircleFilled({middle.x + radius * std::cos(end), middle.y + radius * std::sin(end)},
                          thick / 2, colour);
}

void Pen::polygon(std::initializer_list<Point> corners, Colour fill) const {
  if (!list || !seen(fill)) return;
  assert(!mirrored);  // it would turn the corners the other way round
  for (const Point& corner : corners) list->PathLineTo({x + corner.x, y + corner.y});
  list->PathFillConvex(fill);
}

void Pen::line(Point from, Point to, float thick, Colour colour) const {
  if (list && seen(colour))
    list->AddLine({left_of(from.x, 0), y + from.y}, {left_of(to.x, 0), y + to.y}, colour, thick);
}

void Pen::rule(float x0, float x1, float ry, Colour colour) const {
  if (!list) return;
  const float top = std::round((y + ry) * density) / density,
              thick = std::max(1.f, std::round(density)) / density;
  const float left = left_of(x0, x1 - x0);
  list->AddRectFilled({left, top}, {left + x1 - x0, top + thick}, colour);
}

void Pen::text(float tx, float ty, const TextStyle& style, Colour colour, std::string_view words,
               Align align, std::optional<Direction> direction) const {
  if (!list || words.empty()) return;
  // Words of ours that our faces set run as they do in any page.
  const bool foreign = theme->direction == Direction::rtl && !fonts->sets(style.face, words);
  const float to_left = align == Align::left ? 0 : align == Align::middle ? 0.5f : 1;
  const float part = mirrored ? 1 - to_left : to_left, from = left_of(tx, 0);
  const float left = part == 0 ? from : from - fonts->width(style, words) * part;
  fonts->draw(*list, style, density, left, y + ty, colour, words,
              direction.value_or(foreign ? Direction::rtl : Direction::ltr));
}

void Pen::glyph(Point centre, float size, Colour colour, const char* glyph, bool filled) const {
  if (!list) return;
  const TextStyle style{filled ? Face::icons_fill : Face::icons_bold, size, size};
  // Icons are drawn in an em square: it is centred, not their ink, so that they stand as their
  // makers meant.
  fonts->draw_icon(*list, style, density, left_of(centre.x - size / 2, size),
                   y + centre.y - size / 2, colour, glyph, mirrored && has_direction(glyph));
}

void Pen::letter(Point centre, const TextStyle& style, Colour colour,
                 std::string_view letter) const {
  if (list)
    fonts->draw_centred(*list, style, density, left_of(centre.x, 0), y + centre.y, colour, letter);
}

void Pen::behind(const std::function<void()>& front, const std::function<void()>& back) const {
  if (!list) return front();
  ImDrawListSplitter splitter;
  splitter.Split(list, 2);
  splitter.SetCurrentChannel(list, 1);
  front();
  splitter.SetCurrentChannel(list, 0);
  back();
  splitter.Merge(list);
}

void Pen::clip(Rect r) const {
  if (!list) return;
  const float left = left_of(r.x, r.w);
  list->PushClipRect({left, y + r.y}, {left + r.w, y + r.y + r.h}, true);
}

void Pen::unclip() const {
  if (list) list->PopClipRect();
}

}  // namespace ui
