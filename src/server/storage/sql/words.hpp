// What a text is searched by. Private to storage/.
#pragma once
#include <string>
#include <string_view>
#include <vector>

namespace storage::sql {

// Cut at blanks, ASCII punctuation, and the punctuation people paste: no-break spaces, typographic
// quotes and dashes. No word holds an operator of a query language, or a quotation mark.
std::vector<std::string> words_of(std::string_view text);

}  // namespace storage::sql
