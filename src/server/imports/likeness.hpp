// Whether two sources perhaps tell of one and the same place.
#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "server/storage/storage.hpp"

namespace imports {

// A name without case, accents, punctuation and doubled blanks: "Café  de l’Œuvre" is "cafe de l
// oeuvre". Letters beyond Latin's stay as they are.
std::string plain_name(std::string_view name);

// How much two plain names are alike, 0 to 1: twice the trigrams they share, by all they have
// (Dice). A name's words count with the blanks around them.
double likeness(std::string_view plain_a, std::string_view plain_b);

inline constexpr double kLikeWithin_m = 100, kLikeNames = 0.6;
inline constexpr double kNamelessWithin_m = 30;

// Pairs of places of different sources that are of one category and near, with names alike; where
// one has no name but its category's, nearer still. Ordered by their ids. Time grows with the
// number of places and with how many lie in a strip of kLikeWithin_m.
std::vector<storage::PlaceLink> find_alike(std::vector<storage::PlaceSpot> spots);

}  // namespace imports
