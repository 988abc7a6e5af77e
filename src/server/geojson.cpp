#include "server/geojson.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <nlohmann/json.hpp>
#include <optional>

#include "core/rules/limits.hpp"
#include "core/rules/validate.hpp"
#include "server/secrets.hpp"
#include "server/words.hpp"

namespace server {
namespace {

using nlohmann::json;
namespace limits = rules::limits;

base::Error refusal(std::string code, std::string detail) {
  return {std::move(code), "", std::move(detail)};
}

// One line, without doubled blanks; in long texts line ends stay. Control characters go.
std::string tidied(std::string_view text, bool keeps_lines) {
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const auto c = static_cast<unsigned char>(text[i]);
    const bool is_no_break_space =
        c == 0xC2 && i + 1 < text.size() && static_cast<unsigned char>(text[i + 1]) == 0xA0;
    if (is_no_break_space) ++i;
    const bool is_line_end = c == '\n' && keeps_lines;
    if (is_line_end) {
      while (out.ends_with(' ')) out.pop_back();
      if (!out.ends_with("\n\n")) out += '\n';
    } else if (is_no_break_space || c == ' ' || c == '\t' || c == '\n' || c == '\r') {
      if (!out.empty() && !out.ends_with(' ') && !out.ends_with('\n')) out += ' ';
    } else if (c >= 0x20 && c != 0x7f) {
      out += text[i];
    }
  }
  while (out.ends_with(' ') || out.ends_with('\n')) out.pop_back();
  while (out.starts_with('\n')) out.erase(0, 1);
  const bool is_null_word =
      out == "NULL" || out == "null" || out == "None" || out == "N/A" || out == "-";
  return is_null_word ? std::string() : out;
}

bool is_longer(std::string_view text, std::size_t most) {
  const auto length = rules::length_utf8(text);
  return length && *length > most;
}

// Only web addresses; one without a scheme gets https. Anything else is no link to show.
std::string web_address(const std::string& text) {
  if (text.starts_with("https://") || text.starts_with("http://"))
    return text.find(' ') == std::string::npos ? text : "";
  const bool looks_like_host =
      text.find('.') != std::string::npos && text.find_first_of(" :@\"'<>") == std::string::npos;
  return looks_like_host ? "https://" + text : "";
}

// Reads the properties of one feature; remembers the first thing that is wrong.
class Properties {
 public:
  explicit Properties(const json& feature)
      : properties_(feature.contains("properties") ? feature["properties"] : kNothing) {}

  std::string text(const char* name, std::size_t most = limits::kPlaceFieldMax,
                   bool keeps_lines = false) {
    const auto& value = at(name);
    std::string out;
    if (value.is_string())
      out = tidied(value.get_ref<const std::string&>(), keeps_lines);
    else if (value.is_number() || value.is_boolean())
      out = value.is_boolean() ? (value.get<bool>() ? "yes" : "no") : value.dump();
    else if (!value.is_null())
      fail(std::string("the property ") + name + " is not a text");
    const auto length = rules::length_utf8(out);
    if (!length)
      fail(std::string("the property ") + name + " is not valid UTF-8");
    else if (*length > most)
      fail(std::string("the property ") + name + " is longer than " + std::to_string(most) +
           " characters");
    return out;
  }

  std::vector<std::string> list(const char* name) {
    const auto& value = at(name);
    std::vector<std::string> out;
    if (value.is_array()) {
      for (const auto& item : value) {
        if (!item.is_string())
          fail(std::string("the property ") + name + " holds something else than texts");
        else
          out.push_back(tidied(item.get_ref<const std::string&>(), false));
      }
    } else {
      std::string word;
      for (const char c : text(name) + ",") {
        if (c != ',' && c != ';' && c != '|')
          word += c;
        else if (auto item = tidied(std::exchange(word, {}), false); !item.empty())
          out.push_back(item);
      }
    }
    std::erase(out, std::string());
    check_list(name, out);
    return out;
  }

  base::Result<model::PlaceCategory> category() {
    const auto& value = at("category");
    if (value.is_null()) return model::PlaceCategory::other;
    std::int64_t number = -1;
    if (value.is_number_integer()) number = value.get<std::int64_t>();
    if (value.is_string()) {
      const auto& digits = value.get_ref<const std::string&>();
      if (!digits.empty() && digits.size() <= 3 &&
          std::ranges::all_of(digits, [](char c) { return c >= '0' && c <= '9'; }))
        number = std::stoi(digits);
    }
    const auto known = model::place_category(number);
    if (!known)
      return refusal("feature.category",
                     "the category " + value.dump().substr(0, 40) + " is not in the list");
    return *known;
  }

  const std::string& first_failure() const { return failure_; }

 private:
  const json& at(const char* name) const {
    return properties_.is_object() && properties_.contains(name) ? properties_[name] : kNothing;
  }
  void check_list(const char* name, const std::vector<std::string>& items) {
    if (items.size() > limits::kPlaceLanguagesMax)
      fail(std::string("the property ") + name + " holds more than " +
           std::to_string(limits::kPlaceLanguagesMax) + " texts");
    for (const auto& item : items)
      if (is_longer(item, limits::kPlaceFieldMax))
        fail(std::string("the property ") + name + " holds a text longer than " +
             std::to_string(limits::kPlaceFieldMax) + " characters");
  }
  void fail(std::string why) {
    if (failure_.empty()) failure_ = std::move(why);
  }

  inline static const json kNothing;
  const json& properties_;
  std::string failure_;
};

// France's parts, generously boxed: only used to recognise coordinates that were given in the wrong
// order.
struct Box {
  double south, west, north, east;
  bool holds(double lat, double lon) const {
    return lat >= south && lat <= north && lon >= west && lon <= east;
  }
};
constexpr std::array kFrance{Box{41, -5.6, 51.5, 9.8},        // metropolitan
                             Box{14, -63.2, 18.2, -60.7},     // Antilles
                             Box{2, -54.7, 6, -51.5},         // Guyane
                             Box{-21.5, 55.1, -20.8, 55.9},   // La Réunion
                             Box{-13.1, 44.9, -12.5, 45.4},   // Mayotte
                             Box{46.6, -56.5, 47.2, -56.0}};  // Saint-Pierre-et-Miquelon
bool is_in_france(double lat, double lon) {
  return std::ranges::any_of(kFrance, [&](const Box& box) { return box.holds(lat, lon); });
}

// Longitude, latitude, and what some add: height, and a measure along a line.
constexpr std::size_t kCoordinatesMax = 4;

base::Result<model::Position> read_position(const json& feature) {
  static const json kNothing;
  const json& geometry = feature.contains("geometry") ? feature["geometry"] : kNothing;
  if (!geometry.is_object() || !geometry.contains("type") || !geometry["type"].is_string())
    return refusal("feature.geometry", "it has no geometry");
  const auto type = geometry["type"].get<std::string>();
  if (type != "Point")
    return refusal("feature.geometry", "its geometry is a " + type + ", not a Point");
  const json& coordinates = geometry.contains("coordinates") ? geometry["coordinates"] : kNothing;
  if (!coordinates.is_array() || coordinates.size() < 2 || coordinates.size() > kCoordinatesMax)
    return refusal("feature.position", "its coordinates are not a list of longitude and latitude");
  if (!std::ranges::all_of(coordinates, [](const json& one) { return one.is_number(); }))
    return refusal("feature.position", "its coordinates are not numbers");
  const double lon = coordinates[0].get<double>(), lat = coordinates[1].get<double>();
  if (!rules::validate(model::Position{lat, lon})) {
    if (std::abs(lon) > 1000 || std::abs(lat) > 1000)
      return refusal("feature.position",
                     "its coordinates are off the globe (metres of a projection?)");
    return refusal("feature.position", "its coordinates are off the globe");
  }
  if (lat == 0 && lon == 0) return refusal("feature.position", "it is at 0, 0, in the sea");
  if (lat == lon)
    return refusal("feature.position", "its longitude and latitude are the same number");
  if (!is_in_france(lat, lon) && is_in_france(lon, lat))
    return refusal("feature.position",
                   "its longitude and latitude look swapped (RFC 7946 wants longitude first)");
  return model::Position{lat, lon};
}

// The same at each import as long as name, category and point (to about a metre) stay.
std::string derived_source_id(const model::Place& place) {
  const auto rounded = [](double degrees) { return std::to_string(std::llround(degrees * 1e5)); };
  return "derived-" +
         hash_hex(place.name + '\n' + std::to_string(static_cast<int>(place.category)) + '\n' +
                  rounded(place.at.lat_deg) + '\n' + rounded(place.at.lon_deg));
}

// The feature's own id counts where its properties have none (RFC 7946, section 3.2).
std::string feature_id(const json& feature) {
  if (!feature.contains("id")) return "";
  const auto& id = feature["id"];
  return id.is_string()   ? tidied(id.get_ref<const std::string&>(), false)
         : id.is_number() ? id.dump()
                          : "";
}

base::Result<model::Place> read_feature(const json& feature, const PlaceDefaults& defaults) {
  if (!feature.is_object() || !feature.contains("type") || feature["type"] != "Feature")
    return refusal("feature.malformed", "it is not a Feature");
  const auto at = read_position(feature);
  if (!at) return at.error();
  if (feature.contains("properties") && !feature["properties"].is_object() &&
      !feature["properties"].is_null())
    return refusal("feature.malformed", "its properties are not an object");
  Properties properties(feature);
  const auto category = properties.category();
  if (!category) return category.error();
  const auto or_else = [](std::string text, const std::string& other) {
    return text.empty() ? other : text;
  };

  model::Place place;
  place.at = *at;
  place.category = *category;
  place.source = or_else(properties.text("source"), defaults.source);
  if (place.source.empty())
    return refusal("feature.text", "nobody is named as its source, and no source was given for it");
  place.source_id = or_else(properties.text("source_id"), feature_id(feature));
  place.name = properties.text("name", limits::kPlaceNameMax);
  place.address = properties.text("address");
  place.postal_code = properties.text("postal_code");
  place.city = properties.text("city");
  place.phone = properties.text("phone");
  place.website = web_address(properties.text("website"));
  place.opening_hours = properties.text("opening_hours", limits::kPlaceTextMax);
  place.hours_text = properties.text("hours_text", limits::kPlaceTextMax, true);
  place.description = properties.text("description", limits::kPlaceTextMax, true);
  place.audience = properties.text("audience", limits::kPlaceTextMax);
  place.access = properties.text("access");
  place.languages = properties.list("languages");
  place.animals = properties.text("animals");
  place.wheelchair = properties.text("wheelchair");
  place.updated = properties.text("updated");
  place.last_checked = or_else(properties.text("last_checked"), defaults.last_checked);
  place.attribution = or_else(properties.text("attribution"), defaults.attribution);
  if (is_longer(place.source_id, limits::kPlaceFieldMax))
    return refusal("feature.text", "its id is longer than " +
                                       std::to_string(limits::kPlaceFieldMax) + " characters");
  if (!properties.first_failure().empty())
    return refusal("feature.text", properties.first_failure());
  // A postal code that was a number has lost its first zero.
  if (place.postal_code.size() == 4 &&
      std::ranges::all_of(place.postal_code, [](char c) { return c >= '0' && c <= '9'; }))
    place.postal_code.insert(0, 1, '0');
  if (place.name.empty()) place.name = french(place.category);
  if (place.source_id.empty()) place.source_id = derived_source_id(place);
  return place;
}

std::string place_in(std::string_view text, std::size_t byte) {
  byte = std::min(byte, text.size());
  const auto line = 1 + std::ranges::count(text.substr(0, byte), '\n');
  return "line " + std::to_string(line) + ", byte " + std::to_string(byte);
}

// The library reads and forgets deep values in a loop, but copies and writes them by calling
// itself: a file of brackets alone would fill the stack. Nothing of GeoJSON is nested deeper than
// ten.
constexpr std::size_t kDepthMax = 64;

// The first byte that lies too deep, if any.
std::optional<std::size_t> too_deep(std::string_view text) {
  std::size_t depth = 0;
  bool is_in_text = false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    if (c == '"') is_in_text = !is_in_text;
    if (is_in_text && c == '\\') ++i;
    if (is_in_text) continue;
    if ((c == '[' || c == '{') && ++depth > kDepthMax) return i;
    if ((c == ']' || c == '}') && depth > 0) --depth;
  }
  return std::nullopt;
}

// Parses without exceptions for what files can hold; `where` names the first byte that is wrong.
base::Result<json> parse_json(std::string_view text) {
  if (const auto byte = too_deep(text))
    return base::Error{"geojson.malformed", place_in(text, *byte), "it is nested too deep"};
  try {
    return json::parse(text);
  } catch (const json::parse_error& error) {
    return base::Error{"geojson.malformed", place_in(text, error.byte),
                       "it is not well-formed JSON"};
  } catch (const json::exception& error) {
    return base::Error{"geojson.malformed", "", std::string("it cannot be read: ") + error.what()};
  }
}

// Some programs begin UTF-8 with a byte order mark.
std::string_view without_mark(std::string_view text) {
  return text.starts_with("\xef\xbb\xbf") ? text.substr(3) : text;
}

bool has_foreign_coordinates(const json& collection) {
  if (!collection.contains("crs") || collection["crs"].is_null()) return false;
  const auto text = collection["crs"].dump(-1, ' ', false, json::error_handler_t::replace);
  return text.find("CRS84") == std::string::npos && text.find("4326") == std::string::npos;
}

}  // namespace

base::Result<std::vector<ReadFeature>> read_places(std::string_view text,
                                                   const PlaceDefaults& defaults) {
  if (text.starts_with("\xff\xfe") || text.starts_with("\xfe\xff"))
    return base::Error{"geojson.not_utf8", "byte 0", "it is UTF-16; save it as UTF-8"};
  if (!rules::length_utf8(text))
    return base::Error{"geojson.not_utf8", "",
                       "it is not valid UTF-8 (Latin-1, perhaps?); convert it"};
  const auto parsed = parse_json(without_mark(text));
  if (!parsed) return parsed.error();
  const auto& collection = *parsed;
  if (!collection.is_object() || !collection.contains("features") ||
      !collection["features"].is_array() || collection.value("type", json()) != "FeatureCollection")
    return base::Error{"geojson.not_a_collection", "", "it is not a GeoJSON FeatureCollection"};
  if (has_foreign_coordinates(collection))
    return base::Error{"geojson.foreign_coordinates", "crs",
                       "its coordinates are not WGS 84; convert it to EPSG:4326"};
  std::vector<ReadFeature> features;
  features.reserve(collection["features"].size());
  for (const auto& feature : collection["features"])
    features.push_back({features.size(), read_feature(feature, defaults)});
  return features;
}

std::vector<std::string> split_places(std::string_view text,
                                      const std::vector<ReadFeature>& features,
                                      std::size_t most_bytes) {
  constexpr std::string_view kBegin = R"({"type":"FeatureCollection","features":[)", kEnd = "]}";
  const auto collection = json::parse(without_mark(text));  // as read_places did
  std::vector<std::string> parts;
  for (const auto& feature : features) {
    if (!feature.place) continue;
    const auto one = collection["features"][feature.index].dump();
    if (parts.empty() || parts.back().size() + 1 + one.size() + kEnd.size() > most_bytes)
      parts.emplace_back(kBegin) += one;
    else
      (parts.back() += ',') += one;
  }
  for (auto& part : parts) part += kEnd;
  return parts;
}

}  // namespace server
