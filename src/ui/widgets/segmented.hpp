// One of a few words in a trough, the chosen one on a thumb that slides there: a setting, or tabs.
#pragma once
#include "ui/frame.hpp"

namespace ui {

struct Segment {
  std::string words;
  const char* language = nullptr;  // where the words are not in that of the page
};

struct Segments {
  std::string label;  // said, not painted
  std::vector<Segment> segments;
  std::size_t chosen = 0;
  bool tabs = false;  // a tab list; else a group of radio buttons
  bool disabled = false;
};

// Returns what was just chosen, when it is another. Words that do not fit beside one another stand
// under one another.
std::optional<std::size_t> segmented(Frame& f, Column& c, std::string_view key, const Segments& s);

}  // namespace ui
