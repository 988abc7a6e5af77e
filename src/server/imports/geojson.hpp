// GeoJSON (RFC 7946) as people publish it, and as it is sent to a running server.
#pragma once
#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/result.hpp"
#include "server/imports/import_row.hpp"
#include "server/imports/mapping.hpp"

namespace imports {

// The file as rows, or why it cannot be read. Codes: geojson.not_utf8, geojson.malformed (where:
// "line 3, byte 120"), geojson.not_a_collection, geojson.foreign_coordinates.
// Without a mapping the properties are named as fields are. A row that is no feature with one point
// holds the reason in its position.
base::Result<std::vector<ImportRow>> read_geojson(std::string_view text,
                                                  const Mapping* mapping = nullptr);

// The same, read on to places.
base::Result<std::vector<ReadPlace>> read_places(std::string_view text,
                                                 const PlaceDefaults& defaults);

// Places as FeatureCollections of at most `most_bytes` each: what one request to a server carries.
// Read again, they are the same places.
std::vector<std::string> split_places(const std::vector<ReadPlace>& places, std::size_t most_bytes);

}  // namespace imports
