#include "server/hours_cases.hpp"

#include <algorithm>
#include <array>
#include <nlohmann/json.hpp>

namespace server {
namespace {

using nlohmann::json;
using rules::HoursState;

struct Region {
  std::string_view name, postal_code;  // of its capital
};

// School holidays are those of a region; a file may name it instead of a postal code.
constexpr std::array kRegions{Region{"Auvergne-Rhône-Alpes", "69001"},
                              Region{"Bourgogne-Franche-Comté", "21000"},
                              Region{"Bretagne", "35000"},
                              Region{"Centre-Val de Loire", "45000"},
                              Region{"Corse", "20000"},
                              Region{"Grand Est", "51000"},
                              Region{"Guadeloupe", "97100"},
                              Region{"Guyane", "97300"},
                              Region{"Hauts-de-France", "59000"},
                              Region{"La Réunion", "97400"},
                              Region{"Martinique", "97200"},
                              Region{"Mayotte", "97600"},
                              Region{"Normandie", "76000"},
                              Region{"Nouvelle-Aquitaine", "33000"},
                              Region{"Occitanie", "31000"},
                              Region{"Pays de la Loire", "44000"},
                              Region{"Provence-Alpes-Côte d'Azur", "13001"},
                              Region{"Île-de-France", "75001"}};

base::Error malformed(std::string where, std::string detail) {
  return {"hours.cases", std::move(where), std::move(detail)};
}

std::string text_at(const json& object, const char* key) {
  const auto found = object.find(key);
  return found != object.end() && found->is_string() ? found->get<std::string>() : std::string{};
}

base::Result<rules::Locality> read_locality(const json& file) {
  const auto location = file.value("location", json::object());
  if (!location.is_object()) return malformed("location", "It is no object.");
  const auto lat = location.value("lat", json()), lon = location.value("lon", json());
  if (!lat.is_number() || !lon.is_number())
    return malformed("location", "It needs lat and lon, in degrees.");
  const auto address = location.value("address", json::object());
  if (!address.is_object()) return malformed("location.address", "It is no object.");
  auto postal_code = text_at(address, "postcode");
  const auto region = std::ranges::find(kRegions, text_at(address, "state"), &Region::name);
  if (postal_code.empty() && region != kRegions.end()) postal_code = region->postal_code;
  return rules::locality_of(postal_code, {lat.get<double>(), lon.get<double>()});
}

std::optional<base::Instant> instant_of(const json& value) {
  return value.is_string() ? base::parse_rfc3339(value.get_ref<const std::string&>())
                           : std::nullopt;
}

std::optional<HoursState> state_of(const json& value) {
  if (value == "open") return HoursState::open;
  if (value == "closed") return HoursState::closed;
  if (value == "unknown") return HoursState::unknown;
  return std::nullopt;
}

json list_at(const json& object, const char* key) {
  const auto found = object.find(key);
  return found != object.end() && found->is_array() ? *found : json::array();
}

base::Result<HoursCase> read_case(const json& given, const std::string& where,
                                  std::size_t instants) {
  if (!given.is_object() || !given.contains("value") || !given["value"].is_string())
    return malformed(where, "It is no object with a value.");
  HoursCase one;
  one.value = given["value"].get<std::string>();
  one.is_rejected = given.value("error", json(false)) == json(true);
  for (const auto& item : list_at(given, "states")) {
    const auto state = state_of(item);
    if (!state) return malformed(where + ".states", "A state is open, closed or unknown.");
    one.states.push_back(*state);
  }
  if (!one.is_rejected && one.states.size() != instants)
    return malformed(where + ".states", "There must be one for each instant.");
  for (const auto& item : list_at(given, "next_change")) {
    const auto at = instant_of(item);
    if (!at && !item.is_null()) return malformed(where + ".next_change", "It is no instant.");
    one.next_changes.push_back(at);
  }
  if (one.next_changes.size() > instants)
    return malformed(where + ".next_change", "There are more than instants.");
  return one;
}

}  // namespace

base::Result<HoursCases> read_hours_cases(std::string_view text) {
  const auto file = json::parse(text, nullptr, false);
  if (file.is_discarded()) return base::Error{"json.malformed", "", "It is not JSON."};
  if (!file.is_object()) return malformed("", "It is no object.");
  auto locality = read_locality(file);
  if (!locality) return locality.error();
  HoursCases all{*locality, {}, {}};
  for (const auto& item : list_at(file, "instants")) {
    const auto at = instant_of(item);
    if (!at) return malformed("instants", "One is no instant.");
    all.instants.push_back(*at);
  }
  if (all.instants.empty()) return malformed("instants", "There are none.");
  const auto cases = list_at(file, "cases");
  if (cases.empty()) return malformed("cases", "There are none.");
  for (std::size_t i = 0; i < cases.size(); ++i) {
    auto one = read_case(cases[i], "cases[" + std::to_string(i) + "]", all.instants.size());
    if (!one) return one.error();
    all.cases.push_back(*std::move(one));
  }
  return all;
}

}  // namespace server
