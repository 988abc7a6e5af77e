#include "server/imports/tidy.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <utility>

#include "core/rules/validate.hpp"

namespace imports {
namespace {

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

base::Error refusal(std::string detail) { return {"row.position", "", std::move(detail)}; }

}  // namespace

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

std::vector<std::string> items_of(std::string_view text) {
  const std::string_view between = text.find('\n') == text.npos ? ",;|" : "\n";
  std::vector<std::string> items;
  while (!text.empty()) {
    const auto end = text.find_first_of(between);
    if (auto item = tidied(text.substr(0, end)); !item.empty()) items.push_back(std::move(item));
    text = end == text.npos ? std::string_view{} : text.substr(end + 1);
  }
  return items;
}

std::string web_address(const std::string& text) {
  if (text.starts_with("https://") || text.starts_with("http://"))
    return text.find(' ') == std::string::npos ? text : "";
  const bool looks_like_host =
      text.find('.') != std::string::npos && text.find_first_of(" :@\"'<>") == std::string::npos;
  return looks_like_host ? "https://" + text : "";
}

std::optional<double> number_in(std::string_view text) {
  auto digits = tidied(text);
  std::ranges::replace(digits, ',', '.');
  std::string_view rest = digits;
  if (rest.starts_with('+')) rest.remove_prefix(1);
  double number = 0;
  const auto result = std::from_chars(rest.data(), rest.data() + rest.size(), number);
  if (result.ec != std::errc{} || result.ptr != rest.data() + rest.size() || !std::isfinite(number))
    return std::nullopt;
  return number;
}

std::optional<std::pair<double, double>> two_numbers_in(std::string_view text) {
  const auto whole = tidied(text);
  std::string_view rest = whole;
  if (const auto open = rest.find_first_of("(["); open != rest.npos) {
    const auto close = rest.find_first_of(")]", open);
    if (close == rest.npos) return std::nullopt;
    rest = rest.substr(open + 1, close - open - 1);
  }
  const auto comma_and_blank = rest.find(", ");
  auto end = comma_and_blank != rest.npos ? comma_and_blank : rest.find_first_of("; |");
  if (end == rest.npos) end = rest.find(',');
  if (end == rest.npos) return std::nullopt;
  const auto first = number_in(rest.substr(0, end)), second = number_in(rest.substr(end + 1));
  if (!first || !second) return std::nullopt;
  return std::pair(*first, *second);
}

base::Result<model::Position> position_of(double lat, double lon) {
  if (!rules::validate(model::Position{lat, lon})) {
    if (std::abs(lon) > 1000 || std::abs(lat) > 1000)
      return refusal("its coordinates are off the globe (metres of a projection?)");
    return refusal("its coordinates are off the globe");
  }
  if (lat == 0 && lon == 0) return refusal("it is at 0, 0, in the sea");
  if (lat == lon) return refusal("its longitude and latitude are the same number");
  if (!is_in_france(lat, lon) && is_in_france(lon, lat))
    return refusal("its longitude and latitude look swapped (RFC 7946 wants longitude first)");
  return model::Position{lat, lon};
}

}  // namespace imports
