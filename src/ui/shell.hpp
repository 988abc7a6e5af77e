// What surrounds the screens: navigation, panes, toasts. Chooses the screens by the route.
#pragma once
#include "ui/frame.hpp"

namespace ui {

void shell(Frame& f);

bool is_detail(const app::Route& route);  // a place, or an action

// What the panes of a route cover of the map, from the left, px; 0 where it is for the screen to
// say (phones).
float covered_left(const Layout& layout, const app::Route& route);

}  // namespace ui
