// A setting that is on or off, at once: the whole row is the switch.
#pragma once
#include "ui/frame.hpp"

namespace ui {

struct Toggle {
  std::string words, text = {};  // text: a second line, or empty
  bool on = false;
  bool disabled = false, busy = false;  // said, not hidden
};

// Returns whether it was just switched.
bool toggle(Frame& f, Column& c, std::string_view key, const Toggle& t);

}  // namespace ui
