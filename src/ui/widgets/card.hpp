// Things that belong together, on a raised sheet of paper.
#pragma once
#include <functional>

#include "ui/frame.hpp"

namespace ui {

// `name` is said of the group; `body` fills a column inside.
void card(Frame& f, Column& c, std::string_view key, std::string_view name,
          const std::function<void(Column&)>& body);

// A card that is one link. `body` only paints: the link's name is all that is said of it.
bool link_card(Frame& f, Column& c, std::string_view key, std::string name,
               const app::Location& open, const std::function<void(Column&)>& body);

}  // namespace ui
