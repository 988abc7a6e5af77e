#include "server/imports/csv.hpp"

#include <csv.h>

#include <algorithm>
#include <utility>

#include "server/imports/encoding.hpp"
#include "server/imports/tidy.hpp"

namespace imports {
namespace {

// libcsv, told a line at a time so that it is known where a row begins.
class Parser {
 public:
  Parser(char separator, const std::function<void(CsvRow row)>& each) : each_(each) {
    is_ready_ = csv_init(&parser_, CSV_STRICT | CSV_STRICT_FINI) == 0;
    csv_set_delim(&parser_, static_cast<unsigned char>(separator));
  }
  ~Parser() { csv_free(&parser_); }
  Parser(const Parser&) = delete;
  Parser& operator=(const Parser&) = delete;

  base::Result<base::Done> read(std::string_view text) {
    constexpr std::size_t kPiece = 64 * 1024;  // of a line that does not end
    if (!is_ready_) return base::Error{"csv.too_large", "", "there is no memory for it"};
    for (std::size_t line = 1; !text.empty();) {
      const auto end = text.substr(0, kPiece).find('\n');
      const auto piece = text.substr(0, end == text.npos ? kPiece : end + 1);
      if (parser_.pstate == kBetweenRows) row_.line = line;
      if (csv_parse(&parser_, piece.data(), piece.size(), take_cell, take_row, this) !=
          piece.size())
        return malformed(line);
      if (is_too_large()) return too_large();
      text.remove_prefix(piece.size());
      if (end != text.npos && piece.ends_with('\n')) ++line;
    }
    if (csv_fini(&parser_, take_cell, take_row, this) != 0)
      return base::Error{"csv.malformed", at(row_.line),
                         "a quotation mark of the row that begins here is never closed"};
    return base::Done{};
  }

 private:
  static void take_cell(void* bytes, std::size_t size, void* self_) {
    auto& self = *static_cast<Parser*>(self_);
    if (self.row_.cells.size() <= kCellsPerRowMax)
      self.row_.cells.emplace_back(static_cast<const char*>(bytes), size);
    self.has_long_cell_ |= size > kCellMax_bytes;
  }
  static void take_row(int, void* self_) {
    auto& self = *static_cast<Parser*>(self_);
    self.is_long_row_ |= self.row_.cells.size() > kCellsPerRowMax;
    auto row = std::exchange(self.row_, {self.row_.line, {}});
    const bool is_empty = std::ranges::all_of(row.cells, &std::string::empty);
    if (!is_empty) self.each_(std::move(row));
  }

  bool is_too_large() {
    return has_long_cell_ || is_long_row_ || row_.cells.size() > kCellsPerRowMax ||
           parser_.entry_pos > kCellMax_bytes;
  }
  static std::string at(std::size_t line) { return "line " + std::to_string(line); }
  static base::Error malformed(std::size_t line) {
    return {"csv.malformed", at(line), "a quotation mark stands where none may"};
  }
  base::Error too_large() const {
    return {"csv.too_large", at(row_.line),
            "the row that begins here has a cell of more than " +
                std::to_string(kCellMax_bytes / 1024) + " KB, or more than " +
                std::to_string(kCellsPerRowMax) + " cells (a quotation mark that is not closed?)"};
  }

  static constexpr int kBetweenRows = 0;  // libcsv's ROW_NOT_BEGUN, which its header does not name
  const std::function<void(CsvRow row)>& each_;
  csv_parser parser_{};
  CsvRow row_;
  bool is_ready_ = false, has_long_cell_ = false, is_long_row_ = false;
};

// What stands most often between the cells of the first line.
char guessed_separator(std::string_view text) {
  const auto line = text.substr(0, text.find_first_of("\r\n"));
  return *std::ranges::max_element(std::string_view(",;\t|"), {},
                                   [line](char c) { return std::ranges::count(line, c); });
}

// One table: its titles, and how a row of it becomes a row of places.
class Table {
 public:
  Table(const Mapping& mapping, std::vector<std::string> titles)
      : mapping_(mapping), titles_(std::move(titles)) {
    for (auto& title : titles_) title = tidied(title);
  }

  // The first column that is named and is not there.
  std::optional<base::Error> missing() const {
    for (const auto& column : columns_of(mapping_)) {
      const bool may_be_absent =
          std::ranges::find(mapping_.optional, column.title) != mapping_.optional.end();
      if (may_be_absent || index_of(column)) continue;
      std::string there;
      for (const auto& title : titles_) there += (there.empty() ? "" : ", ") + title;
      return base::Error{
          "csv.no_column", "line 1",
          "it has no column " +
              (column.number > 0 ? "number " + std::to_string(column.number) : column.title) +
              "; it has " + there.substr(0, 500)};
    }
    return std::nullopt;
  }

  ImportRow row(const CsvRow& csv) const {
    ImportRow row;
    row.where = "line " + std::to_string(csv.line);
    const auto cell = [&](const Column& column) {
      const auto index = index_of(column);
      return index && *index < csv.cells.size() ? csv.cells[*index] : std::string();
    };
    row.fields = mapped_fields(mapping_, cell);
    if (csv.cells.size() > titles_.size())
      row.at = base::Error{"row.malformed", "",
                           "it has " + std::to_string(csv.cells.size()) + " cells under " +
                               std::to_string(titles_.size()) + " titles"};
    else if (auto at = mapped_position(mapping_, cell))
      row.at = *std::move(at);
    return row;
  }

 private:
  std::optional<std::size_t> index_of(const Column& column) const {
    if (column.number > 0)
      return column.number <= titles_.size() ? std::optional(column.number - 1) : std::nullopt;
    const auto found = std::ranges::find(titles_, column.title);
    if (found == titles_.end()) return std::nullopt;
    return static_cast<std::size_t>(found - titles_.begin());
  }

  const Mapping& mapping_;
  std::vector<std::string> titles_;
};

}  // namespace

base::Result<base::Done> read_csv(std::string_view text, char separator,
                                  const std::function<void(CsvRow row)>& each) {
  return Parser(separator, each).read(text);
}

base::Result<std::vector<ImportRow>> read_table(std::string_view bytes, const Mapping& mapping) {
  const auto text = to_utf8(bytes, mapping.encoding);
  if (!text) return text.error();
  std::optional<Table> table;
  std::vector<ImportRow> rows;
  const auto read = read_csv(
      *text, mapping.separator ? mapping.separator : guessed_separator(*text), [&](CsvRow row) {
        if (table)
          rows.push_back(table->row(row));
        else
          table.emplace(mapping, std::move(row.cells));
      });
  if (!read) return read.error();
  if (!table) return base::Error{"csv.empty", "", "it is empty"};
  if (auto missing = table->missing()) return *std::move(missing);
  return rows;
}

}  // namespace imports
