#include "server/imports/likeness.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>

#include "core/base/folding.hpp"
#include "core/base/likeness.hpp"
#include "core/geo/mercator.hpp"
#include "server/words.hpp"

namespace imports {
namespace {

// A place on its way through the strip, with what is asked of it again and again.
struct Candidate {
  const storage::PlaceSpot* spot;
  base::Trigrams trigrams;
  bool is_nameless;
};

bool are_alike(const Candidate& a, const Candidate& b, double distance_m) {
  if (a.is_nameless || b.is_nameless) return distance_m <= kNamelessWithin_m;
  return base::likeness(a.trigrams, b.trigrams) >= kLikeNames;
}

// So many neighbours of one place are looked at: a heap of thousands at one point is no
// neighbourhood.
constexpr std::size_t kNeighboursMax = 200;

}  // namespace

std::vector<storage::PlaceLink> find_alike(std::vector<storage::PlaceSpot> spots) {
  constexpr double kMetresPerDegree = 111'195;
  std::ranges::sort(spots, {}, [](const storage::PlaceSpot& s) { return s.at.lat_deg; });
  std::vector<Candidate> candidates;
  candidates.reserve(spots.size());
  for (const auto& spot : spots) {
    const auto name = base::fold(spot.name);
    candidates.push_back(
        {&spot, base::trigrams_of(name), name == base::fold(server::french(spot.category))});
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
