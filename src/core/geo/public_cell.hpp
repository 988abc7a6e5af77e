// The public cell of an action: a grid of about 250 m, fixed on the globe, so that a point tells
// nothing below its cell.
#pragma once
#include "core/model/position.hpp"

namespace geo {

inline constexpr double kCellSide_m = 250;

// The cell that holds the point. Rows are of equal height in latitude; in each row the number of
// columns is chosen so that a cell is about as wide as high at that latitude. Idempotent: the cell
// of a cell's centre is that cell. `exact` must be finite and in range.
model::PublicPosition public_cell(model::Position exact);

}  // namespace geo
