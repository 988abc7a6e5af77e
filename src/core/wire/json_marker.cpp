// What the map and the list load: the manifest of marker cells, and what a search found.
#include "core/rules/limits.hpp"
#include "core/wire/json.hpp"
#include "core/wire/json_reader.hpp"
#include "core/wire/json_writer.hpp"
#include "core/wire/marker_cell.hpp"

namespace wire {
namespace {

constexpr int kManifestFormat = 1;
constexpr double kZoomMax = 19;
constexpr std::size_t kCellsMax = 10'000;
constexpr std::int64_t kSequenceMax = std::int64_t{1} << 53;

model::MarkerKind read_kind(JsonFields& fields) {
  const model::MarkerKind kind{static_cast<std::uint8_t>(fields.integer("kind", 0, 255))};
  if (!is_known(kind)) fields.fail_value("kind", "Not a kind of marker known here.");
  return kind;
}

// A path on our own server, and nothing that a browser would take for another host ("//host",
// "/\host").
bool is_local_path(std::string_view url) {
  return url.starts_with('/') && !url.starts_with("//") && url.find('\\') == std::string_view::npos;
}

}  // namespace

std::string to_json(const SearchAnswer& answer) {
  JsonWriter json;
  json.begin_object().name("items").begin_list();
  for (const auto& item : answer.items) {
    json.begin_object()
        .field_id("id", item.id)
        .field("kind", std::int64_t{item.kind.code})
        .field("title", item.title)
        .field("detail", item.detail)
        .position(item.at)
        .end_object();
  }
  json.end_list().name("towns").begin_list();
  for (const auto& town : answer.towns) {
    json.begin_object()
        .field("kind", to_text(town.kind))
        .field("name", town.name)
        .field("commune", town.commune)
        .field("department", town.department)
        .position(town.at)
        .field("zoom", town.zoom)
        .end_object();
  }
  json.end_list().end_object();
  return json.take();
}

base::Result<SearchAnswer> search_answer_from_json(std::string_view text) {
  JsonInput input(text);
  JsonFields fields(input, input.root());
  SearchAnswer answer;
  for (const JsonValue& value : input.items(fields.value("items"), rules::limits::kSearchPage)) {
    JsonFields item(input, value);
    auto& one = answer.items.emplace_back();
    one.id = item.uuid("id");
    one.kind = read_kind(item);
    one.title = item.text("title");
    one.detail = item.text("detail");
    one.at = item.position();
    item.no_others();
  }
  for (const JsonValue& value : input.items(fields.value("towns"), rules::limits::kTownsPage)) {
    JsonFields item(input, value);
    auto& one = answer.towns.emplace_back();
    one.kind = item.choice("kind", model::town_kind);
    one.name = item.text("name");
    one.commune = item.text("commune");
    one.department = item.text("department");
    one.at = item.position();
    one.zoom = item.number("zoom", 0, kZoomMax);
    item.no_others();
  }
  fields.no_others();
  return input.result(std::move(answer));
}

std::string to_json(const MarkerManifest& manifest) {
  JsonWriter json;
  json.begin_object()
      .field("format", std::int64_t{manifest.format})
      .field("sequence", manifest.sequence)
      .name("cells")
      .begin_list();
  for (const auto& cell : manifest.cells) {
    json.begin_object()
        .field("url", cell.url)
        .field("count", std::int64_t{cell.count})
        .end_object();
  }
  json.end_list().end_object();
  return json.take();
}

base::Result<MarkerManifest> manifest_from_json(std::string_view text) {
  JsonInput input(text);
  JsonFields fields(input, input.root());
  MarkerManifest manifest;
  manifest.format = static_cast<int>(fields.integer("format", kManifestFormat, kManifestFormat));
  manifest.sequence = fields.integer("sequence", 0, kSequenceMax);
  for (const JsonValue& value : input.items(fields.value("cells"), kCellsMax)) {
    JsonFields item(input, value);
    MarkerManifest::Cell cell;
    cell.url = item.text("url");
    if (!is_local_path(cell.url)) item.fail_value("url", "Not a path on this server.");
    cell.count = static_cast<std::uint32_t>(item.integer("count", 0, kMarkersPerCell));
    item.no_others();
    manifest.cells.push_back(std::move(cell));
  }
  fields.no_others();
  return input.result(std::move(manifest));
}

}  // namespace wire
