// The rail, the bottom bar of phones, and the switch to mode texte, which comes first.
#pragma once
#include "app/vm/shell_vm.hpp"
#include "ui/frame.hpp"

namespace ui {

// First in the order of Tab; seen when it has the focus. In mode texte always seen, and leads back.
void text_mode_switch(Frame& f);

void rail(Frame& f, const app::ShellVm& vm);
bool covers_all(const app::Route& route);  // its screen leaves nothing of the map
bool has_bottom_bar(const Frame& f);
void bottom_bar(Frame& f, const app::ShellVm& vm);

// Leaves for a neutral page at once; the page knows which. A link that stands in the rail and in
// the top bars of phones.
void quick_exit(Frame& f, Rect r, bool stacked);
float quick_exit_width(Frame& f);

// The bar of a full screen on phones, or the head of a pane: a way back, and on phones the quick
// exit.
void top_bar(Frame& f, float width, const app::Location& back, bool closes,
             std::string_view title = {});
float top_bar_height(const Frame& f);

}  // namespace ui
