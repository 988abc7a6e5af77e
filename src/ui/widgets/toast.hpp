// Short messages over everything, and the two regions in which what is new is read out.
#pragma once
#include "app/vm/shell_vm.hpp"
#include "ui/frame.hpp"

namespace ui {

// Draws the toasts above `bottom`, newest lowest, in the middle of `x` … `x + w`.
void toasts(Frame& f, float x, float w, float bottom, const std::vector<app::ToastVm>& list);

}  // namespace ui
