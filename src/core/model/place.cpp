#include "core/model/place.hpp"

namespace model {

std::optional<PlaceCategory> place_category(std::int64_t number) {
  for (const auto category : kPlaceCategories) {
    if (static_cast<std::int64_t>(category) == number) return category;
  }
  return std::nullopt;
}

}  // namespace model
