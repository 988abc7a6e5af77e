#include "core/rules/contact_in_text.hpp"

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "core/base/utf8.hpp"

namespace rules {
namespace {

// Digits in a row, and what separated them from the digits before.
struct Group {
  std::string digits;
  std::string gap;  // ' ' for blanks alone, else the other separators without the blanks; empty at
                    // the start of a run
  bool plus = false;  // a plus sign stands right before
};
using Run = std::vector<Group>;  // groups with nothing but separators between them
using Window = std::span<const Group>;

constexpr std::size_t kLongestGap = 3;  // " / ", ") ": further apart are two numbers

// 0..9 of the scripts our users write: Latin, Arabic-Indic, Persian, full-width.
std::optional<char> digit_of(char32_t c) {
  for (const char32_t zero : {U'0', U'\u0660', U'\u06F0', U'\uFF10'}) {
    if (c >= zero && c < zero + 10) return static_cast<char>('0' + (c - zero));
  }
  return std::nullopt;
}

// What people put between the digits of one number, each family as one sign.
std::optional<char> separator_of(char32_t c) {
  if (c == ' ' || c == '\t' || c == 0xA0 || c == 0x202F || (c >= 0x2000 && c <= 0x200B)) return ' ';
  if (c == '-' || (c >= 0x2010 && c <= 0x2015)) return '-';
  if (c == '.' || c == 0xB7 || c == 0x2022) return '.';
  if (c == '/' || c == '(' || c == ')' || c == '_') return static_cast<char>(c);
  return std::nullopt;
}

std::string without_blanks(const std::string& gap) {
  std::string core;
  for (const char c : gap) {
    if (c != ' ') core += c;
  }
  return core.empty() && !gap.empty() ? " " : core;
}

// Collects runs while the code points of a text go by.
class RunCollector {
 public:
  void take(char32_t c) {
    if (const auto digit = digit_of(c)) return take_digit(*digit);
    in_group_ = false;
    plus_ = c == '+';
    const auto separator = separator_of(c);
    if (separator && gap_.size() < kLongestGap) {
      gap_ += *separator;
    } else {
      finish_run();
    }
  }
  std::vector<Run> finish() {
    finish_run();
    return std::move(runs_);
  }

 private:
  void take_digit(char digit) {
    if (!in_group_) run_.push_back({"", run_.empty() ? "" : without_blanks(gap_), plus_});
    run_.back().digits += digit;
    in_group_ = true;
    plus_ = false;
    gap_.clear();
  }
  void finish_run() {
    if (!run_.empty()) runs_.push_back(std::move(run_));
    run_.clear();
    gap_.clear();
  }

  std::vector<Run> runs_;
  Run run_;
  std::string gap_;
  bool in_group_ = false;
  bool plus_ = false;
};

std::string digits_of(Window groups) {
  std::string digits;
  for (const auto& group : groups) digits += group.digits;
  return digits;
}

// One separator all through; only the first may differ, after an area or country code. So that the
// times "09.30-12.30 14.00" and the date "01/11/2026 10" are not numbers.
bool evenly_separated(Window groups) {
  for (std::size_t i = 2; i < groups.size(); ++i) {
    if (i > 2 && groups[i].gap != groups[i - 1].gap) return false;
  }
  return true;
}

// Ten digits that begin with 0 and a zone: the French national form.
bool starts_french_number(Window groups) {
  std::size_t count = 0;
  for (std::size_t i = 0; i < groups.size() && count < 10; ++i) {
    count += groups[i].digits.size();
    if (count != 10) continue;
    const Window number = groups.first(i + 1);
    const std::string digits = digits_of(number);
    return digits[0] == '0' && digits[1] != '0' && evenly_separated(number);
  }
  return false;
}

// "+33 …", "0033 …", or "33 6 12 34 56 78" where the sign was forgotten.
bool starts_international_number(Window groups) {
  const std::string digits = digits_of(groups);
  if (groups.front().plus) return digits.size() >= 8;
  const bool zeros_stand_alone =
      groups.front().digits == "00";  // or are they the minutes of "9.00-12.00"?
  if (digits.starts_with("00") && digits.size() >= 11 && digits[2] != '0' &&
      (!zeros_stand_alone || evenly_separated(groups))) {
    return true;
  }
  return groups.front().digits == "33" && groups.size() >= 6 && groups[1].digits.size() == 1 &&
         digits_of(groups.first(6)).size() == 11;
}

// Other countries' habits: "555-123-4567", "0171 5558 2211". Groups of two are sizes, of five
// postal codes; years are years.
bool starts_grouped_number(Window groups) {
  std::size_t count = 0;
  for (const auto& group : groups) {
    const auto size = group.digits.size();
    const bool year =
        size == 4 && (group.digits.starts_with("19") || group.digits.starts_with("20"));
    if (size < 3 || size > 4 || year) return false;
    count += size;
    if (count >= 9) return true;
  }
  return false;
}

bool is_phone_number_at(Window groups) {
  return groups.front().digits.size() >= 9 || starts_french_number(groups) ||
         starts_international_number(groups) || starts_grouped_number(groups);
}

bool is_letter_or_digit(char c) {
  const auto byte = static_cast<std::uint8_t>(c);
  return (byte >= '0' && byte <= '9') || (byte >= 'a' && byte <= 'z') ||
         (byte >= 'A' && byte <= 'Z') || byte >= 0x80;
}
bool is_letter(char c) { return is_letter_or_digit(c) && !(c >= '0' && c <= '9'); }

// Whether `text` begins with a domain that could receive mail.
bool starts_domain(std::string_view text) {
  std::size_t label = 0, letters = 0, dots = 0;
  for (const char c : text) {
    if (c == '.') {
      if (label == 0) break;
      ++dots;
      label = letters = 0;
    } else if (is_letter_or_digit(c) || c == '-') {
      ++label;
      letters += is_letter(c) ? 1 : 0;
      if (dots > 0 && letters >= 2 && letters == label) return true;
    } else {
      break;
    }
  }
  return false;
}

}  // namespace

bool has_phone_number(std::string_view text) {
  RunCollector collector;
  while (const auto c = base::take_code_point(text)) collector.take(*c);
  for (const Run& run : collector.finish()) {
    for (std::size_t i = 0; i < run.size(); ++i) {
      if (is_phone_number_at(Window(run).subspan(i))) return true;
    }
  }
  return false;
}

bool has_email(std::string_view text) {
  constexpr std::string_view kLocalSigns = "!#$%&'*+-/=?^_`{|}~";
  for (std::size_t at = text.find('@'); at != std::string_view::npos; at = text.find('@', at + 1)) {
    if (at == 0) continue;
    const char before = text[at - 1];
    const bool local =
        is_letter_or_digit(before) || kLocalSigns.find(before) != std::string_view::npos;
    if (local && starts_domain(text.substr(at + 1))) return true;
  }
  return false;
}

}  // namespace rules
