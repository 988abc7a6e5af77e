// Towns and districts that a search has found: a list of buttons under a heading.
#pragma once
#include <optional>
#include <vector>

#include "core/model/town.hpp"
#include "ui/frame.hpp"

namespace ui {

// The one that was just chosen.
std::optional<model::Town> towns(Frame& f, Column& c, const std::vector<model::Town>& all);

}  // namespace ui
