// What people choose places by without opening them: hours, and who is welcome how.
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/model/place.hpp"

namespace model {

// As in Place; empty where unknown.
struct PlaceFacts {
  std::string opening_hours;
  // Where there are hours, what rules::locality_of needs of the postal code: "75000" for all of
  // Paris, since of the mainland only the department counts; the whole code elsewhere.
  std::string hours_area;
  std::string access, audience;
  std::vector<std::string> languages;
  std::string wheelchair, animals;
  bool operator==(const PlaceFacts&) const = default;
};
PlaceFacts facts_of(const Place& place);

// A bit each. Of an audience also those of everyone: who looks for what welcomes women finds what
// welcomes everyone.
using PlaceTags = std::uint32_t;
PlaceTags tags_of(const PlaceFacts& facts);
// Of one wish; none where no place can be chosen by it.
std::optional<PlaceTags> access_tag(std::string_view access);
std::optional<PlaceTags> audience_tag(std::string_view audience);
std::optional<PlaceTags> language_tag(std::string_view language);
inline constexpr PlaceTags kWheelchairTag = PlaceTags{1} << 30, kAnimalsTag = PlaceTags{1} << 31;

// What can be chosen, in the order in which it is offered.
inline constexpr std::string_view kAccessModes[] = {"unconditional", "appointment", "registration",
                                                    "orientation"};
inline constexpr std::string_view kAudiences[] = {"women",  "men",   "families", "minors",
                                                  "adults", "young", "refugees"};
inline constexpr std::string_view kSpokenLanguages[] = {"fr", "en", "es", "de",  "pl", "ro",
                                                        "uk", "ar", "fa", "ru",  "bg", "it",
                                                        "pt", "zh", "bm", "fsl", "wo"};

}  // namespace model
