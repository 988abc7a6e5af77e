// The words and signs of a value of opening_hours, with the spellings that people use for them.
#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "core/base/result.hpp"

namespace rules::hours {

enum class TokenKind : unsigned char {
  number,   // value; digits
  time,     // value: minutes ("8:30", "8.30", "8:30pm")
  weekday,  // value: base::Weekday
  month,    // value: 1 to 12
  sun,      // value: SunEvent
  state,    // value: HoursState
  holiday,  // value: Holiday
  easter,
  week,
  days,      // "day", "days"
  always,    // "24/7"
  open_end,  // "+" as words
  dash,      // "-" and the words for it
  comma,
  semicolon,
  bars,  // "||"
  plus,
  slash,
  colon,
  opening,  // "("
  closing,
  opening_bracket,
  closing_bracket,
  comment,  // text
  end
};

struct Token {
  TokenKind kind = TokenKind::end;
  int value = 0;
  int digits = 0;         // of a number
  std::size_t where = 0;  // byte in the value
  std::string text;       // of a comment
};

// Ends with a token of kind `end`. Codes: hours.unknown_word (`where`: the byte at which it
// begins), hours.unclosed_comment, hours.out_of_range.
base::Result<std::vector<Token>> lex(std::string_view value);

}  // namespace rules::hours
