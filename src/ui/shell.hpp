// What surrounds the screens: navigation, panes, toasts. Chooses the screens by the route.
#pragma once
#include "ui/frame.hpp"

namespace ui {

void shell(Frame& f);

}  // namespace ui
