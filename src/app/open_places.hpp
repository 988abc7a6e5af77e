// Which places are open when it matters to the person: found by the rules, told to the markers.
#pragma once
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

#include "core/base/time.hpp"
#include "core/geo/marker_store.hpp"
#include "core/rules/timeline.hpp"

namespace app {

class OpenPlaces {
 public:
  // Tells `markers`, which must be the same at each call, what is not yet told: of each place at
  // `now` or, where `walk_from` is given, when a person who sets out from there at `now` arrives.
  // The first call reads all hours, each different text once; later ones cost a comparison for
  // each place that has hours, and more for those whose answer may be another. `changed`: something
  // was told. `until`: when an answer is another, if nothing else changes; none: never.
  struct Updated {
    bool changed = false;
    std::optional<base::Instant> until;
  };
  Updated update(geo::MarkerStore& markers, base::Instant now,
                 std::optional<model::Position> walk_from);

 private:
  struct Place {  // one with hours that can be read
    geo::MarkerIndex marker = 0;
    std::uint32_t timeline = 0;
    std::int64_t walk_ms = 0;
    geo::Opening told = geo::Opening::unknown;
    base::Instant from, until;  // `told` is true of all instants of setting out in between
  };
  using Told = std::vector<geo::MarkerStore::Told>;
  void take(const geo::MarkerStore& markers, geo::MarkerIndex index, Told& told);
  std::optional<std::uint32_t> timeline_of(const model::Marker& marker);
  void ask(Place& place, base::Instant now, Told& told);

  std::vector<Place> places_;
  std::unordered_map<geo::MarkerIndex, std::size_t> place_of_;  // its place in places_
  std::vector<rules::Timeline> timelines_;
  std::unordered_map<std::string, std::optional<rules::OpeningHours>> read_;  // by their text
  std::unordered_map<std::string, std::uint32_t> by_hours_;  // text and clocks: timelines_
  std::optional<model::Position> walk_from_;
};

}  // namespace app
