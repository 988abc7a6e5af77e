// What people type into tables, made fit to be shown: texts, web addresses, numbers, points.
#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/result.hpp"
#include "core/model/position.hpp"

namespace imports {

// One line without doubled blanks; where `keeps_lines`, line ends stay. Control characters go; a
// word that stands for nothing (NULL, N/A) is nothing.
std::string tidied(std::string_view text, bool keeps_lines = false);

// The items of a list, tidied: one a line, or on one line between `,` `;` and `|`.
std::vector<std::string> items_of(std::string_view text);

// Only web addresses; one without a scheme gets https. Anything else is no link to show.
std::string web_address(const std::string& text);

// "48.85", "48,85" and " +48.85 "; nothing else.
std::optional<double> number_in(std::string_view text);

// Two numbers in one text, in their order: "48.85, 2.35", "48,85 2,35", "SRID=4326;POINT(2 48)".
std::optional<std::pair<double, double>> two_numbers_in(std::string_view text);

// A place on Earth that can be meant: on the globe, not at 0, 0, its numbers not the same, and not
// in France only when they are swapped. Code: row.position.
base::Result<model::Position> position_of(double lat_deg, double lon_deg);

}  // namespace imports
