// Extracts of OpenStreetMap (.osm.pbf), through libosmium.
#pragma once
#include <cstddef>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/result.hpp"
#include "server/imports/import_row.hpp"

namespace imports {

// So many places an extract may hold: France has 300,000.
inline constexpr std::size_t kOsmPlacesMax = 2'000'000;

// How far reading is, in bytes of all passes.
using OsmProgress = std::function<void(std::size_t done, std::size_t all)>;

// Nodes, and ways and areas at the middle of their nodes; in two passes over the file (three where
// relations are places), so that only the points that are needed are kept. An object whose points
// are not in the extract is a row without a position. Codes: osm.malformed (where: "byte 120" or
// so: what had been read), osm.too_large.
base::Result<std::vector<ImportRow>> read_osm_file(const std::string& path,
                                                   const OsmProgress& progress);
base::Result<std::vector<ImportRow>> read_osm(std::string_view bytes);

}  // namespace imports
