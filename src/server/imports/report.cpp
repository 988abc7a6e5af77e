#include "server/imports/report.hpp"

#include <nlohmann/json.hpp>

namespace imports {
namespace {

constexpr std::size_t kNamed = 20;

std::string counted(std::size_t number, const std::string& one, const std::string& many) {
  return std::to_string(number) + ' ' + (number == 1 ? one : many);
}

}  // namespace

std::string refusals_in_words(const std::vector<ReadPlace>& places) {
  std::string words;
  std::size_t refused = 0;
  for (const auto& read : places) {
    if (read.place || ++refused > kNamed) continue;
    words += read.where + " refused: " + read.place.error().detail + '\n';
  }
  if (refused > kNamed) words += "and " + std::to_string(refused - kNamed) + " more refused\n";
  return words;
}

std::string in_words(const ImportReport& report, const ImportOptions& options) {
  std::string words;
  if (options.is_dry) words += "a dry run: nothing was changed; this is what would be\n";
  if (!report.closed.empty())
    words += "closed " + counted(report.closed.size(), "place", "places") +
             " that their source no longer tells of\n";
  if (report.alike > 0)
    words += counted(report.alike, "pair", "pairs") +
             " of places of two sources that are perhaps the same\n";
  return words + to_text(report) + '\n';
}

std::string to_json(const ImportReport& report, const ImportOptions& options,
                    const std::vector<ReadPlace>& places) {
  using nlohmann::json;
  json refused = json::array(), closed = json::array(), categories = json::object();
  for (const auto& read : places)
    if (!read.place)
      refused.push_back({{"where", read.where},
                         {"source", read.source},
                         {"source_id", read.source_id},
                         {"code", read.place.error().code},
                         {"reason", read.place.error().detail}});
  for (const auto& place : report.closed)
    closed.push_back({{"id", base::to_text(place.id)},
                      {"source", place.source},
                      {"source_id", place.source_id},
                      {"name", place.name}});
  for (const auto& [category, number] : report.categories)
    categories[std::to_string(static_cast<int>(category))] = number;
  return json{{"dry_run", options.is_dry},     {"taken", report.taken},
              {"updated", report.updated},     {"unchanged", report.unchanged},
              {"refused", std::move(refused)}, {"closed", std::move(closed)},
              {"alike", report.alike},         {"categories", std::move(categories)}}
      .dump(-1, ' ', false, json::error_handler_t::replace);
}

}  // namespace imports
