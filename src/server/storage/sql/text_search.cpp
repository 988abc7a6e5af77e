#include "server/storage/sql/text_search.hpp"

#include <algorithm>
#include <set>

#include "core/base/folding.hpp"
#include "core/base/likeness.hpp"

namespace storage::sql {
namespace {

constexpr std::size_t kCandidates = 200;
constexpr std::size_t kFew = 5;         // so many found need no guesses beside them
constexpr std::size_t kSpellings = 10;  // words that a mistyped one may have been
constexpr double kLettersMin = 3;       // of a word that must be there

using Typed = std::vector<base::WantedWord>;

// The words that must be there.
Typed needed(const Typed& typed) {
  Typed long_enough;
  std::ranges::copy_if(typed, std::back_inserter(long_enough),
                       [](const auto& word) { return word.letters >= kLettersMin; });
  return long_enough.empty() ? typed : long_enough;
}

std::vector<AnyOf> as_typed(const Typed& words) {
  std::vector<AnyOf> groups;
  for (const auto& word : words) groups.push_back({word.text, {}});
  return groups;
}

// What may have been meant by a word: the most alike.
std::vector<std::string> spellings(TextIndex& index, const base::WantedWord& typed) {
  if (!typed.is_forgiven) return {};
  std::vector<std::pair<double, std::string>> alike;
  for (auto& word : index.words_like(typed.text))
    if (const double how_much = base::likeness(typed, word); how_much > 0)
      alike.emplace_back(-how_much, std::move(word));
  const auto most = std::min(alike.size(), kSpellings);
  std::ranges::partial_sort(alike, alike.begin() + static_cast<std::ptrdiff_t>(most));
  std::vector<std::string> words;
  for (std::size_t i = 0; i < most; ++i) words.push_back(std::move(alike[i].second));
  return words;
}

std::vector<AnyOf> as_meant(TextIndex& index, const Typed& words) {
  auto groups = as_typed(words);
  for (std::size_t i = 0; i < words.size(); ++i) groups[i].words = spellings(index, words[i]);
  return groups;
}

struct Ranked {
  double likeness = 0;
  std::size_t length = 0;  // of the title
  long long row = 0;

  bool operator<(const Ranked& other) const {
    if (likeness != other.likeness) return likeness > other.likeness;
    return std::pair(length, row) < std::pair(other.length, other.row);
  }
};

// Adds the rows that have a word of each group and are not there yet: where not all could be looked
// at, also those that have them in the title.
void add(std::vector<Ranked>& found, std::set<long long>& seen, TextIndex& index,
         const Typed& typed, const std::vector<AnyOf>& groups) {
  const auto look_at = [&](const std::vector<TextRow>& rows) {
    for (const auto& row : rows)
      if (seen.insert(row.row).second)
        found.push_back({base::likeness(typed, row.title, row.detail), row.title.size(), row.row});
  };
  const auto rows = index.rows_with(groups, Field::any, kCandidates);
  look_at(rows);
  if (rows.size() == kCandidates) look_at(index.rows_with(groups, Field::title, kCandidates));
}

}  // namespace

std::vector<long long> search(TextIndex& index, std::string_view text, std::size_t limit) {
  const auto typed = base::wanted_words(base::fold(text));
  if (typed.empty()) return {};
  const auto words = needed(typed);
  std::set<long long> seen;
  std::vector<Ranked> found;
  add(found, seen, index, typed, as_typed(words));
  if (found.size() < kFew) add(found, seen, index, typed, as_meant(index, words));
  std::ranges::sort(found, std::less<>());
  std::vector<long long> rows;
  for (std::size_t i = 0; i < std::min(limit, found.size()); ++i) rows.push_back(found[i].row);
  return rows;
}

}  // namespace storage::sql
