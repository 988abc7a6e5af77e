// A file of places in any format that is known, as places.
#pragma once
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/result.hpp"
#include "server/imports/import_row.hpp"
#include "server/imports/mapping.hpp"

namespace imports {

enum class Format { geojson, csv, osm };

// "geojson", "csv", "osm".
std::optional<Format> format_named(std::string_view name);
// By the end of its name; GeoJSON where that says nothing.
Format format_of(std::string_view path);

// The most that a file may hold, but for extracts of OpenStreetMap, which are not read at once.
inline constexpr std::size_t kFileMax_bytes = 512UL * 1024 * 1024;

struct FileOptions {
  std::optional<Format> format;    // else by its name
  std::optional<Mapping> mapping;  // without it: fields by their own names; CSV as data.inclusion's
  PlaceDefaults defaults;          // what is empty is the mapping's word, and for the source `stem`
  std::string stem;
  std::function<void(std::size_t done, std::size_t all)> progress;  // of what takes long, in bytes
};

// Codes: those of the formats.
base::Result<std::vector<ReadPlace>> read_bytes(std::string_view bytes, Format format,
                                                const FileOptions& options);

// The same of a file. Codes: file.unreadable, file.too_large, and those of the formats; `where` is
// the place in the file, where there is one.
base::Result<std::vector<ReadPlace>> read_file(const std::string& path, FileOptions options);

// The bytes of a small file. Codes: file.unreadable, file.too_large.
base::Result<std::string> read_text(const std::string& path);

// A mapping file. Codes: file.unreadable, mapping.malformed.
base::Result<Mapping> read_mapping(const std::string& path);

// The mapping of the schema of structures of data.inclusion, version 1.
const Mapping& data_inclusion();

}  // namespace imports
