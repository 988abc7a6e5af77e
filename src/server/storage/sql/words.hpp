// The words of folded texts. Private to storage/.
#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "server/storage/sql/engine.hpp"

namespace storage::sql {

// Views into `folded` (base::fold).
std::vector<std::string_view> words_of(std::string_view folded);

// Those in which a mistake is forgiven (base::is_forgiven), each once.
std::vector<std::string> forgiven_words_of(const IndexedText& text);

}  // namespace storage::sql
