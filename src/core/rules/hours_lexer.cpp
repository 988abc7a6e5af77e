#include "core/rules/hours_lexer.hpp"

#include <array>
#include <optional>

#include "core/base/utf8.hpp"
#include "core/rules/hours_words.hpp"

namespace rules::hours {
namespace {

constexpr int kDigitsMax = 4;

// A digit of any size that people write minutes with: 9³⁰, 9³°.
struct Digit {
  int value;
  bool is_small;
};

std::optional<Digit> digit_of(char32_t c) {
  if (c >= U'0' && c <= U'9') return Digit{static_cast<int>(c - U'0'), false};
  if (c >= U'\u2080' && c <= U'\u2089') return Digit{static_cast<int>(c - U'\u2080'), true};
  if (c == U'\u2070' || (c >= U'\u2074' && c <= U'\u2079'))
    return Digit{static_cast<int>(c - U'\u2070'), true};
  switch (c) {
    case U'\u00b9': return Digit{1, true};
    case U'\u00b2': return Digit{2, true};
    case U'\u00b3': return Digit{3, true};
    case U'\u00b0': return Digit{0, true};
    default: return std::nullopt;
  }
}

bool is_blank(char32_t c) {
  return c == U' ' || c == U'\t' || c == U'\n' || c == U'\r' || c == U'\u00a0' || c == U'\u202f';
}

std::optional<TokenKind> sign_of(char32_t c) {
  switch (c) {
    case U'-':
    case U'\u2013':  // dashes of typography, a minus, an arrow
    case U'\u2014':
    case U'\u2212':
    case U'\u2192': return TokenKind::dash;
    case U',':
    case U'&': return TokenKind::comma;
    case U';': return TokenKind::semicolon;
    case U'+': return TokenKind::plus;
    case U'/': return TokenKind::slash;
    case U':': return TokenKind::colon;
    case U'(': return TokenKind::opening;
    case U')': return TokenKind::closing;
    case U'[': return TokenKind::opening_bracket;
    case U']': return TokenKind::closing_bracket;
    default: return std::nullopt;
  }
}

struct Number {
  int value = 0, digits = 0;
  bool is_small = false;
};

class Lexer {
 public:
  explicit Lexer(std::string_view value) : all_(value), rest_(value) {}

  base::Result<std::vector<Token>> run() {
    skip_key();
    while (skip_blanks(), !rest_.empty())
      if (auto error = next()) return *std::move(error);
    add({});
    return std::move(tokens_);
  }

 private:
  using Failure = std::optional<base::Error>;

  std::size_t where() const { return all_.size() - rest_.size(); }
  base::Error error(std::string code, std::string detail) const {
    return {std::move(code), std::to_string(where()), std::move(detail)};
  }

  void add(Token token) {
    token.where = where();
    tokens_.push_back(std::move(token));
  }
  Failure take(TokenKind kind, std::size_t bytes) {
    Token token;
    token.kind = kind;
    add(std::move(token));
    rest_.remove_prefix(bytes);
    return std::nullopt;
  }

  void skip_blanks() {
    for (auto rest = rest_; const auto c = base::take_code_point(rest);) {
      if (!is_blank(*c)) return;
      rest_ = rest;
    }
  }

  // Values are pasted with their key before them.
  void skip_key() {
    skip_blanks();
    for (const std::string_view key : {"opening_hours", "Öffnungszeiten"}) {
      if (!rest_.starts_with(key)) continue;
      rest_.remove_prefix(key.size());
      skip_blanks();
      if (rest_.starts_with('=') || rest_.starts_with(':')) rest_.remove_prefix(1);
    }
  }

  Failure next() {
    if (rest_.front() == '"') return comment();
    if (rest_.starts_with("||")) return take(TokenKind::bars, 2);
    if (rest_.starts_with("24/7")) return take(TokenKind::always, 4);
    auto after = rest_;
    const auto c = base::take_code_point(after);
    if (!c) return error("hours.unknown_word", "It is not valid UTF-8.");
    if (digit_of(*c)) return number_or_time();
    if (const auto sign = sign_of(*c)) return take(*sign, rest_.size() - after.size());
    return word();
  }

  Failure comment() {
    const auto end = rest_.find('"', 1);
    if (end == std::string_view::npos)
      return error("hours.unclosed_comment", "A comment has no closing quote.");
    Token token;
    token.kind = TokenKind::comment;
    token.text = rest_.substr(1, end - 1);
    add(std::move(token));
    rest_.remove_prefix(end + 1);
    return std::nullopt;
  }

  Failure word() {
    const auto found = word_at(rest_);
    if (!found) return error("hours.unknown_word", "It is no word of opening_hours.");
    add(found->first);
    rest_.remove_prefix(found->second);
    if (rest_.starts_with('.')) rest_.remove_prefix(1);  // "mon."
    return std::nullopt;
  }

  Number take_number() {
    Number number;
    for (auto rest = rest_; const auto c = base::take_code_point(rest);) {
      const auto digit = digit_of(*c);
      if (!digit || number.digits > kDigitsMax) break;
      number.value = number.value * 10 + digit->value;
      ++number.digits;
      number.is_small |= digit->is_small;
      rest_ = rest;
    }
    return number;
  }

  // The minutes after "8:" or "8.": two digits, and no third.
  std::optional<int> take_minutes() {
    if (!rest_.starts_with(':') && !rest_.starts_with('.')) return std::nullopt;
    const auto before = rest_;
    rest_.remove_prefix(1);
    const auto minutes = take_number();
    if (minutes.digits == 2) return minutes.value;
    rest_ = before;
    return std::nullopt;
  }

  // 0: in the morning, 720: after noon.
  std::optional<int> take_half_day() {
    for (const auto& [text, minutes] : {std::pair{"am", 0}, {"AM", 0}, {"pm", 720}, {"PM", 720}}) {
      if (!rest_.starts_with(text)) continue;
      rest_.remove_prefix(2);
      return minutes;
    }
    return std::nullopt;
  }

  // "9h", but not "9h30": as others read it.
  bool take_hour_sign() {
    if (!rest_.starts_with('h')) return false;
    auto after = rest_.substr(1);
    const auto c = base::take_code_point(after);
    if (c && (digit_of(*c) || word_at(rest_))) return false;
    rest_.remove_prefix(1);
    return true;
  }

  Failure number_or_time() {
    Token token;
    token.where = where();
    const auto number = take_number();
    if (number.digits > kDigitsMax) return error("hours.out_of_range", "A number is too long.");
    auto minutes = take_minutes();
    int hours = number.value;
    if (!minutes && number.is_small && number.digits == 4) {  // "9³⁰", written with a leading 0
      minutes = number.value % 100;
      hours = number.value / 100;
    }
    if (!minutes && take_hour_sign()) minutes = 0;
    const auto half_day = take_half_day();
    if (!minutes && !half_day) {
      token.kind = TokenKind::number;
      token.value = number.value;
      token.digits = number.digits;
    } else {
      if (half_day ? hours < 1 || hours > 12 : hours > 48)
        return error("hours.out_of_range", "There is no such hour.");
      if (minutes.value_or(0) > 59) return error("hours.out_of_range", "There is no such minute.");
      token.kind = TokenKind::time;
      token.value =
          (half_day ? hours % 12 : hours) * 60 + minutes.value_or(0) + half_day.value_or(0);
    }
    tokens_.push_back(std::move(token));
    return std::nullopt;
  }

  std::string_view all_, rest_;
  std::vector<Token> tokens_;
};

}  // namespace

base::Result<std::vector<Token>> lex(std::string_view value) { return Lexer(value).run(); }

}  // namespace rules::hours
