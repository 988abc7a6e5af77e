#include "core/model/correction.hpp"

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <cstdlib>

#include "core/model/with_text.hpp"

namespace model {
namespace {

constexpr std::string_view kBetween = ", ";

std::string joined(const std::vector<std::string>& items) {
  std::string out;
  for (const auto& item : items) out += (out.empty() ? "" : std::string(kBetween)) + item;
  return out;
}

std::vector<std::string> split(std::string_view text) {
  std::vector<std::string> items;
  while (!text.empty()) {
    const auto end = text.find(',');
    auto item = text.substr(0, end);
    while (item.starts_with(' ')) item.remove_prefix(1);
    while (item.ends_with(' ')) item.remove_suffix(1);
    if (!item.empty()) items.emplace_back(item);
    text = end == std::string_view::npos ? std::string_view{} : text.substr(end + 1);
  }
  return items;
}

std::string text_of(const Position& at) {
  char text[48];
  std::snprintf(text, sizeof text, "%.7f,%.7f", at.lat_deg, at.lon_deg);
  return text;
}

// Digits with at most one point among them, and perhaps a minus before.
std::optional<double> degrees_of(std::string_view text) {
  auto digits = text;
  if (digits.starts_with('-')) digits.remove_prefix(1);
  const auto is_digit = [](char c) { return c >= '0' && c <= '9'; };
  const bool is_number =
      !digits.empty() && digits.size() <= 16 && is_digit(digits.front()) &&
      std::ranges::all_of(digits, [&](char c) { return is_digit(c) || c == '.'; }) &&
      std::ranges::count(digits, '.') <= 1;
  if (!is_number) return std::nullopt;
  return std::strtod(std::string(text).c_str(), nullptr);
}

// The member that holds a field that is one text.
std::string Place::* member_of(PlaceField field) {
  switch (field) {
    case PlaceField::name: return &Place::name;
    case PlaceField::address: return &Place::address;
    case PlaceField::postal_code: return &Place::postal_code;
    case PlaceField::city: return &Place::city;
    case PlaceField::phone: return &Place::phone;
    case PlaceField::website: return &Place::website;
    case PlaceField::opening_hours: return &Place::opening_hours;
    case PlaceField::hours_text: return &Place::hours_text;
    case PlaceField::description: return &Place::description;
    case PlaceField::audience: return &Place::audience;
    case PlaceField::access: return &Place::access;
    case PlaceField::animals: return &Place::animals;
    case PlaceField::wheelchair: return &Place::wheelchair;
    case PlaceField::languages:
    case PlaceField::position:
    case PlaceField::closed: return nullptr;
  }
  return nullptr;
}

}  // namespace

std::string_view to_text(PlaceField field) {
  switch (field) {
    case PlaceField::name: return "name";
    case PlaceField::address: return "address";
    case PlaceField::postal_code: return "postal_code";
    case PlaceField::city: return "city";
    case PlaceField::phone: return "phone";
    case PlaceField::website: return "website";
    case PlaceField::opening_hours: return "opening_hours";
    case PlaceField::hours_text: return "hours_text";
    case PlaceField::description: return "description";
    case PlaceField::audience: return "audience";
    case PlaceField::access: return "access";
    case PlaceField::languages: return "languages";
    case PlaceField::animals: return "animals";
    case PlaceField::wheelchair: return "wheelchair";
    case PlaceField::position: return "position";
    case PlaceField::closed: return "closed";
  }
  return {};
}

std::optional<PlaceField> place_field(std::string_view text) {
  return with_text(kPlaceFields, text);
}

std::string text_of(const Place& place, PlaceField field) {
  if (const auto member = member_of(field)) return place.*member;
  if (field == PlaceField::languages) return joined(place.languages);
  if (field == PlaceField::position) return text_of(place.at);
  return std::string(place.closed_since.empty() ? std::string_view{} : kClosed);
}

std::optional<Position> position_of(std::string_view text) {
  const auto comma = text.find(',');
  if (comma == std::string_view::npos) return std::nullopt;
  const auto lat = degrees_of(text.substr(0, comma)), lon = degrees_of(text.substr(comma + 1));
  if (!lat || !lon || std::abs(*lat) > 90 || std::abs(*lon) > 180) return std::nullopt;
  return Position{*lat, *lon};
}

void set_text(Place& place, PlaceField field, std::string_view text, base::Instant now) {
  if (const auto member = member_of(field))
    place.*member = text;
  else if (field == PlaceField::languages)
    place.languages = split(text);
  else if (field == PlaceField::position)
    place.at = position_of(text).value_or(place.at);
  else
    place.closed_since = text.empty() ? std::string() : base::to_rfc3339(now);
}

std::string_view to_text(CorrectionStatus status) {
  switch (status) {
    case CorrectionStatus::open: return "open";
    case CorrectionStatus::accepted: return "accepted";
    case CorrectionStatus::refused: return "refused";
  }
  return {};
}

std::optional<CorrectionStatus> correction_status(std::string_view text) {
  return with_text(kCorrectionStatuses, text);
}

}  // namespace model
