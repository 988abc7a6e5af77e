// Reading the lists of the product: the value whose id is a text.
#pragma once
#include <optional>
#include <string_view>

namespace model {

template <class List>
std::optional<typename List::value_type> with_text(const List& list, std::string_view text) {
  for (const auto value : list) {
    if (to_text(value) == text) return value;
  }
  return std::nullopt;
}

}  // namespace model
