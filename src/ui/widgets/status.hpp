// How things stand: a count, a part that is done, something still going on, nothing here.
#pragma once
#include "ui/frame.hpp"

namespace ui {

// How many there are, at the corner of what they belong to; nothing for 0. `name` says of what.
void badge(Frame& f, Point middle, std::string_view key, std::size_t count, std::string name);

// `part` in [0, 1] is done; without it nobody knows how much.
void progress(Frame& f, Column& c, std::string_view key, std::string label,
              std::optional<float> part);

// The round table with a free seat, and what to do where there is nothing. The buttons are the
// caller's.
void empty_state(Frame& f, Column& c, std::string_view key, int level, std::string title,
                 std::string text);

// The first letter of a name on a disc, or for an association on a rounded square; said as an
// image of that name.
void avatar(Frame& f, Point middle, float size, std::string_view key, std::string_view initial,
            std::string name, bool association);

}  // namespace ui
