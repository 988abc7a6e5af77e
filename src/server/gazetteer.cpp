#include "server/gazetteer.hpp"

#include <array>
#include <charconv>

#include "core/rules/validate.hpp"

namespace server {
namespace {

std::string_view take_until(std::string_view& rest, char separator) {
  const auto end = rest.find(separator);
  const auto piece = rest.substr(0, end);
  rest = end == std::string_view::npos ? std::string_view{} : rest.substr(end + 1);
  return piece;
}

std::optional<double> number(std::string_view text) {
  double value = 0;
  const auto result = std::from_chars(text.data(), text.data() + text.size(), value);
  if (text.empty() || result.ec != std::errc{} || result.ptr != text.data() + text.size())
    return std::nullopt;
  return value;
}

}  // namespace

base::Result<Gazetteer> Gazetteer::parse(std::string_view tsv) {
  Gazetteer gazetteer;
  for (int line_number = 1; !tsv.empty(); ++line_number) {
    auto line = take_until(tsv, '\n');
    if (line.ends_with('\r')) line.remove_suffix(1);
    if (line.empty() || line.starts_with('#') || (line_number == 1 && line.starts_with("insee")))
      continue;
    std::array<std::string_view, 5> columns;
    for (auto& column : columns) column = take_until(line, '\t');
    const auto lat = number(columns[3]), lon = number(columns[4]);
    if (columns[0].size() != 5 || !lat || !lon || !rules::validate(model::Position{*lat, *lon}))
      return base::Error{"gazetteer.malformed", std::to_string(line_number),
                         "not a commune with its position"};
    gazetteer.communes_.emplace(columns[0], model::Position{*lat, *lon});
  }
  return gazetteer;
}

std::optional<model::Position> Gazetteer::find(std::string_view insee) const {
  const auto found = communes_.find(std::string(insee));
  return found == communes_.end() ? std::nullopt : std::optional(found->second);
}

}  // namespace server
