#include "core/base/likeness.hpp"

#include <algorithm>

#include "core/base/utf8.hpp"

namespace base {
namespace {

constexpr double kBeginning = 0.8, kMistake = 0.8, kDetail = 0.8, kElsewhere = 0.4;

template <class Each>
void for_each_word(std::string_view text, Each each) {
  while (!text.empty()) {
    const auto end = std::min(text.find(' '), text.size());
    if (end > 0) each(text.substr(0, end));
    text.remove_prefix(std::min(end + 1, text.size()));
  }
}

// Runs of three code points; the same may come twice.
template <class Each>
void for_each_trigram(std::string_view text, Each each) {
  constexpr std::uint64_t kOfThree = (std::uint64_t{1} << 63) - 1;  // 21 bits a code point
  std::uint64_t last_three = U' ' << 21 | U' ';
  const auto step = [&](char32_t point) {
    last_three = (last_three << 21 | point) & kOfThree;
    each(last_three);
  };
  while (const auto point = take_code_point(text)) step(*point);
  step(U' ');
}

// Whether a word has too few of the trigrams for kMistyped. One that shares s of a has at least s.
bool is_far_from(const Trigrams& trigrams, std::string_view word) {
  std::ptrdiff_t shared = 0;  // at most
  for_each_trigram(word, [&](auto one) { shared += std::ranges::count(trigrams, one); });
  const auto most = static_cast<double>(shared);
  return 2 * most < kMistyped * (static_cast<double>(trigrams.size()) + most);
}

double best_of(const WantedWord& typed, std::string_view text) {
  double best = 0;
  for_each_word(text, [&](std::string_view word) {
    if (best < 1) best = std::max(best, likeness(typed, word));
  });
  return best;
}

}  // namespace

Trigrams trigrams_of(std::string_view text) {
  Trigrams all;
  for_each_trigram(text, [&](auto one) { all.push_back(one); });
  std::ranges::sort(all);
  all.erase(std::ranges::unique(all).begin(), all.end());
  return all;
}

double likeness(const Trigrams& a, const Trigrams& b) {
  std::size_t shared = 0;
  for (auto i = a.begin(), j = b.begin(); i != a.end() && j != b.end();) {
    if (*i == *j)
      ++shared, ++i, ++j;
    else if (*i < *j)
      ++i;
    else
      ++j;
  }
  return 2.0 * static_cast<double>(shared) / static_cast<double>(a.size() + b.size());
}

bool is_forgiven(std::string_view word) {
  constexpr std::size_t kLettersMin = 4;
  return word.size() >= kLettersMin &&
         std::ranges::all_of(word, [](char c) { return c >= 'a' && c <= 'z'; });
}

WantedWord::WantedWord(std::string_view typed)
    : text(typed),
      letters(static_cast<double>(count_code_points(typed).value_or(typed.size()))),
      is_forgiven(base::is_forgiven(typed)),
      trigrams(trigrams_of(typed)) {}

std::vector<WantedWord> wanted_words(std::string_view query) {
  std::vector<WantedWord> words;
  for_each_word(query, [&](std::string_view word) {
    if (std::ranges::find(words, word, &WantedWord::text) == words.end()) words.emplace_back(word);
  });
  return words;
}

double likeness(const WantedWord& typed, std::string_view word) {
  if (word == typed.text) return 1;
  if (word.starts_with(typed.text))
    return kBeginning + (1 - kBeginning) * static_cast<double>(typed.text.size()) /
                            static_cast<double>(word.size());
  if (!typed.is_forgiven || !is_forgiven(word) || is_far_from(typed.trigrams, word)) return 0;
  const double alike = likeness(typed.trigrams, trigrams_of(word));
  return alike >= kMistyped ? kMistake * alike : 0;
}

double likeness(const std::vector<WantedWord>& typed, std::string_view title,
                std::string_view detail) {
  double sum = 0, letters = 0;
  for (const auto& word : typed) {
    auto best = best_of(word, title);
    if (best < kDetail) best = std::max(best, kDetail * best_of(word, detail));
    sum += word.letters * std::max(best, kElsewhere);
    letters += word.letters;
  }
  return letters > 0 ? sum / letters : 0;
}

}  // namespace base
