// The sheet over the map on phones: follows the finger, rests at one of three stops, and is a
// button for keyboards.
#pragma once
#include "ui/frame.hpp"

namespace ui {

struct Sheet {
  float top = 0;   // now, in the window
  float rest = 0;  // where it is going: what the map is told
};

inline constexpr float kSheetHead = 22;  // px of its handle, above its content

// Opens the sheet's scope; its content begins kSheetHead below its edge. end_sheet() closes it.
Sheet sheet(Frame& f, float filters_bottom, float head_height, std::string_view name);
void end_sheet(Frame& f);

}  // namespace ui
