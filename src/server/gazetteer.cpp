#include "server/gazetteer.hpp"

#include <algorithm>
#include <array>
#include <charconv>

#include "core/base/folding.hpp"
#include "core/rules/validate.hpp"

namespace server {
namespace {

constexpr std::size_t kInsee = 5;  // digits of a code

// The parts of these communes that have codes of their own.
struct Divided {
  std::string_view commune, codes;  // those that begin so
};
constexpr std::array kDivided{Divided{"75056", "751"}, Divided{"69123", "6938"},
                              Divided{"13055", "132"}};

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

model::TownKind kind_of(std::string_view code) {
  if (code.size() > kInsee) return model::TownKind::quartier;
  const bool is_part = std::ranges::any_of(
      kDivided, [&](const Divided& divided) { return code.starts_with(divided.codes); });
  return is_part ? model::TownKind::arrondissement : model::TownKind::commune;
}

std::string commune_of(std::string_view code) {
  for (const auto& divided : kDivided)
    if (code.starts_with(divided.codes)) return std::string(divided.commune);
  return std::string(code.substr(0, kInsee));
}

double zoom_of(model::TownKind kind, double population) {
  if (kind == model::TownKind::quartier) return 15;
  if (kind == model::TownKind::arrondissement) return 14;
  return population >= 1e6 ? 12 : population >= 1e5 ? 13 : 14;
}

struct Candidate {
  double likeness = 0, population = 0;
  const model::Town* town = nullptr;

  bool operator<(const Candidate& other) const {
    if (likeness != other.likeness) return likeness > other.likeness;
    if (population != other.population) return population > other.population;
    return town < other.town;  // in the order of the file
  }
};

}  // namespace

base::Result<Gazetteer> Gazetteer::parse(std::string_view tsv) {
  Gazetteer gazetteer;
  for (int line_number = 1; !tsv.empty(); ++line_number) {
    auto line = take_until(tsv, '\n');
    if (line.ends_with('\r')) line.remove_suffix(1);
    if (line.empty() || line.starts_with('#') || (line_number == 1 && line.starts_with("insee")))
      continue;
    std::array<std::string_view, 6> columns;
    for (auto& column : columns) column = take_until(line, '\t');
    const auto& [code, name, department, lat_text, lon_text, people] = columns;
    const auto lat = number(lat_text), lon = number(lon_text);
    const bool is_code = code.size() == kInsee || (code.size() > kInsee && code[kInsee] == '-');
    if (!is_code || !lat || !lon || !rules::validate(model::Position{*lat, *lon}))
      return base::Error{"gazetteer.malformed", std::to_string(line_number),
                         "not a commune with its position"};
    const auto kind = kind_of(code);
    const auto population = number(people).value_or(0);
    if (!gazetteer.by_code_.emplace(code, gazetteer.towns_.size()).second) continue;
    gazetteer.towns_.push_back({{kind, std::string(name), "", std::string(department),
                                 model::Position{*lat, *lon}, zoom_of(kind, population)},
                                population,
                                base::trigrams_of(base::fold(name)),
                                gazetteer.number_words(name),
                                {}});
  }
  gazetteer.name_communes();
  return gazetteer;
}

Gazetteer::Words Gazetteer::number_words(std::string_view name) {
  Words numbers;
  for (const auto& word : base::wanted_words(base::fold(name))) {
    const auto [known, is_new] = word_numbers_.emplace(word.text, words_.size());
    if (is_new) words_.push_back(word.text);
    numbers.push_back(known->second);
  }
  return numbers;
}

void Gazetteer::name_communes() {
  for (const auto& [code, number] : by_code_) {
    auto& entry = towns_[number];
    if (entry.town.kind == model::TownKind::commune) continue;
    const auto commune = by_code_.find(commune_of(code));
    if (commune == by_code_.end()) continue;
    entry.town.commune = towns_[commune->second].town.name;
    entry.of_commune = towns_[commune->second].own;
  }
}

std::optional<model::Position> Gazetteer::find(std::string_view insee) const {
  const auto found = by_code_.find(std::string(insee));
  if (found == by_code_.end() || insee.size() != kInsee) return std::nullopt;
  return towns_[found->second].town.at;
}

// The mean of what the typed words find, weighted by letters; 0 where one finds nothing, or all
// find the commune only.
double Gazetteer::likeness(const std::vector<Wanted>& typed, const Entry& entry) {
  double sum = 0, letters = 0, most_own = 0;
  for (const auto& word : typed) {
    const auto best = [&](const Words& words) {
      double most = 0;
      for (const auto number : words) most = std::max(most, word.likeness[number]);
      return most;
    };
    const double own = best(entry.own), any = std::max(own, best(entry.of_commune));
    if (any == 0) return 0;
    most_own = std::max(most_own, own);
    sum += word.letters * any;
    letters += word.letters;
  }
  return most_own > 0 ? sum / letters : 0;
}

std::vector<model::Town> Gazetteer::search(std::string_view text, Mistakes mistakes,
                                           std::size_t limit) const {
  constexpr double kWholeName = 0.2;  // of names that have the words, those with little else
  const auto query = base::fold(text);
  std::vector<Wanted> typed;
  for (auto& word : base::wanted_words(query)) {
    if (mistakes == Mistakes::refused) word.is_forgiven = false;
    auto& wanted = typed.emplace_back(Wanted{word.letters, {}});
    for (const auto& known : words_) wanted.likeness.push_back(base::likeness(word, known));
  }
  if (typed.empty()) return {};
  const auto trigrams = base::trigrams_of(query);
  std::vector<Candidate> found;
  for (const auto& entry : towns_)
    if (const double alike = likeness(typed, entry); alike > 0)
      found.push_back({alike * (1 - kWholeName + kWholeName * base::likeness(trigrams, entry.name)),
                       entry.population, &entry.town});
  const auto most = std::min(limit, found.size());
  std::ranges::partial_sort(found, found.begin() + static_cast<std::ptrdiff_t>(most),
                            std::less<>());
  std::vector<model::Town> towns;
  for (std::size_t i = 0; i < most; ++i) towns.push_back(*found[i].town);
  return towns;
}

}  // namespace server
