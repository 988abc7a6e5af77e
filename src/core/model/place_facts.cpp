#include "core/model/place_facts.hpp"

#include <algorithm>
#include <iterator>
#include <span>

namespace model {
namespace {

using Offered = std::span<const std::string_view>;

constexpr int kFirstAccess = 0, kFirstAudience = 4, kFirstLanguage = 11;
static_assert(std::size(kAccessModes) == kFirstAudience - kFirstAccess);
static_assert(std::size(kAudiences) == kFirstLanguage - kFirstAudience);
static_assert(kFirstLanguage + std::size(kSpokenLanguages) <= 30);

std::optional<PlaceTags> tag(Offered offered, int first, std::string_view wanted) {
  const auto found = std::ranges::find(offered, wanted);
  if (found == offered.end()) return std::nullopt;
  return PlaceTags{1} << (first + (found - offered.begin()));
}

bool is_everyone(std::string_view audience) { return audience == "all" || audience == "everyone"; }

constexpr PlaceTags kAllAudiences = ((PlaceTags{1} << std::size(kAudiences)) - 1) << kFirstAudience;

// Overseas some codes share two digits and have other clocks.
std::string hours_area(const std::string& postal_code) {
  const bool is_mainland =
      postal_code.size() == 5 && !postal_code.starts_with("97") && !postal_code.starts_with("98");
  return is_mainland ? postal_code.substr(0, 2) + "000" : postal_code;
}

}  // namespace

PlaceFacts facts_of(const Place& place) {
  PlaceFacts facts;
  facts.opening_hours = place.opening_hours;
  if (!facts.opening_hours.empty()) facts.hours_area = hours_area(place.postal_code);
  facts.access = place.access;
  facts.audience = place.audience;
  facts.languages = place.languages;
  facts.wheelchair = place.wheelchair;
  facts.animals = place.animals;
  return facts;
}

PlaceTags tags_of(const PlaceFacts& facts) {
  PlaceTags tags = access_tag(facts.access).value_or(0);
  tags |= is_everyone(facts.audience) ? kAllAudiences : audience_tag(facts.audience).value_or(0);
  for (const auto& language : facts.languages) tags |= language_tag(language).value_or(0);
  if (facts.wheelchair == "yes" || facts.wheelchair == "limited") tags |= kWheelchairTag;
  if (facts.animals == "yes") tags |= kAnimalsTag;
  return tags;
}

std::optional<PlaceTags> access_tag(std::string_view access) {
  return tag(kAccessModes, kFirstAccess, access);
}
std::optional<PlaceTags> audience_tag(std::string_view audience) {
  return tag(kAudiences, kFirstAudience, audience);
}
std::optional<PlaceTags> language_tag(std::string_view language) {
  return tag(kSpokenLanguages, kFirstLanguage, language);
}

}  // namespace model
