// A place, ready to be shown: what is unknown is an empty text or none.
#pragma once
#include <optional>
#include <string>
#include <vector>

#include "app/state.hpp"
#include "core/rules/opening_week.hpp"

namespace app {

// A known word of a list, or the source's own words.
enum class YesNo : std::uint8_t { unknown, yes, limited, no, words };

struct PlaceVm {
  LoadState load = LoadState::idle;
  base::Error error;  // when failed
  // While loading, name, kind and at are already filled from the marker, when it is known.
  std::string name;
  model::MarkerKind kind;
  std::optional<model::Position> at;
  std::optional<double> distance_m;  // from the map's centre
  std::optional<int> walk_min;

  // When ready.
  std::vector<std::string> address;  // lines: street, then postal code and city
  std::string phone,
      phone_href;            // as written; "tel:+33…" or empty where no number can be read from it
  std::string website_text;  // without scheme and final slash, shortened: for showing
  std::string website_href;  // http(s) only, else empty
  rules::OpeningWeek hours;
  std::string hours_text;  // in the source's own words; what could not be read as hours is here too
  std::optional<int> arrival_min;  // of the local day, on foot from the map's centre; an estimate
  std::string description;
  std::string audience, access;  // ids or the source's words
  std::vector<std::string> languages;
  YesNo animals = YesNo::unknown, wheelchair = YesNo::unknown;
  std::string animals_words, wheelchair_words;  // when `words`
  std::string directions_href;                  // geo: link, for the phone's own map
  std::string source, attribution, licence;
  std::optional<base::CivilDate> closed_since;
  std::optional<int> checked_days_ago;  // whole days since last_checked
  bool example = false;
};

PlaceVm place_vm(const State& state, model::PlaceId id, base::Instant now);

}  // namespace app
