// The home: what to choose from beside the map, nearest first, or what a search has found.
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "app/state.hpp"

namespace app {

struct HomeRow {
  base::Uuid id;  // of the place or the action: stable, unique in the list
  model::MarkerKind kind;
  std::string title;
  std::string detail;  // may be empty
  std::optional<double>
      distance_m;               // from the map's centre; finite; none before the map has spoken
  std::optional<int> walk_min;  // on foot, rounded up, at least 1; none beyond an hour
  base::Shared<model::PlaceFacts> facts;  // of a place
  model::Position at;
  Location open;
  bool chosen = false;             // its page is open
  bool pending = false;            // not yet acknowledged by the server
  bool partly_accessible = false;  // in a wheelchair, where that is what is looked for
};

// The rows, each made when it is asked for: of thousands a screen shows a dozen. They read the
// state they are made of, which must stay as it is meanwhile.
class HomeRows {
 public:
  explicit HomeRows(const State& state) : state_(&state) {}
  std::size_t size() const;
  bool empty() const { return size() == 0; }
  base::Uuid id(std::size_t index) const;  // of the row there
  HomeRow operator[](std::size_t index) const;
  std::optional<std::size_t> find(const base::Uuid& id) const;

 private:
  const State* state_;
};

struct Chip {
  FilterChoice choice = FilterChoice::all;
  bool chosen = false;
  std::size_t count = 0;  // in view, let through by the rest of the filter
  Location open;          // for a real link; activating it sends FilterChosen
};

struct HomeVm {
  explicit HomeVm(const State& state) : rows(state) {}

  std::vector<Chip> chips;  // in kFilterChoices' order
  Filter filter;
  Whereabouts here;

  bool searching = false;          // the rows are what the search has found; `total` counts them
  std::string search_text;         // as typed
  std::vector<model::Town> towns;  // that the search has found, besides the rows
  HomeRows rows;                   // at most kListedMax
  std::size_t hours_unknown = 0;   // left out of them for that
  std::size_t total = 0;           // in view and let through by the filter; may exceed rows.size()
  std::uint64_t version = 0;       // of the rows: changes when they may have changed

  LoadState load = LoadState::idle;  // of the markers, or of the search while searching
  base::Error error;                 // when failed
  std::size_t cells_here = 0, cells_expected = 0;  // while loading: for a progress line
  std::size_t pending = 0;                         // commands not yet acknowledged
  bool offline = false;
};

HomeVm home_vm(const State& state);

}  // namespace app
