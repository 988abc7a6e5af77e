// Where things are. An exact position and a public one are different types, so that one never leaks
// as the other.
#pragma once
#include <cstdint>

namespace model {

// WGS 84, degrees; lat in [-90, 90], lon in [-180, 180]. Exact: for places only.
// The exact point of a person's action lives in a command, on its way to becoming a PublicPosition,
// and nowhere else.
struct Position {
  double lat_deg = 0;
  double lon_deg = 0;
  bool operator==(const Position&) const = default;
};

// The centre of a grid cell of about 250 m a side; made only by geo::public_cell, stored and shown
// as it is.
struct PublicPosition {
  Position centre;
  double cell_height_deg = 0;  // size of the cell, for drawing it
  double cell_width_deg = 0;
  bool operator==(const PublicPosition&) const = default;
};

}  // namespace model
