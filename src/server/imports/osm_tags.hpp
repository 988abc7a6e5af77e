// Which objects of OpenStreetMap are places of ours, and what their tags say.
#pragma once
#include <array>
#include <optional>
#include <string>
#include <string_view>

#include "core/model/place.hpp"
#include "server/imports/import_row.hpp"

namespace imports {

struct OsmRule {
  std::string_view key, value;
  model::PlaceCategory category;
};

// The first that an object has counts. Homes (nursing, assisted living, groups) are where people
// live, no places to go to; they are not in it.
inline constexpr std::array kOsmRules{
    OsmRule{"social_facility", "soup_kitchen", model::PlaceCategory::food},
    OsmRule{"social_facility", "food_bank", model::PlaceCategory::food},
    OsmRule{"amenity", "soup_kitchen", model::PlaceCategory::food},
    OsmRule{"amenity", "food_bank", model::PlaceCategory::food},
    OsmRule{"amenity", "food_sharing", model::PlaceCategory::food},
    OsmRule{"social_facility", "shelter", model::PlaceCategory::shelter},
    OsmRule{"social_facility", "healthcare", model::PlaceCategory::health},
    OsmRule{"social_facility", "ambulatory_care", model::PlaceCategory::health},
    OsmRule{"amenity", "hospital", model::PlaceCategory::health},
    OsmRule{"amenity", "clinic", model::PlaceCategory::health},
    OsmRule{"social_facility", "clothing_bank", model::PlaceCategory::clothes_equipment},
    OsmRule{"amenity", "freeshop", model::PlaceCategory::clothes_equipment},
    OsmRule{"shop", "charity", model::PlaceCategory::clothes_equipment},
    OsmRule{"social_facility", "workshop", model::PlaceCategory::work},
    OsmRule{"office", "employment_agency", model::PlaceCategory::work},
    OsmRule{"social_facility", "outreach", model::PlaceCategory::guidance},
    OsmRule{"social_facility", "day_care", model::PlaceCategory::guidance},
    OsmRule{"social_facility", "dairy_kitchen", model::PlaceCategory::food},
    OsmRule{"amenity", "social_centre", model::PlaceCategory::wellbeing},
    OsmRule{"amenity", "community_centre", model::PlaceCategory::wellbeing},
    OsmRule{"amenity", "toilets", model::PlaceCategory::toilets},
    OsmRule{"amenity", "drinking_water", model::PlaceCategory::fountains},
    OsmRule{"amenity", "water_point", model::PlaceCategory::fountains},
    OsmRule{"man_made", "drinking_fountain", model::PlaceCategory::fountains},
    OsmRule{"drinking_water", "yes", model::PlaceCategory::fountains},  // of fountains and taps
    OsmRule{"amenity", "shower", model::PlaceCategory::showers},
    OsmRule{"amenity", "public_bath", model::PlaceCategory::showers},
    OsmRule{"shop", "laundry", model::PlaceCategory::laundries},
    OsmRule{"amenity", "public_bookcase", model::PlaceCategory::giving_boxes},
    OsmRule{"amenity", "give_box", model::PlaceCategory::giving_boxes},
    OsmRule{"amenity", "luggage_locker", model::PlaceCategory::luggage},
    OsmRule{"amenity", "left_luggage", model::PlaceCategory::luggage},
};

// Who is named with them (openstreetmap.org/copyright).
inline constexpr std::string_view kOsmSource = "openstreetmap", kOsmLicence = "ODbL 1.0",
                                  kOsmAttribution = "© les contributeurs d’OpenStreetMap";

// `value_of` gives the value of a key, or nullptr. Nothing for what is no place of ours, or is
// private.
template <class ValueOf>
std::optional<model::PlaceCategory> osm_category(ValueOf value_of) {
  const auto has = [&](const char* key, std::string_view value) {
    const char* const said = value_of(key);
    return said && value == said;
  };
  if (has("access", "private") || has("access", "no")) return std::nullopt;
  for (const auto& rule : kOsmRules) {
    if (!has(rule.key.data(), rule.value)) continue;
    const bool is_mere_water = rule.key == "drinking_water";
    if (!is_mere_water || has("amenity", "fountain") || has("man_made", "water_tap"))
      return rule.category;
  }
  return std::nullopt;
}

// What else the tags say. Of several keys for one field the first that is there counts.
struct OsmField {
  const char* key;
  std::string_view field;
};
inline constexpr std::array kOsmFields{
    OsmField{"name:fr", "name"},
    OsmField{"name", "name"},
    OsmField{"opening_hours", "opening_hours"},
    OsmField{"wheelchair", "wheelchair"},
    OsmField{"phone", "phone"},
    OsmField{"contact:phone", "phone"},
    OsmField{"website", "website"},
    OsmField{"contact:website", "website"},
    OsmField{"addr:postcode", "postal_code"},
    OsmField{"addr:city", "city"},
    OsmField{"description:fr", "description"},
    OsmField{"description", "description"},
    OsmField{"check_date", "updated"},
};

template <class ValueOf>
void read_osm_tags(ValueOf value_of, ImportRow& row) {
  for (const auto& [key, field] : kOsmFields)
    if (const char* const said = value_of(key)) row.fields.try_emplace(std::string(field), said);
  const char* const street = value_of("addr:street");
  const char* const number = value_of("addr:housenumber");
  if (street) row.fields["address"] = (number ? std::string(number) + ' ' : std::string()) + street;
}

}  // namespace imports
