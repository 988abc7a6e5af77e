#include "server/storage/sql/words.hpp"

#include <algorithm>

#include "core/base/likeness.hpp"

namespace storage::sql {
namespace {

constexpr std::size_t kLongestForgiven = 40;  // bytes; longer ones are no words of a language

}  // namespace

std::vector<std::string_view> words_of(std::string_view folded) {
  std::vector<std::string_view> words;
  while (!folded.empty()) {
    const auto end = std::min(folded.find(' '), folded.size());
    if (end > 0) words.push_back(folded.substr(0, end));
    folded.remove_prefix(std::min(end + 1, folded.size()));
  }
  return words;
}

std::vector<std::string> forgiven_words_of(const IndexedText& text) {
  std::vector<std::string> all;
  for (const auto* field : {&text.title, &text.detail, &text.body})
    for (const auto word : words_of(*field))
      if (word.size() <= kLongestForgiven && base::is_forgiven(word)) all.emplace_back(word);
  std::ranges::sort(all);
  all.erase(std::ranges::unique(all).begin(), all.end());
  return all;
}

}  // namespace storage::sql
