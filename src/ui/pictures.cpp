#include "ui/pictures.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>

namespace ui {
namespace {

constexpr float kTurn = 2 * std::numbers::pi_v<float>;

Point around(Point middle, float radius, float turns) {  // from the top, clockwise
  return {middle.x + radius * std::sin(turns * kTurn), middle.y - radius * std::cos(turns * kTurn)};
}

Rect square(Point middle, float half) {
  return {middle.x - half, middle.y - half, 2 * half, 2 * half};
}

void paint_place(const Pen& pen, Point m, float s, const KindColors& colours) {
  const Theme& theme = *pen.theme;
  const float a = s * 0.46f, halo = 2.5f, k = s / 36;
  pen.polygon({{m.x - 9 * k, m.y + a + halo - 1},
               {m.x + 9 * k, m.y + a + halo - 1},
               {m.x, m.y + a + halo + 8 * k}},
              theme->surface);
  pen.box(square(m, a + halo), theme->surface, 9 * k + halo);
  pen.polygon({{m.x - 6 * k, m.y + a - 1}, {m.x + 6 * k, m.y + a - 1}, {m.x, m.y + a + 6 * k}},
              colours.solid);
  pen.box(square(m, a), colours.solid, 9 * k);
}

}  // namespace

void paint_marker(const Pen& outer, Point m, model::MarkerKind kind, float s) {
  if (!outer) return;
  const Pen pen = outer.upright(square(m, s));
  const Theme& theme = *pen.theme;
  const auto [colours, glyph] = marker_look(*theme.colours, kind);
  const float r = s / 2, halo = 2.5f;
  Colour ink = colours->on;
  if (kind.is_place()) {
    paint_place(pen, m, s, *colours);
  } else if (kind.action_kind() == model::ActionKind::contribution) {
    pen.disc(m, r + halo, theme->surface);
    pen.disc(m, r, colours->edge);
    pen.disc(m, r - 2, colours->solid);
  } else {
    pen.disc(m, r + halo, theme->surface);
    pen.disc(m, r - 1, theme->surface);
    pen.ring(m, r - 2, 4, colours->solid);
    ink = colours->text;
  }
  const float size = std::round(s * 0.52f);
  pen.letter(m, {Face::icons_fill, size, size}, ink, glyph);  // by its ink, as on the map
}

void paint_logo(const Pen& outer, Rect where) {
  if (!outer) return;
  const Pen pen = outer.upright(where);
  const Theme& theme = *pen.theme;
  const float k = where.w / 100;
  const Point middle{where.x + where.w / 2, where.y + where.h / 2};
  for (int seat = 0; seat < 8; ++seat) {
    const Point at = around(middle, 36 * k, static_cast<float>(seat) / 8);
    if (seat < 7) {
      pen.disc(at, 11 * k, theme->accent);
    } else {
      pen.disc(at, 11 * k, theme->contribution.edge);
      pen.disc(at, 7 * k, theme->contribution.solid);
    }
  }
}

void paint_table(const Pen& outer, Rect where) {
  if (!outer) return;
  const Pen pen = outer.upright(where);
  const Palette& p = *pen.theme->colours;
  const Point middle{where.x + where.w / 2, where.y + where.h / 2};
  const float R = std::min(where.w, where.h) * 0.27f, seat_radius = R * 0.27f;
  const std::array seats{&p.demand,     &p.group,           &p.event,      &p.place_guidance,
                         &p.place_food, &p.place_wellbeing, &p.place_water};
  pen.disc({middle.x, middle.y + 3}, R, p.line);
  pen.disc(middle, R, p.contribution.soft);
  for (std::size_t i = 0; i < 8; ++i) {
    const float turn = static_cast<float>(i) / 8;
    const Point seat = around(middle, R * 1.52f, turn), cup = around(middle, R * 0.7f, turn);
    const bool free = i == seats.size();
    if (free)
      for (int dash = 0; dash < 10; ++dash)
        pen.arc(seat, seat_radius, 2, static_cast<float>(dash) / 10,
                (static_cast<float>(dash) + 0.4f) / 10, p.contribution.edge);
    else
      pen.disc(seat, seat_radius, seats[i]->solid);
    pen.disc(cup, R * 0.155f, p.surface);
    pen.disc(cup, R * 0.1f, free ? p.contribution.solid : seats[i]->solid);
  }
  // The loaf: round at both ends, with three cuts, turned by 24 degrees.
  const float angle = -24.f / 360 * kTurn, c = std::cos(angle), s = std::sin(angle);
  const auto turned = [&](float x, float y) {
    return Point{middle.x + (x * c - y * s) * R, middle.y + (x * s + y * c) * R};
  };
  pen.polygon(
      {turned(-0.19f, -0.15f), turned(0.19f, -0.15f), turned(0.19f, 0.15f), turned(-0.19f, 0.15f)},
      p.contribution.solid);
  pen.disc(turned(-0.19f, 0), R * 0.15f, p.contribution.solid);
  pen.disc(turned(0.19f, 0), R * 0.15f, p.contribution.solid);
  const bool same = p.contribution.edge == p.contribution.solid;  // in the dark
  const Colour cut_colour = same ? p.contribution.soft : p.contribution.edge;
  for (int cut = 0; cut < 3; ++cut) {
    const float x = -0.2f + 0.17f * static_cast<float>(cut);
    pen.line(turned(x, -0.07f), turned(x + 0.07f, 0.08f), std::max(1.f, R * 0.045f), cut_colour);
  }
}

void paint_avatar(const Pen& pen, Point middle, float size, std::string_view initial,
                  std::string_view seed, bool association) {
  if (!pen) return;
  const Palette& p = *pen.theme->colours;
  const std::array pairs{&p.place_guidance, &p.group,           &p.event,        &p.demand,
                         &p.place_food,     &p.place_wellbeing, &p.place_health, &p.contribution};
  std::size_t hash = 0;
  for (const char c : seed) hash = hash * 31 + static_cast<unsigned char>(c);
  const KindColors& pair = *pairs[hash % pairs.size()];
  if (association)
    pen.box({middle.x - size / 2, middle.y - size / 2, size, size}, pair.soft, size * 0.28f);
  else
    pen.disc(middle, size / 2, pair.soft);
  pen.letter(middle, {Face::heavy, size * 0.42f, size}, pair.text, initial);
}

void paint_busy(const Pen& pen, Point middle, double now_s, Colour colour) {
  const float start = pen.theme && !pen.theme->reduced_motion
                          ? static_cast<float>(now_s * 0.75 - std::floor(now_s * 0.75))
                          : 0;
  pen.ring(middle, 9, 3, with_alpha(colour, 0.3f));
  pen.arc(middle, 9, 3, start, start + 0.3f, colour);
}

}  // namespace ui
