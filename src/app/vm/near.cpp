#include "app/vm/near.hpp"

#include <algorithm>
#include <cmath>

#include "app/rebase.hpp"
#include "app/reduce_parts.hpp"
#include "core/base/utf8.hpp"
#include "core/rules/walk.hpp"

namespace app {
namespace {

constexpr int kWalkMax_min = 60;

}  // namespace

model::Position starting_point(const State& state) {
  return state.here.at.value_or(state.map.centre);
}

Near near(const State& state, model::Position at) {
  if (!state.map_known) return {};
  const double distance_m = geo::distance_m(starting_point(state), at);
  if (!std::isfinite(distance_m)) return {};
  const int minutes = rules::walk_min(distance_m);
  return {distance_m, minutes > kWalkMax_min ? std::nullopt : std::optional(minutes)};
}

bool is_pending(const State& state, const base::Uuid& id) {
  return std::any_of(state.outbox.begin(), state.outbox.end(), [&](const Pending& p) {
    return !p.applied && parts::is_mine(state, p) && subject(p.command).uuid == id;
  });
}

std::size_t count_pending(const State& state) {
  return static_cast<std::size_t>(
      std::count_if(state.outbox.begin(), state.outbox.end(),
                    [&](const Pending& p) { return !p.applied && parts::is_mine(state, p); }));
}

// Capitals of the Latin alphabets and of Greek and Cyrillic; other scripts have none.
std::string initial(const std::string& name) {
  std::string_view rest = name;
  const auto first = base::take_code_point(rest);
  if (!first) return {};
  std::string letter = name.substr(0, name.size() - rest.size());
  char32_t c = *first;
  if ((c >= U'a' && c <= U'z') || (c >= 0xE0 && c <= 0xFE && c != 0xF7) ||
      (c >= 0x3B1 && c <= 0x3C9 && c != 0x3C2) || (c >= 0x430 && c <= 0x44F))
    c -= 0x20;
  else if (c >= 0x450 && c <= 0x45F)
    c -= 0x50;
  else if (c >= 0x100 && c <= 0x137 && c % 2 == 1)
    c -= 1;
  else if (c == 0x153)
    c = 0x152;
  else
    return letter;
  if (c < 0x80) return {static_cast<char>(c)};
  return {static_cast<char>(0xC0 | (c >> 6)), static_cast<char>(0x80 | (c & 0x3F))};
}

}  // namespace app
