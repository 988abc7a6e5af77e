// Searching: the same on every engine. An index gives candidates, and what ranks them is
// base::likeness. Private to storage/.
#pragma once
#include <string_view>
#include <vector>

#include "server/storage/sql/engine.hpp"

namespace storage::sql {

// Rows with all words of `text`, each perhaps unfinished; words under three letters count only
// where there are no others. Where few have them, also rows with words that may have been meant
// (base::kMistyped). Best first: the most alike, then the shortest title, then in the order of the
// rows. Of very many candidates the first kCandidates are looked at, and the first of those with
// the words in the title: time does not grow with what is common.
std::vector<long long> search(TextIndex& index, std::string_view text, std::size_t limit);

}  // namespace storage::sql
