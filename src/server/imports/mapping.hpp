// How the columns of somebody's table become fields of a place: a mapping file (docs/formats.md).
#pragma once
#include <cstddef>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/result.hpp"
#include "server/imports/import_row.hpp"

namespace imports {

// A column by its title, or, where titles are empty, by its number (from 1).
struct Column {
  std::string title;
  std::size_t number = 0;
};

// Where a row says its point.
struct PointColumns {
  std::optional<Column> latitude, longitude;                     // both or neither
  std::optional<Column> latitude_longitude, longitude_latitude;  // both numbers in one cell
  bool is_swapped = false;  // the geometry of a GeoJSON file names the latitude first
};

struct Mapping {
  std::string source, licence, attribution;
  std::string encoding;  // of a file that does not say: "utf-8", "windows-1252"…
  char separator = 0;    // 0: as the first line looks
  std::map<std::string, std::vector<Column>, std::less<>> columns;  // by field; joined by ", "
  std::map<std::string, std::string, std::less<>> fixed;            // by field
  std::map<std::string, std::string, std::less<>> prefix;  // by field, before what is not empty
  // By field: what a cell says, and what is meant by it. Of a cell that is a list, the first item
  // that is known counts. What is not known stays as it is.
  std::map<std::string, std::map<std::string, std::string, std::less<>>, std::less<>> values;
  std::map<std::string, std::string, std::less<>> otherwise;  // by field: for what `values` lacks
  std::vector<std::string> optional;                          // titles that may be absent
  std::vector<std::string> nothing;                           // cells that say nothing
  PointColumns point;
};

// Codes: mapping.malformed (where: "line 3, byte 40", or the name of what is wrong; the detail is a
// sentence without its full stop).
base::Result<Mapping> parse_mapping(std::string_view json);

// A row of a table, or the properties of a feature: the text under a column, "" where there is
// none.
using CellOf = std::function<std::string(const Column&)>;

// The fields that the mapping makes of one row.
std::map<std::string, std::string, std::less<>> mapped_fields(const Mapping& mapping,
                                                              const CellOf& cell);

// Nothing where the mapping names no columns for it.
std::optional<base::Result<model::Position>> mapped_position(const Mapping& mapping,
                                                             const CellOf& cell);

// Every column that the mapping names.
std::vector<Column> columns_of(const Mapping& mapping);

}  // namespace imports
