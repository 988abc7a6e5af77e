// A detail or a form in its pane: a bar on top, a scrolling column, a footer.
#pragma once
#include <functional>

#include "ui/frame.hpp"

namespace ui {

struct Button;

struct Pane {
  std::string name;  // of the region
  std::string key;   // of what is shown: another one begins at its top
  app::Location back;
  std::string bar_title;  // beside the way back; the heading is in the column
  float footer = 0;       // its height, 0: none
  bool form = false;      // with a cross to leave it by, not an arrow back
  bool sheet = false;     // lies below the map: rounded, with a shadow
  bool narrow = false;    // a column of at most 400
  bool wide = false;      // over all of the pane
};

// `body` fills a column with side margins; `footer` draws into a rect. Returns whether a form was
// submitted.
bool pane(Frame& f, Rect r, const Pane& pane, const std::function<void(Column&)>& body,
          const std::function<void(Rect)>& footer = {});

// Buttons side by side, under one another where they do not fit. Height for a width.
float footer_height(Frame& f, float width, const std::vector<Button>& buttons);
// Draws them with keys "0", "1"…; returns the index of the one activated.
std::optional<std::size_t> footer_buttons(Frame& f, Rect r, const std::vector<Button>& buttons);

// A soft box with an icon and words.
void callout(Frame& f, Column& c, std::string_view key, const char* glyph, Colour back,
             Colour glyph_colour, Colour ink, std::string text);

// What stands where there is nothing (yet): loading, gone, failed.
void load_message(Frame& f, Column& c, app::LoadState load, const base::Error& error,
                  const char* missing_title, const char* missing_text, const app::Location& home);

}  // namespace ui
