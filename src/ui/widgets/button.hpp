// Buttons, and links that look like them.
#pragma once
#include "ui/frame.hpp"

namespace ui {

enum class ButtonLook : std::uint8_t { primary, secondary, outline, danger };

struct Button {
  std::string words;
  const char* glyph = nullptr;
  ButtonLook look = ButtonLook::primary;
  bool disabled = false, busy = false;     // said, not hidden: the element stays reachable
  bool submit = false;                     // of the form around it, which is what is then activated
  std::string href = {};                   // a link when not empty
  std::optional<app::Location> open = {};  // a link of ours
  Attributes attributes = {};
};

// Heights grow with the lines that the words need in that width.
float button_height(Frame& f, const Button& button, float width);
float button_width(Frame& f, const Button& button);  // on one line
bool button(Frame& f, std::string_view key, Rect r, const Button& button);
// Over the width of the column.
bool button(Frame& f, Column& c, std::string_view key, const Button& button);

// A square of at least 44 px with one glyph; `name` says what it does. `raised`: over the map, on a
// disc with a shadow.
struct IconButton {
  std::string name;
  const char* glyph = nullptr;
  bool raised = false;
  std::optional<app::Location> open = {};
  Attributes attributes = {};
};
bool icon_button(Frame& f, std::string_view key, Rect r, const IconButton& button);

}  // namespace ui
