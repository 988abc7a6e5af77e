// One of many words: the browser's own select, in a frame of ours.
#pragma once
#include "ui/frame.hpp"

namespace ui {

struct SelectSpec {
  std::string label;
  std::vector<std::string> options;
  std::size_t chosen = 0;
  std::string note = {};
  std::string error = {};  // error code, or empty
  bool disabled = false;
};

// Returns what was just chosen.
std::optional<std::size_t> select(Frame& f, Column& c, std::string_view key,
                                  const SelectSpec& spec);

}  // namespace ui
