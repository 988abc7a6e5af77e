// The filter of the home: chips over the map and the list, what they leave out, and the questions
// behind them.
#pragma once
#include "app/vm/home_vm.hpp"
#include "ui/frame.hpp"

namespace ui {

float filter_chips_height(const Frame& f);
void filter_chips(Frame& f, Rect r, const app::HomeVm& vm, bool on_map);
// Above the rows: that times of walking are estimates, what is left out for unknown hours.
void filter_notes(Frame& f, Column& c, const app::HomeVm& vm);
// Instead of rows, where nothing passes: which part of the filter to loosen.
void nothing_fits(Frame& f, Column& c, const app::HomeVm& vm);
// Over everything, while they are open.
void filter_dialogs(Frame& f, const app::HomeVm& vm);

}  // namespace ui
