#include "ui/widgets/card.hpp"

namespace ui {
namespace {

constexpr float kPad = 16;

void paint_card(Frame& f, Rect r, Colour fill, float hot) {
  f.pen().shadow(r, radius::kL, hot > 0.5f ? shadow::kLevel2 : shadow::kLevel1);
  f.pen().box(r, fill, radius::kL);
}

}  // namespace

void card(Frame& f, Column& c, std::string_view key, std::string_view name,
          const std::function<void(Column&)>& body) {
  f.open(Role::group, key, {c.x, c.y, c.w, 0},
         {{"aria-label", std::string(name)}, {"data-look", "card"}});
  Column inner{kPad, kPad, c.w - 2 * kPad};
  const Pen pen = f.pen();
  pen.behind([&] { body(inner); },
             [&] { paint_card(f, {0, 0, c.w, inner.y + kPad}, f.theme->surface_raised, 0); });
  f.set_height(inner.y + kPad);
  f.close();
  c.take(inner.y + kPad);
}

bool link_card(Frame& f, Column& c, std::string_view key, std::string name,
               const app::Location& open, const std::function<void(Column&)>& body) {
  const NodeId node = f.id(key);
  const Palette& p = *f.theme.colours;
  Column inner{c.x + kPad, c.y + kPad, c.w - 2 * kPad};
  const Pen pen = f.pen();
  const auto rect = [&] { return Rect{c.x, c.y, c.w, inner.y + kPad - c.y}; };
  pen.behind([&] { body(inner); },
             [&] {
               const float hot = f.eased(node, 0, f.hovered(node) ? 1 : 0, duration_ms::kHover);
               paint_card(f, rect(), f.pressed(node) ? p.surface_pressed : p.surface_raised, hot);
             });
  f.leaf(Role::link, key, rect(), std::move(name),
         {{"href", app::to_url(open)}, {"data-look", "card"}, {"data-radius", "16"}});
  c.take(rect().h);
  const bool took = f.took(node);
  if (took) f.send(app::Opened{open});
  return took;
}

}  // namespace ui
