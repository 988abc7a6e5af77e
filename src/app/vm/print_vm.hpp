// The places that the map shows, as they go onto paper: numbered, nearest first, those that the map
// shows at one spot after one another.
#pragma once
#include <vector>

#include "app/vm/place_vm.hpp"

namespace app {

inline constexpr std::size_t kPrintedMax = 40;  // about four sheets

std::vector<model::PlaceId> printed_places(const State& state);

// A spot of the printed map, and the numbers of the places there.
struct PaperNumbers {
  model::Position at;
  std::size_t first = 1, last = 1;
  bool operator==(const PaperNumbers&) const = default;
};
std::vector<PaperNumbers> paper_numbers(const State& state);  // none while no sheet is shown

struct PrintVm {
  std::vector<PlaceVm> places;
  std::size_t awaited = 0;  // of them, still on their way
  std::size_t failed = 0;   // could not be had: only their names are known
  std::size_t beyond = 0;   // that the map shows, and the sheet has no room for
};
PrintVm print_vm(const State& state, base::Instant now);

}  // namespace app
