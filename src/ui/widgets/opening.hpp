// Opening hours: how things stand in one strip, and the week at a glance.
#pragma once
#include "core/rules/opening_week.hpp"
#include "ui/frame.hpp"

namespace ui {

// Open is green, the last hour honey, all else neutral: red is for danger.
struct OpeningLook {
  Colour back, ink;
  const char* glyph;
};
OpeningLook opening_look(const Palette& palette, const rules::OpenNow& now);

void opening_strip(Frame& f, Column& c, std::string_view key, const rules::OpenNow& now,
                   std::string words);

// A row a day: its name, a band from 8 h to 21 h, its hours.
void opening_week(Frame& f, Column& c, std::string_view key, const rules::OpeningWeek& hours);

}  // namespace ui
