#include "core/model/marker.hpp"

namespace model {

bool is_known(MarkerKind kind) {
  if (kind.is_place()) return place_category(kind.code).has_value();
  const auto kind_number = static_cast<std::size_t>((kind.code - 128) >> 4);
  const auto section_number = static_cast<std::size_t>(kind.code & 15);
  return kind_number < kActionKinds.size() && section_number < kActionSections.size();
}

Marker marker_of(const Place& place) {
  return {place.id.uuid,
          marker_kind(place.category),
          place.at,
          place.name,
          place.address.empty() ? place.city : place.address,
          base::Shared(facts_of(place))};
}

Marker marker_of(const Action& action) {
  return {action.id.uuid,           marker_kind(action.kind, action.section),
          action.at.centre,         action.title,
          action.author.first_name, {}};
}

}  // namespace model
