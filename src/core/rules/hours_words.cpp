#include "core/rules/hours_words.hpp"

#include <array>

#include "core/rules/hours_syntax.hpp"

namespace rules::hours {
namespace {

struct Word {
  std::string_view spelling;  // lower case
  TokenKind kind;
  int value = 0;
};

constexpr int kOpen = static_cast<int>(HoursState::open),
              kClosed = static_cast<int>(HoursState::closed),
              kUnknown = static_cast<int>(HoursState::unknown),
              kPublic = static_cast<int>(Holiday::of_public),
              kSchool = static_cast<int>(Holiday::of_schools);

constexpr std::array kWords{
    Word{"mo", TokenKind::weekday, 0},
    Word{"mon", TokenKind::weekday, 0},
    Word{"monday", TokenKind::weekday, 0},
    Word{"lu", TokenKind::weekday, 0},
    Word{"lundi", TokenKind::weekday, 0},
    Word{"tu", TokenKind::weekday, 1},
    Word{"tue", TokenKind::weekday, 1},
    Word{"tues", TokenKind::weekday, 1},
    Word{"tuesday", TokenKind::weekday, 1},
    Word{"mardi", TokenKind::weekday, 1},
    Word{"we", TokenKind::weekday, 2},
    Word{"wed", TokenKind::weekday, 2},
    Word{"wednesday", TokenKind::weekday, 2},
    Word{"me", TokenKind::weekday, 2},
    Word{"mercredi", TokenKind::weekday, 2},
    Word{"th", TokenKind::weekday, 3},
    Word{"thu", TokenKind::weekday, 3},
    Word{"thur", TokenKind::weekday, 3},
    Word{"thurs", TokenKind::weekday, 3},
    Word{"thursday", TokenKind::weekday, 3},
    Word{"je", TokenKind::weekday, 3},
    Word{"jeudi", TokenKind::weekday, 3},
    Word{"fr", TokenKind::weekday, 4},
    Word{"fri", TokenKind::weekday, 4},
    Word{"friday", TokenKind::weekday, 4},
    Word{"ve", TokenKind::weekday, 4},
    Word{"vendredi", TokenKind::weekday, 4},
    Word{"sa", TokenKind::weekday, 5},
    Word{"sat", TokenKind::weekday, 5},
    Word{"saturday", TokenKind::weekday, 5},
    Word{"samedi", TokenKind::weekday, 5},
    Word{"su", TokenKind::weekday, 6},
    Word{"sun", TokenKind::weekday, 6},
    Word{"sunday", TokenKind::weekday, 6},
    Word{"sonn", TokenKind::weekday, 6},
    Word{"dimanche", TokenKind::weekday, 6},
    Word{"jan", TokenKind::month, 1},
    Word{"january", TokenKind::month, 1},
    Word{"feb", TokenKind::month, 2},
    Word{"february", TokenKind::month, 2},
    Word{"mar", TokenKind::month, 3},
    Word{"march", TokenKind::month, 3},
    Word{"apr", TokenKind::month, 4},
    Word{"april", TokenKind::month, 4},
    Word{"may", TokenKind::month, 5},
    Word{"jun", TokenKind::month, 6},
    Word{"june", TokenKind::month, 6},
    Word{"jul", TokenKind::month, 7},
    Word{"july", TokenKind::month, 7},
    Word{"aug", TokenKind::month, 8},
    Word{"august", TokenKind::month, 8},
    Word{"sep", TokenKind::month, 9},
    Word{"sept", TokenKind::month, 9},
    Word{"september", TokenKind::month, 9},
    Word{"oct", TokenKind::month, 10},
    Word{"october", TokenKind::month, 10},
    Word{"nov", TokenKind::month, 11},
    Word{"november", TokenKind::month, 11},
    Word{"dec", TokenKind::month, 12},
    Word{"december", TokenKind::month, 12},
    Word{"dawn", TokenKind::sun, static_cast<int>(SunEvent::dawn)},
    Word{"sunrise", TokenKind::sun, static_cast<int>(SunEvent::sunrise)},
    Word{"sunset", TokenKind::sun, static_cast<int>(SunEvent::sunset)},
    Word{"dusk", TokenKind::sun, static_cast<int>(SunEvent::dusk)},
    Word{"open", TokenKind::state, kOpen},
    Word{"geöffnet", TokenKind::state, kOpen},
    Word{"ouvert", TokenKind::state, kOpen},
    Word{"off", TokenKind::state, kClosed},
    Word{"closed", TokenKind::state, kClosed},
    Word{"fermé", TokenKind::state, kClosed},
    Word{"geschl", TokenKind::state, kClosed},
    Word{"geschlossen", TokenKind::state, kClosed},
    Word{"unknown", TokenKind::state, kUnknown},
    Word{"ph", TokenKind::holiday, kPublic},
    Word{"holiday", TokenKind::holiday, kPublic},
    Word{"holidays", TokenKind::holiday, kPublic},
    Word{"public holiday", TokenKind::holiday, kPublic},
    Word{"public holidays", TokenKind::holiday, kPublic},
    Word{"feiertags", TokenKind::holiday, kPublic},
    Word{"jours fériés", TokenKind::holiday, kPublic},
    Word{"sh", TokenKind::holiday, kSchool},
    Word{"school holiday", TokenKind::holiday, kSchool},
    Word{"school holidays", TokenKind::holiday, kSchool},
    Word{"ferien", TokenKind::holiday, kSchool},
    Word{"vacances scolaires", TokenKind::holiday, kSchool},
    Word{"easter", TokenKind::easter},
    Word{"week", TokenKind::week},
    Word{"day", TokenKind::days},
    Word{"days", TokenKind::days},
    Word{"always", TokenKind::always},
    Word{"nonstop", TokenKind::always},
    Word{"open end", TokenKind::open_end},
    Word{"to", TokenKind::dash},
    Word{"till", TokenKind::dash},
    Word{"until", TokenKind::dash},
    Word{"as", TokenKind::dash},
    Word{"bis", TokenKind::dash},
    Word{"and", TokenKind::comma},
    Word{"und", TokenKind::comma},
};

// Also the first byte of an accented letter of Latin-1, in UTF-8.
bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '\xc3'; }

char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

bool begins_with(std::string_view text, std::string_view word) {
  if (text.size() < word.size()) return false;
  for (std::size_t i = 0; i < word.size(); ++i)
    if (lower(text[i]) != word[i]) return false;
  return text.size() == word.size() || !is_letter(text[word.size()]);
}

}  // namespace

std::optional<std::pair<Token, std::size_t>> word_at(std::string_view text) {
  if (text.empty()) return std::nullopt;
  const Word* longest = nullptr;
  const char first = lower(text.front());
  for (const auto& word : kWords)
    if (word.spelling.front() == first &&
        (!longest || word.spelling.size() > longest->spelling.size()) &&
        begins_with(text, word.spelling))
      longest = &word;
  if (!longest) return std::nullopt;
  Token token;
  token.kind = longest->kind;
  token.value = longest->value;
  return std::pair{token, longest->spelling.size()};
}

}  // namespace rules::hours
