// How much texts are alike, by the trigrams of their words. All texts are folded (base::fold).
#pragma once
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace base {

// Dice of two texts, 0 to 1: twice the trigrams they share, by all they have. A text's trigrams are
// the distinct runs of three code points in it, with two blanks before and one after. O(n log n).
using Trigrams = std::vector<std::uint64_t>;  // sorted, each once
Trigrams trigrams_of(std::string_view text);
double likeness(const Trigrams& a, const Trigrams& b);

// From this likeness on, a word is taken for another one with a mistake in it.
inline constexpr double kMistyped = 0.5;
// Mistakes are forgiven in words of four letters and more, each of a to z: in a number every digit
// counts.
bool is_forgiven(std::string_view word);

// A typed word on its way past many texts.
struct WantedWord {
  explicit WantedWord(std::string_view typed);

  std::string text;
  double letters = 0;  // its weight among the others
  bool is_forgiven = false;
  Trigrams trigrams;
};
std::vector<WantedWord> wanted_words(std::string_view query);

// What a word of a text is to a typed word: 1 where they are equal; 0.8 to 1 where the word begins
// with it, the more the less is missing; 0.8 × Dice where it is a mistyped one; else 0.
double likeness(const WantedWord& typed, std::string_view word);

// How well a text with a title answers, 0 to 1: the mean, weighted by letters, of what each typed
// word is to the word of the text most like it. Title counts fully, detail ×0.8; a word in neither
// of them, which must then be elsewhere, 0.4.
double likeness(const std::vector<WantedWord>& typed, std::string_view title,
                std::string_view detail);

}  // namespace base
