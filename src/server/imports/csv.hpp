// Tables as CSV (RFC 4180), with any of , ; | and tab between the cells.
#pragma once
#include <cstddef>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/result.hpp"
#include "server/imports/import_row.hpp"
#include "server/imports/mapping.hpp"

namespace imports {

// The most that one cell and one row may hold: beyond it a quotation mark was forgotten, or worse.
inline constexpr std::size_t kCellMax_bytes = 256 * 1024, kCellsPerRowMax = 2000;

struct CsvRow {
  std::size_t line = 0;  // where it begins, from 1
  std::vector<std::string> cells;
};

// Every row that is not empty, in order. Codes: csv.malformed (where: the line), csv.too_large.
base::Result<base::Done> read_csv(std::string_view text, char separator,
                                  const std::function<void(CsvRow row)>& each);

// The table as rows, by the titles of its first row. Codes: those of read_csv and of to_utf8;
// csv.empty; csv.no_column (a column that the mapping names is not there: the detail says which and
// what there is).
base::Result<std::vector<ImportRow>> read_table(std::string_view bytes, const Mapping& mapping);

}  // namespace imports
