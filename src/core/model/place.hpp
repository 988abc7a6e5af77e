// A place: where one can eat, wash, sleep, be cared for, find one's way.
#pragma once
#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/id.hpp"
#include "core/model/place_care.hpp"
#include "core/model/position.hpp"

namespace model {

using PlaceId = base::Id<struct PlaceTag>;

// The numbers are the product's stable list (also used on the wire and in the database).
enum class PlaceCategory : std::uint8_t {
  other = 0,
  food = 1,
  shelter = 2,
  health = 3,
  guidance = 5,
  wellbeing = 6,
  work = 7,
  partners = 8,
  toilets = 40,
  fountains = 41,
  showers = 42,
  laundries = 43,
  clothes_equipment = 61,
  giving_boxes = 62,
  luggage = 63,
};
inline constexpr std::array kPlaceCategories{
    PlaceCategory::food,         PlaceCategory::shelter,   PlaceCategory::health,
    PlaceCategory::guidance,     PlaceCategory::wellbeing, PlaceCategory::work,
    PlaceCategory::partners,     PlaceCategory::toilets,   PlaceCategory::fountains,
    PlaceCategory::showers,      PlaceCategory::laundries, PlaceCategory::clothes_equipment,
    PlaceCategory::giving_boxes, PlaceCategory::luggage,   PlaceCategory::other};
std::optional<PlaceCategory> place_category(std::int64_t number);

// Every text is UTF-8, trimmed, empty where unknown. Free text comes from many sources: show it,
// never interpret it.
struct Place {
  PlaceId id;
  std::string source;     // who says so, e.g. "soliguide"
  std::string source_id;  // their name for it; (source, source_id) is unique
  std::string name;
  PlaceCategory category = PlaceCategory::other;
  Position at;
  std::string address, postal_code, city, phone, website;
  std::string opening_hours;  // OSM opening_hours syntax, as received
  std::string hours_text;     // hours in free words
  std::string description;
  std::string audience, access;
  std::vector<std::string> languages;
  std::string animals;       // "yes", "no", or the source's words
  std::string wheelchair;    // "yes", "limited", "no", or the source's words
  std::string updated;       // the source's date, as received
  std::string last_checked;  // when we last saw it in the source, RFC 3339
  std::string attribution;   // who must be named where it is shown
  std::string licence;       // under which the source gives it, in words
  std::string
      closed_since;      // when it was seen to have vanished from its source, RFC 3339; else empty
  bool example = false;  // invented for a demonstration
  PlaceCare care;        // only where one place is read by its id
  bool operator==(const Place&) const = default;
};

}  // namespace model
