// The tokens of a value, taken from the front. After the first failure all that is taken is empty
// and the failure stays, so that a parser may look once, at its end.
#pragma once
#include <algorithm>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "core/rules/hours_lexer.hpp"

namespace rules::hours {

class Reader {
 public:
  explicit Reader(std::vector<Token> tokens) : tokens_(std::move(tokens)) {}

  const Token& peek(std::size_t ahead = 0) const {
    return tokens_[std::min(at_ + ahead, tokens_.size() - 1)];
  }
  bool sees(TokenKind kind, std::size_t ahead = 0) const { return peek(ahead).kind == kind; }
  bool failed() const { return failure_.has_value(); }
  const base::Error& failure() const { return *failure_; }

  Token take() {
    const auto token = peek();
    if (at_ + 1 < tokens_.size()) ++at_;
    return token;
  }
  bool take_if(TokenKind kind) {
    if (!sees(kind)) return false;
    take();
    return true;
  }
  void expect(TokenKind kind) {
    if (!take_if(kind)) fail("hours.unexpected", "Something else was expected here.");
  }

  void fail(std::string code, std::string detail) {
    if (failure_) return;
    failure_ = {std::move(code), std::to_string(peek().where), std::move(detail)};
    at_ = tokens_.size() - 1;
  }

  // A number within bounds, both included.
  int number(int least, int most) {
    if (!sees(TokenKind::number)) {
      fail("hours.unexpected", "A number was expected here.");
      return least;
    }
    if (peek().value < least || peek().value > most) {
      fail("hours.out_of_range", "A number is out of range.");
      return least;
    }
    return take().value;
  }

  // "/2"; 1 where there is none.
  int step(int most) { return take_if(TokenKind::slash) ? number(1, most) : 1; }

  // "+1 day", "-7 days": whether one begins `ahead` tokens from here.
  bool sees_offset(std::size_t ahead = 0) const {
    return (sees(TokenKind::plus, ahead) || sees(TokenKind::dash, ahead)) &&
           sees(TokenKind::number, ahead + 1) && sees(TokenKind::days, ahead + 2);
  }
  int offset_days() {
    if (!sees_offset()) return 0;
    const int sign = take().kind == TokenKind::plus ? 1 : -1;
    const int days = number(0, 366);
    take();
    return sign * days;
  }

  bool sees_year(std::size_t ahead = 0) const {
    return sees(TokenKind::number, ahead) && peek(ahead).digits == 4 && peek(ahead).value >= 1900;
  }

 private:
  std::vector<Token> tokens_;  // the last one is the end
  std::size_t at_ = 0;
  std::optional<base::Error> failure_;
};

}  // namespace rules::hours
