// Places from GeoJSON (RFC 7946) as people publish it: strict about where a place is, patient about
// its texts.
#pragma once
#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/result.hpp"
#include "core/model/place.hpp"

namespace server {

// What is said for features that don't say it themselves.
struct PlaceDefaults {
  std::string source;
  std::string attribution;
  std::string last_checked;  // RFC 3339: now
};

// One feature: a place still without an id, or why it is refused. `index` counts from 0 in the
// file.
struct ReadFeature {
  std::size_t index = 0;
  base::Result<model::Place> place;
};

// The file as a whole, or why it cannot be read. Codes: geojson.not_utf8, geojson.malformed (where:
// "line 3, byte 120"), geojson.not_a_collection, geojson.foreign_coordinates. Codes of a feature:
// feature.malformed, feature.geometry, feature.position, feature.category, feature.text. The detail
// is a sentence without its full stop.
//
// What is made of texts: blanks around and doubled are taken out, the word NULL is nothing, a
// number is its digits. A place without a name is called by its category ("Toilettes"); without a
// source_id it gets one made of name, category and point, the same at each import; without a
// category it is "Autre".
base::Result<std::vector<ReadFeature>> read_places(std::string_view text,
                                                   const PlaceDefaults& defaults);

// The features of a file that was read, without the refused ones, as FeatureCollections of at most
// `most_bytes` each: what one request to a server carries.
std::vector<std::string> split_places(std::string_view text,
                                      const std::vector<ReadFeature>& features,
                                      std::size_t most_bytes);

}  // namespace server
