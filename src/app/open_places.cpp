#include "app/open_places.hpp"

#include <algorithm>
#include <limits>
#include <utility>

#include "core/rules/locality.hpp"
#include "core/rules/walk.hpp"

namespace app {
namespace {

constexpr base::Instant kNever{std::numeric_limits<std::int64_t>::max()};

geo::Opening opening_of(rules::HoursState state) {
  switch (state) {
    case rules::HoursState::open: return geo::Opening::open;
    case rules::HoursState::closed: return geo::Opening::closed;
    case rules::HoursState::unknown: return geo::Opening::unknown;
  }
  return geo::Opening::unknown;
}

// Places with the same text are open at the same instants where this is the same too.
std::string clocks_of(const rules::Locality& locality, bool and_position) {
  std::string key;
  for (const auto part : {static_cast<int>(locality.zone), static_cast<int>(locality.territory),
                          static_cast<int>(locality.schools)})
    key += static_cast<char>(part);
  if (and_position)
    key += std::to_string(locality.at.lat_deg) + ' ' + std::to_string(locality.at.lon_deg);
  return key;
}

std::int64_t walk_ms(const std::optional<model::Position>& from, model::Position to) {
  return from ? rules::walk_min(geo::distance_m(*from, to)) * base::kMinuteMs : 0;
}

}  // namespace

std::optional<std::uint32_t> OpenPlaces::timeline_of(const model::Marker& marker) {
  const auto& facts = *marker.facts;
  if (facts.opening_hours.empty()) return std::nullopt;
  const auto [known, is_new] = read_.try_emplace(facts.opening_hours);
  if (is_new) {
    auto hours = rules::parse_opening_hours(facts.opening_hours);
    if (hours) known->second = *std::move(hours);
  }
  if (!known->second) return std::nullopt;
  const auto locality = rules::locality_of(facts.hours_area, marker.at);
  auto key =
      facts.opening_hours + '\0' + clocks_of(locality, rules::depends_on_position(*known->second));
  const auto [here, is_first] =
      by_hours_.try_emplace(std::move(key), static_cast<std::uint32_t>(timelines_.size()));
  if (is_first) timelines_.emplace_back(*known->second, locality);
  return here->second;
}

void OpenPlaces::take(const geo::MarkerStore& markers, geo::MarkerIndex index, Told& told) {
  const auto& marker = markers.marker(index);
  if (!marker.kind.is_place()) return;
  const auto timeline = timeline_of(marker);
  const auto known = place_of_.find(index);
  // Its hours may be others than before: it is asked anew, or never again.
  if (known != place_of_.end()) {
    places_[known->second] = places_.back();
    place_of_[places_.back().marker] = known->second;
    places_.pop_back();
    place_of_.erase(index);
  }
  if (!timeline) return told.emplace_back(index, geo::Opening::unknown), void();
  place_of_[index] = places_.size();
  places_.push_back({index, *timeline, 0, geo::Opening::closed, kNever, kNever});
}

void OpenPlaces::ask(Place& place, base::Instant now, Told& told) {
  const auto span = timelines_[place.timeline].at({now.unix_ms + place.walk_ms});
  const auto opening = opening_of(span.state);
  if (opening != place.told) told.emplace_back(place.marker, opening);
  place.told = opening;
  place.from = now;
  place.until = span.until ? base::Instant{span.until->unix_ms - place.walk_ms} : kNever;
}

OpenPlaces::Updated OpenPlaces::update(geo::MarkerStore& markers, base::Instant now,
                                       std::optional<model::Position> walk_from) {
  const bool sets_out_elsewhere = walk_from != walk_from_;
  walk_from_ = walk_from;
  Told told;
  for (const auto index : markers.take_arrived()) take(markers, index, told);
  base::Instant until = kNever;
  for (Place& place : places_) {
    if (sets_out_elsewhere || place.from == kNever) {
      place.from = kNever;
      place.walk_ms = walk_ms(walk_from, markers.marker(place.marker).at);
    }
    if (now < place.from || now >= place.until) ask(place, now, told);
    until = std::min(until, place.until);
  }
  for (auto& timeline : timelines_) timeline.forget_before(now);
  markers.set_opening(told);
  return {!told.empty(), until == kNever ? std::nullopt : std::optional(until)};
}

}  // namespace app
