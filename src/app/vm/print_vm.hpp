// The places that the map shows, as they go onto paper: numbered, nearest to its middle first.
#pragma once
#include <vector>

#include "app/vm/place_vm.hpp"

namespace app {

inline constexpr std::size_t kPrintedMax = 40;  // about four sheets

std::vector<model::PlaceId> printed_places(const State& state);

struct PrintVm {
  std::vector<PlaceVm> places;
  bool is_whole = true;  // every place has arrived, or never will
};
PrintVm print_vm(const State& state, base::Instant now);

}  // namespace app
