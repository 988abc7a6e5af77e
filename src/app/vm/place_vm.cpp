#include "app/vm/place_vm.hpp"

#include <cstdio>

#include "app/vm/links.hpp"
#include "app/vm/near.hpp"

namespace app {
namespace {

YesNo yes_no(const std::string& text, std::string& words) {
  if (text.empty()) return YesNo::unknown;
  if (text == "yes") return YesNo::yes;
  if (text == "limited") return YesNo::limited;
  if (text == "no") return YesNo::no;
  words = text;
  return YesNo::words;
}

std::vector<std::string> address_lines(const model::Place& place) {
  std::vector<std::string> lines;
  if (!place.address.empty()) lines.push_back(place.address);
  std::string town = place.postal_code;
  if (!town.empty() && !place.city.empty()) town += ' ';
  town += place.city;
  // Many sources write the town into the address already.
  const bool said =
      !lines.empty() && !place.city.empty() && lines.front().find(town) != std::string::npos;
  if (!town.empty() && !said) lines.push_back(std::move(town));
  return lines;
}

std::string directions_href(model::Position at) {
  char text[64];
  std::snprintf(text, sizeof text, "geo:%.6f,%.6f", at.lat_deg, at.lon_deg);
  return text;
}

std::optional<int> days_since(const std::string& date, base::Instant now) {
  // Sources give a day or an instant.
  const auto at = base::parse_rfc3339(date.size() == 10 ? date + "T00:00:00Z" : date);
  if (!at || *at > now) return std::nullopt;
  return static_cast<int>((now.unix_ms - at->unix_ms) / base::kDayMs);
}

// Of an instant as received: the day is all that is told.
std::optional<base::CivilDate> date_of(const std::string& instant) {
  const auto at = base::parse_rfc3339(instant);
  if (!at) return std::nullopt;
  return base::date_of(rules::local_time(rules::TimeZone::paris, *at).day);
}

void fill_hours(PlaceVm& vm, const model::Place& place, base::Instant now) {
  const auto locality = rules::locality_of(place.postal_code, place.at);
  vm.hours = rules::opening_week(place.opening_hours, locality, now);
  vm.hours_text = place.hours_text;
  if (vm.hours_text.empty() && vm.hours.days.empty()) vm.hours_text = place.opening_hours;
  if (vm.walk_min)
    vm.arrival_min =
        rules::local_time(locality.zone, {now.unix_ms + *vm.walk_min * base::kMinuteMs}).minute;
}

void fill_contact(PlaceVm& vm, const model::Place& place) {
  vm.address = address_lines(place);
  vm.phone = place.phone;
  vm.phone_href = phone_href(place.phone);
  vm.website_href = website_href(place.website);
  vm.website_text = website_text(vm.website_href);
  vm.directions_href = directions_href(place.at);
}

void fill(PlaceVm& vm, const model::Place& place, base::Instant now) {
  vm.name = place.name;
  vm.kind = model::marker_kind(place.category);
  vm.at = place.at;
  fill_contact(vm, place);
  vm.description = place.description;
  vm.audience = place.audience;
  vm.access = place.access;
  vm.languages = place.languages;
  vm.animals = yes_no(place.animals, vm.animals_words);
  vm.wheelchair = yes_no(place.wheelchair, vm.wheelchair_words);
  vm.source = place.source;
  vm.attribution = place.attribution;
  vm.licence = place.licence;
  vm.closed_since = date_of(place.closed_since);
  vm.checked_days_ago = days_since(place.last_checked, now);
  vm.example = place.example;
}

}  // namespace

PlaceVm place_vm(const State& state, model::PlaceId id, base::Instant now) {
  PlaceVm vm;
  if (const auto index = state.markers.find(id.uuid)) {
    const auto& marker = state.markers.marker(*index);
    vm.name = marker.title;
    vm.kind = marker.kind;
    vm.at = marker.at;
  }
  const auto known = state.places.find(id);
  const model::Place* place = nullptr;
  if (known != state.places.end()) {
    vm.load = known->second.state;
    if (vm.load == LoadState::failed) vm.error = known->second.error;
    if (known->second.value) place = &*known->second.value;
  }
  if (place) fill(vm, *place, now);
  if (vm.at) {
    const auto distance = near(state, *vm.at);
    vm.distance_m = distance.distance_m;
    vm.walk_min = distance.walk_min;
  }
  if (place) fill_hours(vm, *place, now);
  return vm;
}

}  // namespace app
