// One of a few, each with its reason: a group of radio buttons.
#pragma once
#include "ui/frame.hpp"

namespace ui {

struct ChoiceOption {
  std::string words, text;  // text: a second line, or empty
  const char* glyph = nullptr;
  Colour glyph_colour = 0;
  bool chosen = false;
};

// Returns the index of the option that was just chosen. The first option's node is where an error
// summary leads.
struct ChoiceResult {
  std::optional<std::size_t> chosen;
  NodeId first = 0;
};
ChoiceResult choice(Frame& f, Column& c, std::string_view key, std::string_view question,
                    const std::vector<ChoiceOption>& options, std::string_view error);

}  // namespace ui
