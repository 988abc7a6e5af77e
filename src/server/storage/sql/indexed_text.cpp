#include "server/storage/sql/indexed_text.hpp"

namespace storage::sql {
namespace {

// Two fields as one.
std::string together(const std::string& a, const std::string& b) {
  return a.empty() || b.empty() ? a + b : a + "\n" + b;
}

}  // namespace

IndexedText text_of(const model::Place& place) {
  return {place.name, together(together(place.address, place.postal_code), place.city),
          together(place.description, place.audience)};
}

IndexedText text_of(const model::Action& action) { return {action.title, "", action.text}; }

}  // namespace storage::sql
