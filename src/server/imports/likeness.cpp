#include "server/imports/likeness.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>
#include <numbers>

#include "core/base/utf8.hpp"
#include "core/geo/mercator.hpp"
#include "server/words.hpp"

namespace imports {
namespace {

// U+00C0 to U+00FF without accents; a blank for signs.
constexpr std::array<std::string_view, 64> kLatin1{
    "a", "a", "a", "a", "a", "a", "ae", "c", "e", "e", "e", "e", "i", "i", "i",  "i",
    "d", "n", "o", "o", "o", "o", "o",  " ", "o", "u", "u", "u", "u", "y", "th", "ss",
    "a", "a", "a", "a", "a", "a", "ae", "c", "e", "e", "e", "e", "i", "i", "i",  "i",
    "d", "n", "o", "o", "o", "o", "o",  " ", "o", "u", "u", "u", "u", "y", "th", "y"};

std::string_view plain_letter(char32_t c, std::array<char, 1>& room) {
  if (c >= U'a' && c <= U'z') return {&(room[0] = static_cast<char>(c)), 1};
  if (c >= U'0' && c <= U'9') return {&(room[0] = static_cast<char>(c)), 1};
  if (c >= U'A' && c <= U'Z') return {&(room[0] = static_cast<char>(c - U'A' + U'a')), 1};
  if (c >= 0xC0 && c <= 0xFF) return kLatin1[c - 0xC0];
  if (c == 0x152 || c == 0x153) return "oe";
  return " ";
}

// Letters of scripts beyond, as they are.
bool is_foreign_letter(char32_t c) { return c > 0x153 && (c < 0x2000 || c > 0x206F); }

using Trigrams = std::vector<std::uint64_t>;

// Sorted; each is three bytes of a word with blanks around it.
Trigrams trigrams_of(std::string_view plain) {
  const auto padded = "  " + std::string(plain) + ' ';
  Trigrams all;
  for (std::size_t i = 0; i + 2 < padded.size(); ++i)
    all.push_back(static_cast<unsigned char>(padded[i]) << 16 |
                  static_cast<unsigned char>(padded[i + 1]) << 8 |
                  static_cast<unsigned char>(padded[i + 2]));
  std::ranges::sort(all);
  return all;
}

double likeness_of(const Trigrams& a, const Trigrams& b) {
  std::size_t shared = 0;
  for (auto i = a.begin(), j = b.begin(); i != a.end() && j != b.end();) {
    if (*i == *j)
      ++shared, ++i, ++j;
    else if (*i < *j)
      ++i;
    else
      ++j;
  }
  return 2.0 * static_cast<double>(shared) / static_cast<double>(a.size() + b.size());
}

// A place on its way through the strip, with what is asked of it again and again.
struct Candidate {
  const storage::PlaceSpot* spot;
  Trigrams trigrams;
  bool is_nameless;
};

bool are_alike(const Candidate& a, const Candidate& b, double distance_m) {
  if (a.is_nameless || b.is_nameless) return distance_m <= kNamelessWithin_m;
  return likeness_of(a.trigrams, b.trigrams) >= kLikeNames;
}

// So many neighbours of one place are looked at: a heap of thousands at one point is no
// neighbourhood.
constexpr std::size_t kNeighboursMax = 200;

}  // namespace

std::string plain_name(std::string_view name) {
  std::string plain;
  std::array<char, 1> room{};
  while (!name.empty()) {
    const auto begin = name;
    const auto c = base::take_code_point(name);
    if (!c) break;
    const auto letter = is_foreign_letter(*c) ? begin.substr(0, begin.size() - name.size())
                                              : plain_letter(*c, room);
    if (letter != " ")
      plain += letter;
    else if (!plain.empty() && !plain.ends_with(' '))
      plain += ' ';
  }
  while (plain.ends_with(' ')) plain.pop_back();
  return plain;
}

double likeness(std::string_view a, std::string_view b) {
  return likeness_of(trigrams_of(a), trigrams_of(b));
}

std::vector<storage::PlaceLink> find_alike(std::vector<storage::PlaceSpot> spots) {
  constexpr double kMetresPerDegree = 111'195;
  std::ranges::sort(spots, {}, [](const storage::PlaceSpot& s) { return s.at.lat_deg; });
  std::vector<Candidate> candidates;
  candidates.reserve(spots.size());
  for (const auto& spot : spots) {
    const auto plain = plain_name(spot.name);
    candidates.push_back(
        {&spot, trigrams_of(plain), plain == plain_name(server::french(spot.category))});
  }
  std::vector<storage::PlaceLink> links;
  for (std::size_t i = 0; i < candidates.size(); ++i) {
    const auto& here = *candidates[i].spot;
    const double lat_within = kLikeWithin_m / kMetresPerDegree;
    const double lon_within =
        lat_within / std::max(0.01, std::cos(here.at.lat_deg * std::numbers::pi / 180));
    std::size_t looked_at = 0;
    for (std::size_t j = i + 1; j < candidates.size() && looked_at < kNeighboursMax; ++j) {
      const auto& there = *candidates[j].spot;
      if (there.at.lat_deg - here.at.lat_deg > lat_within) break;
      if (std::abs(there.at.lon_deg - here.at.lon_deg) > lon_within) continue;
      if (there.category != here.category || there.source == here.source) continue;
      ++looked_at;
      const double distance_m = geo::distance_m(here.at, there.at);
      if (distance_m > kLikeWithin_m || !are_alike(candidates[i], candidates[j], distance_m))
        continue;
      links.push_back({std::min(here.id, there.id), std::max(here.id, there.id),
                       std::round(distance_m * 10) / 10});
    }
  }
  std::ranges::sort(links, {}, [](const storage::PlaceLink& l) { return std::pair(l.a, l.b); });
  return links;
}

}  // namespace imports
