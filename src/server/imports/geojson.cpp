#include "server/imports/geojson.hpp"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <utility>

#include "core/rules/validate.hpp"
#include "server/imports/json_text.hpp"
#include "server/imports/tidy.hpp"

namespace imports {
namespace {

using nlohmann::json;

const json kNothing;

base::Error refusal(std::string code, std::string detail) {
  return {std::move(code), "", std::move(detail)};
}

const json& member(const json& object, const std::string& name) {
  return object.is_object() && object.contains(name) ? object[name] : kNothing;
}

// Longitude, latitude, and what some add: height, and a measure along a line.
constexpr std::size_t kCoordinatesMax = 4;

// A MultiPoint of one point is that point: many exports write nothing else.
base::Result<model::Position> read_position(const json& feature, bool is_swapped) {
  const json& geometry = member(feature, "geometry");
  const json& type = member(geometry, "type");
  if (!type.is_string()) return refusal("row.geometry", "it has no geometry");
  const json* coordinates = &member(geometry, "coordinates");
  const auto type_name = tidied(type.get<std::string>()).substr(0, 40);
  if (type_name == "MultiPoint" && coordinates->is_array() && coordinates->size() == 1)
    coordinates = &coordinates->front();
  else if (type_name != "Point")
    return refusal("row.geometry", "its geometry is a " + type_name + ", not a Point");
  if (!coordinates->is_array() || coordinates->size() < 2 || coordinates->size() > kCoordinatesMax)
    return refusal("row.position", "its coordinates are not a list of longitude and latitude");
  if (!std::ranges::all_of(*coordinates, [](const json& one) { return one.is_number(); }))
    return refusal("row.position", "its coordinates are not numbers");
  const double first = (*coordinates)[0].get<double>(), second = (*coordinates)[1].get<double>();
  return is_swapped ? position_of(first, second) : position_of(second, first);
}

// A text, or what stands for one; nothing for lists and objects.
std::optional<std::string> text_in(const json& value) {
  if (value.is_null()) return "";
  if (value.is_string()) return value.get<std::string>();
  if (value.is_boolean()) return value.get<bool>() ? "yes" : "no";
  if (value.is_number()) return value.dump();
  return std::nullopt;
}

// One a line; nothing where an item is no text.
std::optional<std::string> lines_in(const json& list) {
  std::string lines;
  for (const auto& item : list) {
    if (!item.is_string()) return std::nullopt;
    lines += tidied(item.get_ref<const std::string&>()) + '\n';
  }
  return lines;
}

// The first property that is of another type is why the row is refused.
void read_properties(const json& properties, ImportRow& row) {
  for (const auto& [name, value] : properties.items()) {
    if (!is_field(name)) continue;
    const auto text = name == "languages" && value.is_array() ? lines_in(value) : text_in(value);
    if (text)
      row.fields[name] = *text;
    else if (row.at)
      row.at = refusal("row.text", "the property " + name + " is not a text");
  }
}

// The feature's own id counts where its properties have none (RFC 7946, section 3.2).
void read_id(const json& feature, ImportRow& row) {
  const auto found = row.fields.find("source_id");
  if (found != row.fields.end() && !tidied(found->second).empty()) return;
  const json& id = member(feature, "id");
  if (id.is_string() || id.is_number()) row.fields["source_id"] = *text_in(id);
}

ImportRow read_feature(const json& feature, std::size_t index, const Mapping* mapping) {
  ImportRow row;
  row.where = "features[" + std::to_string(index) + ']';
  if (member(feature, "type") != "Feature") {
    row.at = refusal("row.malformed", "it is not a Feature");
    return row;
  }
  const json& properties = member(feature, "properties");
  if (!properties.is_object() && !properties.is_null()) {
    row.at = refusal("row.malformed", "its properties are not an object");
    return row;
  }
  row.at = read_position(feature, mapping && mapping->point.is_swapped);
  if (mapping) {
    const auto cell = [&properties](const Column& column) {
      const json& value = member(properties, column.title);
      return text_in(value).value_or(value.dump(-1, ' ', false, json::error_handler_t::replace));
    };
    row.fields = mapped_fields(*mapping, cell);
    if (const auto at = mapped_position(*mapping, cell)) row.at = *at;
  } else {
    read_properties(properties, row);
  }
  read_id(feature, row);
  return row;
}

bool has_foreign_coordinates(const json& collection) {
  const json& crs = member(collection, "crs");
  if (crs.is_null()) return false;
  const auto text = crs.dump(-1, ' ', false, json::error_handler_t::replace);
  return text.find("CRS84") == std::string::npos && text.find("4326") == std::string::npos;
}

json feature_of(const model::Place& place) {
  json properties{{"source", place.source},
                  {"source_id", place.source_id},
                  {"name", place.name},
                  {"category", static_cast<int>(place.category)},
                  {"languages", place.languages}};
  const std::pair<const char*, const std::string&> texts[] = {
      {"address", place.address},
      {"postal_code", place.postal_code},
      {"city", place.city},
      {"phone", place.phone},
      {"website", place.website},
      {"opening_hours", place.opening_hours},
      {"hours_text", place.hours_text},
      {"description", place.description},
      {"audience", place.audience},
      {"access", place.access},
      {"animals", place.animals},
      {"wheelchair", place.wheelchair},
      {"updated", place.updated},
      {"last_checked", place.last_checked},
      {"licence", place.licence},
      {"attribution", place.attribution}};
  for (const auto& [name, text] : texts)
    if (!text.empty()) properties[name] = text;
  return {{"type", "Feature"},
          {"geometry", {{"type", "Point"}, {"coordinates", {place.at.lon_deg, place.at.lat_deg}}}},
          {"properties", std::move(properties)}};
}

}  // namespace

base::Result<std::vector<ImportRow>> read_geojson(std::string_view text, const Mapping* mapping) {
  if (text.starts_with("\xff\xfe") || text.starts_with("\xfe\xff"))
    return base::Error{"geojson.not_utf8", "byte 0", "it is UTF-16; save it as UTF-8"};
  if (!rules::length_utf8(text))
    return base::Error{"geojson.not_utf8", "",
                       "it is not valid UTF-8 (Latin-1, perhaps?); convert it"};
  const auto parsed = parse_json(without_mark(text), "geojson.malformed");
  if (!parsed) return parsed.error();
  const json& features = member(*parsed, "features");
  if (!features.is_array() || member(*parsed, "type") != "FeatureCollection")
    return base::Error{"geojson.not_a_collection", "", "it is not a GeoJSON FeatureCollection"};
  if (has_foreign_coordinates(*parsed))
    return base::Error{"geojson.foreign_coordinates", "crs",
                       "its coordinates are not WGS 84; convert it to EPSG:4326"};
  std::vector<ImportRow> rows;
  rows.reserve(features.size());
  for (const auto& feature : features) rows.push_back(read_feature(feature, rows.size(), mapping));
  return rows;
}

base::Result<std::vector<ReadPlace>> read_places(std::string_view text,
                                                 const PlaceDefaults& defaults) {
  const auto rows = read_geojson(text);
  if (!rows) return rows.error();
  return read_rows(*rows, defaults);
}

std::vector<std::string> split_places(const std::vector<ReadPlace>& places,
                                      std::size_t most_bytes) {
  constexpr std::string_view kBegin = R"({"type":"FeatureCollection","features":[)", kEnd = "]}";
  std::vector<std::string> parts;
  for (const auto& read : places) {
    if (!read.place) continue;
    const auto one = feature_of(*read.place).dump();
    if (parts.empty() || parts.back().size() + 1 + one.size() + kEnd.size() > most_bytes)
      parts.emplace_back(kBegin) += one;
    else
      (parts.back() += ',') += one;
  }
  for (auto& part : parts) part += kEnd;
  return parts;
}

}  // namespace imports
