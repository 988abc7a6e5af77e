// What every fuzzer shares. One executable a decoder: libFuzzer calls LLVMFuzzerTestOneInput with
// bytes it makes up, the sanitizers watch, and `require` states what must hold of whatever was
// read. Nothing is caught: an exception that leaves a decoder ends the run.
#pragma once
#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <string_view>

namespace fuzz {

inline std::string_view text_of(const std::uint8_t* data, std::size_t size) {
  return {reinterpret_cast<const char*>(data), size};
}

inline void require(bool holds, const char* what) {
  if (holds) return;
  std::fprintf(stderr, "broken: %s\n", what);
  std::abort();
}

// The first piece of `text` up to `separator`, taken off its front together with it.
inline std::string_view take_piece(std::string_view& text, char separator) {
  const auto end = text.find(separator);
  const auto piece = text.substr(0, end);
  text = end == std::string_view::npos ? std::string_view{} : text.substr(end + 1);
  return piece;
}

}  // namespace fuzz
