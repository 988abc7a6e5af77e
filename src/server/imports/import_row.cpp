#include "server/imports/import_row.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <utility>

#include "core/rules/limits.hpp"
#include "core/rules/validate.hpp"
#include "server/imports/tidy.hpp"
#include "server/secrets.hpp"
#include "server/words.hpp"

namespace imports {
namespace {

namespace limits = rules::limits;

constexpr std::array<std::string_view, 21> kFields{
    "source",       "source_id", "name",       "category",      "address",    "postal_code",
    "city",         "phone",     "website",    "opening_hours", "hours_text", "description",
    "audience",     "access",    "languages",  "animals",       "wheelchair", "updated",
    "last_checked", "licence",   "attribution"};

base::Error refusal(std::string code, std::string detail) {
  return {std::move(code), "", std::move(detail)};
}

bool is_number(std::string_view text) {
  return !text.empty() && std::ranges::all_of(text, [](char c) { return c >= '0' && c <= '9'; });
}

// Reads the fields of one row; remembers the first thing that is wrong.
class Reading {
 public:
  explicit Reading(const ImportRow& row) : row_(row) {}

  std::string text(std::string_view name, std::size_t most = limits::kPlaceFieldMax,
                   bool keeps_lines = false) {
    auto out = tidied(raw(name), keeps_lines);
    check(name, out, most);
    return out;
  }

  std::vector<std::string> list(std::string_view name) {
    auto items = items_of(raw(name));
    if (items.size() > limits::kPlaceLanguagesMax)
      fail(name, "holds more than " + std::to_string(limits::kPlaceLanguagesMax) + " texts");
    for (const auto& item : items) check(name, item, limits::kPlaceFieldMax);
    return items;
  }

  // A scheme that was added may make it longer than what was written.
  std::string website() {
    const auto typed =
        text("website", limits::kPlaceFieldMax + std::string_view("https://").size());
    const auto length = rules::length_utf8(typed);
    if (length && *length > limits::kPlaceFieldMax && !typed.starts_with("https://"))
      fail("website", "is too long");
    return web_address(typed);
  }

  base::Result<model::PlaceCategory> category() const {
    const auto text = tidied(raw("category"));
    if (text.empty()) return model::PlaceCategory::other;
    const auto known =
        is_number(text) && text.size() <= 3 ? model::place_category(std::stoi(text)) : std::nullopt;
    if (!known)
      return refusal("row.category", "the category " + text.substr(0, 40) + " is not in the list");
    return *known;
  }

  const std::string& first_failure() const { return failure_; }

 private:
  std::string_view raw(std::string_view name) const {
    const auto found = row_.fields.find(name);
    return found == row_.fields.end() ? std::string_view{} : std::string_view(found->second);
  }
  void check(std::string_view name, std::string_view text, std::size_t most) {
    const auto length = rules::length_utf8(text);
    if (!length)
      fail(name, "is not valid UTF-8");
    else if (*length > most)
      fail(name, "is longer than " + std::to_string(most) + " characters");
  }
  void fail(std::string_view name, const std::string& what) {
    if (failure_.empty()) failure_ = "the property " + std::string(name) + ' ' + what;
  }

  const ImportRow& row_;
  std::string failure_;
};

constexpr std::string_view kDerived = "derived-";

// The same at each import as long as name, category and point (to about a metre) stay.
std::string derived_source_id(const model::Place& place) {
  const auto rounded = [](double degrees) { return std::to_string(std::llround(degrees * 1e5)); };
  return std::string(kDerived) +
         server::hash_hex(place.name + '\n' + std::to_string(static_cast<int>(place.category)) +
                          '\n' + rounded(place.at.lat_deg) + '\n' + rounded(place.at.lon_deg));
}

std::string or_else(std::string text, const std::string& other) {
  return text.empty() ? other : text;
}

base::Result<model::Place> place_of(const ImportRow& row, const PlaceDefaults& defaults) {
  if (!row.at) return row.at.error();
  Reading reading(row);
  const auto category = reading.category();
  if (!category) return category.error();

  model::Place place;
  place.at = *row.at;
  place.category = *category;
  place.source = or_else(reading.text("source"), defaults.source);
  place.source_id = reading.text("source_id");
  place.name = reading.text("name", limits::kPlaceNameMax);
  place.address = reading.text("address");
  place.postal_code = reading.text("postal_code");
  place.city = reading.text("city");
  place.phone = reading.text("phone");
  place.website = reading.website();
  place.opening_hours = reading.text("opening_hours", limits::kPlaceTextMax);
  place.hours_text = reading.text("hours_text", limits::kPlaceTextMax, true);
  place.description = reading.text("description", limits::kPlaceTextMax, true);
  place.audience = reading.text("audience", limits::kPlaceTextMax);
  place.access = reading.text("access");
  place.languages = reading.list("languages");
  place.animals = reading.text("animals");
  place.wheelchair = reading.text("wheelchair");
  place.updated = reading.text("updated");
  place.last_checked = or_else(reading.text("last_checked"), defaults.last_checked);
  place.licence = or_else(reading.text("licence"), defaults.licence);
  place.attribution = or_else(reading.text("attribution"), defaults.attribution);
  if (!reading.first_failure().empty()) return refusal("row.text", reading.first_failure());
  if (place.source.empty())
    return refusal("row.text", "nobody is named as its source, and no source was given for it");
  // A postal code that was a number has lost its first zero.
  if (place.postal_code.size() == 4 && is_number(place.postal_code))
    place.postal_code.insert(0, 1, '0');
  if (place.name.empty()) place.name = server::french(place.category);
  if (place.source_id.empty()) place.source_id = derived_source_id(place);
  return place;
}

ReadPlace read_row(const ImportRow& row, const PlaceDefaults& defaults) {
  ReadPlace read{row.where, "", "", place_of(row, defaults)};
  const auto said = [&row](std::string_view name) {
    const auto found = row.fields.find(name);
    return found == row.fields.end() ? std::string() : tidied(found->second);
  };
  read.source = read.place ? read.place->source : or_else(said("source"), defaults.source);
  read.source_id = read.place ? read.place->source_id : said("source_id");
  return read;
}

}  // namespace

bool is_field(std::string_view name) { return std::ranges::find(kFields, name) != kFields.end(); }

void refuse_repeated(std::vector<ReadPlace>& places) {
  std::map<std::pair<std::string, std::string>, const ReadPlace*> first;
  for (auto& read : places) {
    if (!read.place) continue;
    const auto [found, is_new] = first.try_emplace({read.source, read.source_id}, &read);
    if (is_new) continue;
    const bool is_same = *read.place == *found->second->place;
    const bool has_own_id = !read.source_id.starts_with(kDerived);
    const char* const why = is_same      ? "it repeats "
                            : has_own_id ? "it has the id of "
                                         : "its name, category and point are those of ";
    read.place = base::Error{"row.repeated", "", why + found->second->where};
  }
}

std::vector<ReadPlace> read_rows(const std::vector<ImportRow>& rows,
                                 const PlaceDefaults& defaults) {
  std::vector<ReadPlace> places;
  places.reserve(rows.size());
  for (const auto& row : rows) places.push_back(read_row(row, defaults));
  refuse_repeated(places);
  return places;
}

}  // namespace imports
