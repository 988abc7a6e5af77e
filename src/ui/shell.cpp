#include "ui/shell.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

#include "app/vm/shell_vm.hpp"
#include "core/base/overloaded.hpp"
#include "ui/screens/screens.hpp"
#include "ui/widgets/navigation.hpp"
#include "ui/widgets/toast.hpp"

namespace ui {

bool is_detail(const app::Route& route) {
  return std::holds_alternative<app::PlaceRoute>(route) ||
         std::holds_alternative<app::ActionRoute>(route) ||
         std::holds_alternative<app::CorrectionRoute>(route) ||
         std::holds_alternative<app::HistoryRoute>(route) ||
         std::holds_alternative<app::AssignmentRoute>(route);
}

namespace {

void screen(Frame& f, const app::ShellVm& vm) {
  const Layout& layout = f.layout;
  const bool beside = !layout.phone() && is_detail(vm.route) && layout.device == Device::desktop;
  const Rect rest{layout.rail.w, 0, layout.width - layout.rail.w,
                  has_bottom_bar(f) ? layout.bar.y : layout.height};
  std::visit(
      base::Overloaded{[&](const app::HomeRoute&) { home_screen(f, vm, layout.list, false); },
                       [&](const app::PlaceRoute& route) {
                         if (beside) home_screen(f, vm, layout.list, true);
                         place_screen(f, vm, layout.detail, route.id);
                       },
                       [&](const app::CorrectionRoute& route) {
                         if (beside) home_screen(f, vm, layout.list, true);
                         correction_screen(f, vm, layout.detail, route.id);
                       },
                       [&](const app::HistoryRoute& route) {
                         if (beside) home_screen(f, vm, layout.list, true);
                         history_screen(f, vm, layout.detail, route.id);
                       },
                       [&](const app::AssignmentRoute& route) {
                         if (beside) home_screen(f, vm, layout.list, true);
                         assignment_screen(f, vm, layout.detail, route.id);
                       },
                       [&](const app::ModerationRoute&) { moderation_screen(f, vm, rest); },
                       [&](const app::ActionRoute& route) {
                         if (beside) home_screen(f, vm, layout.list, true);
                         action_screen(f, vm, layout.detail, route.id);
                       },
                       [&](const app::NewActionRoute&) { new_action_screen(f, vm, layout.form); },
                       [&](const app::SignInRoute&) { sign_in_screen(f, vm, rest); },
                       [&](const app::SettingsRoute&) { settings_screen(f, vm, rest); },
                       [&](const app::PrintRoute&) { print_screen(f, vm, layout.form); },
                       [&](const app::UnknownRoute& route) {
                         if (f.has_gallery && route.path == kGalleryPath)
                           gallery_screen(f, vm, rest);
                         else
                           unknown_screen(f, vm, rest);
                       }},
      vm.route);
}

// On phones a full screen hides the map; the second step of writing an action shows it.
bool map_reachable(const Frame& f, const app::Route& route) {
  if (f.text_mode || covers_all(route)) return false;
  if (!f.layout.phone()) return true;
  return std::holds_alternative<app::HomeRoute>(route) ||
         (std::holds_alternative<app::NewActionRoute>(route) && f.memory.place_step);
}

}  // namespace

float covered_left(const Layout& layout, const app::Route& route) {
  if (layout.phone()) return 0;
  if (covers_all(route)) return layout.width;
  if (is_detail(route)) return layout.detail.x + layout.detail.w;
  if (std::holds_alternative<app::NewActionRoute>(route) ||
      std::holds_alternative<app::PrintRoute>(route))
    return layout.form.x + layout.form.w;
  return layout.list.x + layout.list.w;
}

void shell(Frame& f) {
  const app::ShellVm vm = app::shell_vm(f.state);
  const bool bar = has_bottom_bar(f);
  // Who signs in on the way to publishing comes back to the step they left.
  if (!std::holds_alternative<app::NewActionRoute>(vm.route) &&
      !std::holds_alternative<app::SignInRoute>(vm.route) &&
      std::exchange(f.memory.place_step, false) && f.text_mode)
    f.send(app::SearchEdited{""});  // it was for the place of the action
  f.map_insets = {f.text_mode ? 0 : covered_left(f.layout, vm.route), 0, 0, 0};
  text_mode_switch(f);
  if (f.text_mode || !f.layout.phone()) rail(f, vm);
  // It takes no room of its own: on phones most of the window is the map's.
  f.open(Role::main, "main", {0, 0, 0, 0});
  screen(f, vm);
  f.close();
  const bool map = map_reachable(f, vm.route);
  if (!map && !f.text_mode) f.map_insets = {f.layout.width, 0, 0, 0};
  if (bar && !f.text_mode) bottom_bar(f, vm);
  map_screen(f, map);
  const float left = f.layout.rail.w;
  const float below = std::max(f.layout.phone() ? f.layout.bar.h : 12, f.pinned) + 12;
  toasts(f, left + 16, f.layout.width - left - 32, f.layout.full_height - below, vm.toasts);
  urgency(f);
}

}  // namespace ui
