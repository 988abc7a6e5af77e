#include "server/imports/mapping.hpp"

#include <algorithm>
#include <array>
#include <nlohmann/json.hpp>

#include "server/imports/json_text.hpp"
#include "server/imports/tidy.hpp"

namespace imports {
namespace {

using nlohmann::json;
using Texts = std::map<std::string, std::string, std::less<>>;

base::Error malformed(std::string where, std::string detail) {
  return {"mapping.malformed", std::move(where), std::move(detail)};
}

// Reads the members of a mapping file; remembers the first thing that is wrong.
class MappingReader {
 public:
  explicit MappingReader(const json& root) : root_(root) {
    constexpr std::array<std::string_view, 18> kMembers{"about",
                                                        "source",
                                                        "licence",
                                                        "attribution",
                                                        "encoding",
                                                        "separator",
                                                        "columns",
                                                        "fixed",
                                                        "prefix",
                                                        "values",
                                                        "otherwise",
                                                        "nothing",
                                                        "latitude",
                                                        "longitude",
                                                        "latitude_longitude",
                                                        "longitude_latitude",
                                                        "optional",
                                                        "swapped"};
    if (!root.is_object()) fail("", "it is not an object");
    for (const auto& [name, value] : root.items())
      if (std::ranges::find(kMembers, name) == kMembers.end())
        fail(name, "a mapping has no such member");
  }

  Mapping read() {
    Mapping mapping;
    mapping.source = text("source");
    mapping.licence = text("licence");
    mapping.attribution = text("attribution");
    mapping.encoding = text("encoding");
    mapping.separator = separator();
    for (const auto& [field, value] : fields("columns"))
      mapping.columns[field] = columns("columns." + field, value);
    mapping.fixed = texts("fixed");
    mapping.prefix = texts("prefix");
    mapping.otherwise = texts("otherwise");
    for (const auto& [field, table] : fields("values"))
      mapping.values[field] = words("values." + field, table);
    mapping.optional = list("optional");
    mapping.nothing = list("nothing");
    mapping.point = point();
    return mapping;
  }

  const std::optional<base::Error>& failure() const { return failure_; }

 private:
  json member(const std::string& name, json absent, json::value_t type) {
    if (!root_.is_object() || !root_.contains(name)) return absent;
    if (root_[name].type() == type) return root_[name];
    fail(name, "it is of another type");
    return absent;
  }
  std::string text(const std::string& name) {
    return tidied(member(name, "", json::value_t::string).get<std::string>());
  }
  std::vector<std::string> list(const std::string& name) {
    std::vector<std::string> items;
    for (const auto& item : member(name, json::array(), json::value_t::array))
      items.push_back(tidied(as_text(name, item)));
    return items;
  }
  char separator() {
    const auto typed = member("separator", "", json::value_t::string).get<std::string>();
    if (typed.empty()) return 0;
    if (typed != "," && typed != ";" && typed != "\t" && typed != "|")
      fail("separator", "it is none of , ; | and tab");
    return typed.front();
  }
  // The members of one that is an object with fields as names.
  std::vector<std::pair<std::string, json>> fields(const std::string& name) {
    std::vector<std::pair<std::string, json>> found;
    const auto object = member(name, json::object(), json::value_t::object);
    for (const auto& [field, value] : object.items()) {
      if (!is_field(field)) fail(name + '.' + field, "a place has no such field");
      found.emplace_back(field, value);
    }
    return found;
  }
  std::string as_text(const std::string& where, const json& value) {
    if (value.is_string()) return value.get<std::string>();
    if (value.is_number_integer()) return value.dump();
    fail(where, "it is neither a text nor a whole number");
    return {};
  }
  Texts texts(const std::string& name) {
    Texts found;
    for (const auto& [field, value] : fields(name))
      found[field] = as_text(name + '.' + field, value);
    return found;
  }
  Texts words(const std::string& where, const json& table) {
    Texts found;
    if (!table.is_object()) return fail(where, "it is not an object"), found;
    for (const auto& [said, meant] : table.items()) found[tidied(said)] = as_text(where, meant);
    return found;
  }
  Column column(const std::string& where, const json& value) {
    constexpr std::int64_t kNumberMax = 10'000;
    if (value.is_string()) return {value.get<std::string>(), 0};
    if (value.is_number_integer() && value >= 1 && value <= kNumberMax)
      return {"", value.get<std::size_t>()};
    fail(where, "a column is its title, or its number from 1");
    return {};
  }
  std::vector<Column> columns(const std::string& where, const json& value) {
    if (!value.is_array()) return {column(where, value)};
    std::vector<Column> found;
    for (const auto& one : value) found.push_back(column(where, one));
    return found;
  }
  std::optional<Column> optional_column(const std::string& name) {
    if (!root_.is_object() || !root_.contains(name)) return std::nullopt;
    return column(name, root_[name]);
  }
  PointColumns point() {
    PointColumns point{optional_column("latitude"), optional_column("longitude"),
                       optional_column("latitude_longitude"), optional_column("longitude_latitude"),
                       member("swapped", false, json::value_t::boolean).get<bool>()};
    if (point.latitude.has_value() != point.longitude.has_value())
      fail(point.latitude ? "longitude" : "latitude", "it is missing");
    return point;
  }
  void fail(std::string where, std::string detail) {
    if (!failure_) failure_ = malformed(std::move(where), std::move(detail));
  }

  const json& root_;
  std::optional<base::Error> failure_;
};

// Of a cell that is a list (a | b, ['a', 'b']) the first item that is known.
const std::string* meaning_of(const Texts& words, std::string_view said) {
  if (const auto whole = words.find(said); whole != words.end()) return &whole->second;
  while (!said.empty()) {
    const auto end = said.find_first_of("|;,/\n");
    auto item = tidied(said.substr(0, end));
    const auto first = item.find_first_not_of("[]'\" ");
    item =
        first == item.npos ? "" : item.substr(first, item.find_last_not_of("[]'\" ") - first + 1);
    if (const auto found = words.find(item); !item.empty() && found != words.end())
      return &found->second;
    said = end == said.npos ? std::string_view{} : said.substr(end + 1);
  }
  return nullptr;
}

}  // namespace

base::Result<Mapping> parse_mapping(std::string_view text) {
  const auto parsed = parse_json(without_mark(text), "mapping.malformed");
  if (!parsed) return parsed.error();
  MappingReader reader(*parsed);
  auto mapping = reader.read();
  if (reader.failure()) return *reader.failure();
  return mapping;
}

Texts mapped_fields(const Mapping& mapping, const CellOf& cell) {
  Texts fields = mapping.fixed;
  for (const auto& [field, columns] : mapping.columns) {
    std::string said;
    for (const auto& column : columns) {
      auto one = tidied(cell(column), true);
      if (std::ranges::find(mapping.nothing, one) != mapping.nothing.end()) one.clear();
      if (!one.empty()) said += (said.empty() ? "" : ", ") + one;
    }
    if (const auto words = mapping.values.find(field); words != mapping.values.end()) {
      const auto other = mapping.otherwise.find(field);
      if (const auto* const meant = meaning_of(words->second, said))
        said = *meant;
      else if (other != mapping.otherwise.end())
        said = other->second;
    }
    if (said.empty()) continue;
    const auto prefix = mapping.prefix.find(field);
    fields[field] = prefix == mapping.prefix.end() ? said : prefix->second + said;
  }
  return fields;
}

std::optional<base::Result<model::Position>> mapped_position(const Mapping& mapping,
                                                             const CellOf& cell) {
  const auto& point = mapping.point;
  const base::Error missing{"row.position", "", "it has no position"};
  const base::Error unreadable{"row.position", "", "its position is not made of two numbers"};
  if (point.latitude && point.longitude) {
    const auto lat_text = tidied(cell(*point.latitude)), lon_text = tidied(cell(*point.longitude));
    if (lat_text.empty() && lon_text.empty()) return missing;
    const auto lat = number_in(lat_text), lon = number_in(lon_text);
    return lat && lon ? position_of(*lat, *lon) : unreadable;
  }
  const auto& column =
      point.latitude_longitude ? point.latitude_longitude : point.longitude_latitude;
  if (!column) return std::nullopt;
  const auto text = tidied(cell(*column));
  if (text.empty()) return missing;
  const auto both = two_numbers_in(text);
  if (!both) return unreadable;
  return point.latitude_longitude ? position_of(both->first, both->second)
                                  : position_of(both->second, both->first);
}

std::vector<Column> columns_of(const Mapping& mapping) {
  std::vector<Column> all;
  for (const auto& [field, columns] : mapping.columns)
    all.insert(all.end(), columns.begin(), columns.end());
  const auto& point = mapping.point;
  for (const auto& one :
       {point.latitude, point.longitude, point.latitude_longitude, point.longitude_latitude})
    if (one) all.push_back(*one);
  return all;
}

}  // namespace imports
