#include "server/storage/sql/words.hpp"

namespace storage::sql {
namespace {

bool is_separator(std::string_view text, std::size_t at, std::size_t& length) {
  const auto byte = [&](std::size_t i) {
    return i < text.size() ? static_cast<unsigned char>(text[i]) : 0;
  };
  length = 1;
  const unsigned char c = byte(at);
  if (c < 0x80)
    return !((c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'));
  if (c == 0xC2 && byte(at + 1) >= 0xA0 && byte(at + 1) <= 0xBF)
    return length = 2, true;  // U+00A0..U+00BF
  if (c == 0xE2 && (byte(at + 1) == 0x80 || byte(at + 1) == 0x81))
    return length = 3, true;  // U+2000..U+207F
  return false;
}

}  // namespace

std::vector<std::string> words_of(std::string_view text) {
  std::vector<std::string> words;
  std::string word;
  const auto flush = [&] {
    if (!word.empty()) words.push_back(std::move(word));
    word.clear();
  };
  for (std::size_t i = 0, length = 1; i < text.size(); i += length) {
    if (is_separator(text, i, length)) {
      flush();
    } else {
      word += text[i];
    }
  }
  flush();
  return words;
}

}  // namespace storage::sql
