// Whether two sources perhaps tell of one and the same place.
#pragma once
#include <vector>

#include "server/storage/storage.hpp"

namespace imports {

// Names are compared folded, by base::likeness.
inline constexpr double kLikeWithin_m = 100, kLikeNames = 0.6;
inline constexpr double kNamelessWithin_m = 30;

// Pairs of places of different sources that are of one category and near, with names alike; where
// one has no name but its category's, nearer still. Ordered by their ids. Time grows with the
// number of places and with how many lie in a strip of kLikeWithin_m.
std::vector<storage::PlaceLink> find_alike(std::vector<storage::PlaceSpot> spots);

}  // namespace imports
