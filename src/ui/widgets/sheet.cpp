#include "ui/widgets/sheet.hpp"

#include <algorithm>
#include <array>
#include <cmath>

namespace ui {
namespace {

constexpr std::array kStops{SheetStop::high, SheetStop::middle, SheetStop::low};
constexpr float kStiffness = 380,
                kDamping = 39;     // of a mass of 1: design tokens, motion.sheet-spring
constexpr float kFling_s = 0.18f;  // how far ahead a released sheet is thought to go on
constexpr float kShadow = 48;

// A spring, in steps short enough to be stable whatever time has passed.
void settle(Frame& f, Memory::Sheet& sheet, float goal) {
  const double passed = std::clamp(f.now_s - sheet.moved_s, 0.0, 0.1);
  sheet.moved_s = f.now_s;
  if (f.theme.reduced_motion || sheet.y < 0) sheet.y = goal, sheet.speed = 0;
  if (sheet.y == goal) return;
  for (double left = passed; left > 0; left -= 1.0 / 240) {
    const float dt = static_cast<float>(std::min(left, 1.0 / 240));
    sheet.speed += (kStiffness * (goal - sheet.y) - kDamping * sheet.speed) * dt;
    sheet.y += sheet.speed * dt;
  }
  if (std::abs(sheet.y - goal) < 0.5f && std::abs(sheet.speed) < 20)
    sheet.y = goal, sheet.speed = 0;
  if (sheet.y != goal) f.again();
}

template <class Top>
void follow_finger(const Frame& f, Memory::Sheet& sheet, NodeId handle, Top top_of) {
  const auto& drag = f.input.drag;
  if (drag.handle != handle || drag.phase == Input::Drag::none) return;
  if (drag.phase == Input::Drag::start || !sheet.dragging)
    sheet.grabbed_at = sheet.y, sheet.dragging = true;
  sheet.y = std::clamp(sheet.grabbed_at + drag.dy, top_of(SheetStop::high), top_of(SheetStop::low));
  if (drag.phase != Input::Drag::end) return;
  sheet.dragging = false;
  sheet.speed = drag.speed;
  const float aim = sheet.y + drag.speed * kFling_s;
  sheet.stop = *std::min_element(kStops.begin(), kStops.end(), [&](SheetStop a, SheetStop b) {
    return std::abs(top_of(a) - aim) < std::abs(top_of(b) - aim);
  });
}

void paint_sheet(Frame& f, float width, float height, NodeId handle) {
  f.pen().shadow({0, 0, width, height}, radius::kXl, shadow::kLevel3);
  f.pen().box({0, 0, width, height}, f.theme->surface, radius::kXl);
  const float hot = f.eased(handle, 0, f.hovered(handle) ? 1 : 0, duration_ms::kHover);
  f.pen().box({width / 2 - 20, 8, 40, 4}, mixed(f.theme->line_strong, f.theme->text, hot), 2);
}

}  // namespace

Sheet sheet(Frame& f, float filters_bottom, float head_height, std::string_view name) {
  Memory::Sheet& s = f.memory.sheet;
  const auto top_of = [&](SheetStop stop) {
    return sheet_top(f.layout, stop, filters_bottom, head_height);
  };
  const NodeId handle = node_id(f.id("sheet"), "handle");
  follow_finger(f, s, handle, top_of);
  if (f.took(handle))
    s.stop = s.stop == SheetStop::low      ? SheetStop::middle
             : s.stop == SheetStop::middle ? SheetStop::high
                                           : SheetStop::low;
  if (!s.dragging) settle(f, s, top_of(s.stop));
  const float y = std::round(s.y), width = f.layout.width;
  // The picture is as high as the sheet can get, so that moving it paints nothing.
  const float height = f.layout.full_height - top_of(SheetStop::high) + radius::kXl;
  f.open(Role::region, "sheet", {0, y, width, f.layout.bar.y - y},
         {{"aria-label", std::string(name)}});
  f.into_layer();
  paint_sheet(f, width, height, handle);
  f.place_layer({0, -kShadow, width, height + kShadow - radius::kXl});
  f.leaf(Role::handle, "handle", {width / 2 - 60, -12, 120, 44},
         s.stop == SheetStop::high ? f.words.sheet_shrink : f.words.sheet_grow,
         {{"aria-expanded", s.stop == SheetStop::low ? "false" : "true"},
          {"data-radius", "12"},
          {"data-look", "handle"}});
  return {y, top_of(s.stop == SheetStop::high ? SheetStop::middle : s.stop)};
}

void end_sheet(Frame& f) { f.close(); }

}  // namespace ui
