// One place as a source tells it, whatever the format: every decoder makes these, and one reader
// makes places of them. Strict about where a place is, patient about its texts.
#pragma once
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/result.hpp"
#include "core/model/place.hpp"

namespace imports {

// The names of what a row may say, as in docs/formats.md: "name", "category", "opening_hours"…
bool is_field(std::string_view name);

struct ImportRow {
  std::string where;  // in its file: "features[3]", "line 12", "node 240109189"
  std::map<std::string, std::string, std::less<>> fields;  // what is absent is unknown
  base::Result<model::Position> at = base::Error{"row.position", "", "it has no position"};
};

// What is said for rows that don't say it themselves.
struct PlaceDefaults {
  std::string source, licence, attribution;
  std::string last_checked;  // RFC 3339: now
};

// A place still without an id, or why it is refused: codes row.malformed, row.geometry,
// row.position, row.category, row.text, row.repeated; the detail is a sentence without its full
// stop. `source` and `source_id` are what the row says, refused or not: a known place whose row
// cannot be read today has not vanished.
struct ReadPlace {
  std::string where;
  std::string source, source_id;
  base::Result<model::Place> place;
};

// What is made of texts: blanks around and doubled are taken out, the word NULL is nothing. A place
// without a name is called by its category ("Toilettes"); without a source_id it gets one made of
// name, category and point, the same at each import; without a category it is "Autre".
//
// Of rows with one source and source_id the first counts; the others are refused.
std::vector<ReadPlace> read_rows(const std::vector<ImportRow>& rows, const PlaceDefaults& defaults);

// The same for the places of several files together.
void refuse_repeated(std::vector<ReadPlace>& places);

}  // namespace imports
