#include "server/imports/import_file.hpp"

#include <filesystem>
#include <fstream>
#include <iterator>

#include "server/imports/csv.hpp"
#include "server/imports/geojson.hpp"
#include "server/imports/osm.hpp"
#include "server/imports/osm_tags.hpp"

namespace imports {
namespace {

std::string or_else(const std::string& text, const std::string& other) {
  return text.empty() ? other : text;
}

PlaceDefaults defaults_of(const FileOptions& options, const Mapping* mapping) {
  auto defaults = options.defaults;
  if (mapping) {
    defaults.source = or_else(defaults.source, mapping->source);
    defaults.licence = or_else(defaults.licence, mapping->licence);
    defaults.attribution = or_else(defaults.attribution, mapping->attribution);
  }
  defaults.source = or_else(defaults.source, options.stem);
  return defaults;
}

// What is to be said with every place of OpenStreetMap.
const Mapping& of_osm() {
  static const Mapping mapping = [] {
    Mapping made;
    made.source = kOsmSource;
    made.licence = kOsmLicence;
    made.attribution = kOsmAttribution;
    return made;
  }();
  return mapping;
}

base::Result<std::vector<ReadPlace>> read_to_places(
    const base::Result<std::vector<ImportRow>>& rows, const FileOptions& options,
    const Mapping* mapping) {
  if (!rows) return rows.error();
  return read_rows(*rows, defaults_of(options, mapping));
}

}  // namespace

std::optional<Format> format_named(std::string_view name) {
  if (name == "geojson") return Format::geojson;
  if (name == "csv") return Format::csv;
  if (name == "osm") return Format::osm;
  return std::nullopt;
}

Format format_of(std::string_view path) {
  for (const std::string_view end : {".csv", ".tsv", ".txt", ".CSV"})
    if (path.ends_with(end)) return Format::csv;
  return path.ends_with(".pbf") ? Format::osm : Format::geojson;
}

base::Result<std::vector<ReadPlace>> read_bytes(std::string_view bytes, Format format,
                                                const FileOptions& options) {
  const Mapping* mapping = options.mapping ? &*options.mapping : nullptr;
  switch (format) {
    case Format::geojson: return read_to_places(read_geojson(bytes, mapping), options, mapping);
    case Format::csv:
      if (!mapping) mapping = &data_inclusion();
      return read_to_places(read_table(bytes, *mapping), options, mapping);
    case Format::osm: return read_to_places(read_osm(bytes), options, &of_osm());
  }
  return std::vector<ReadPlace>{};
}

base::Result<std::vector<ReadPlace>> read_file(const std::string& path, FileOptions options) {
  const auto format = options.format.value_or(format_of(path));
  if (format == Format::osm)
    return read_to_places(read_osm_file(path, options.progress), options, &of_osm());
  const auto bytes = read_text(path);
  if (!bytes) return bytes.error();
  options.stem = std::filesystem::path(path).stem().string();
  return read_bytes(*bytes, format, options);
}

base::Result<std::string> read_text(const std::string& path) {
  std::error_code error;
  std::ifstream file(path, std::ios::binary);
  if (!file || std::filesystem::is_directory(path, error))
    return base::Error{"file.unreadable", "", "it cannot be read"};
  const auto size = std::filesystem::file_size(path, error);
  if (!error && size > kFileMax_bytes)
    return base::Error{"file.too_large", "",
                       "it holds more than " + std::to_string(kFileMax_bytes >> 20) + " MB"};
  return std::string(std::istreambuf_iterator<char>(file), {});
}

base::Result<Mapping> read_mapping(const std::string& path) {
  const auto bytes = read_text(path);
  if (!bytes) return bytes.error();
  return parse_mapping(*bytes);
}

}  // namespace imports
