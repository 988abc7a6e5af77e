// Which panes there are and where, by the size of the window. Screens fill panes and know no
// device.
#pragma once
#include "ui/host.hpp"
#include "ui/theme.hpp"

namespace ui {

enum class Device : std::uint8_t { phone, tablet, desktop };

struct Layout {
  Device device = Device::phone;
  float width = 360, height = 740;  // what the on-screen keyboard leaves
  float full_height = 740;          // keyboard included
  float inset_top = 0, inset_bottom = 0;
  bool keyboard = false;  // is open
  Rect rail;              // tablet and desktop; empty on phones
  Rect list;              // beside the map; on phones the whole screen
  Rect detail;            // a place or an action
  Rect form;              // writing an action
  Rect bar;               // phones: the bottom bar
  int bar_rows = 1;       // large letters on a small phone need two
  bool phone() const { return device == Device::phone; }
};

// `text_scale` counts like a narrower window, as the browser's own zoom does. `detail_open`: the
// list makes room for it.
Layout layout_of(const Viewport& viewport, float text_scale, bool detail_open);

// The sheet over the map on phones: its top edge at each stop.
enum class SheetStop : std::uint8_t { low, middle, high };
float sheet_top(const Layout& layout, SheetStop stop, float filters_bottom, float head_height);

}  // namespace ui
