// Things to test with: the same in every run and on both hosts.
#pragma once
#include <cstdint>
#include <string>
#include <vector>

#include "core/model/action.hpp"
#include "core/model/command.hpp"
#include "core/model/marker.hpp"
#include "core/model/place.hpp"

namespace examples {

// A generator whose numbers depend on nothing but the seed (the distributions of <random> differ
// between libraries).
class Chance {
 public:
  explicit Chance(std::uint64_t seed) : state_(seed) {}
  std::uint64_t bits();  // 64 of them (splitmix64)
  std::uint64_t below(std::uint64_t end) { return bits() % end; }
  double between(double low, double high);  // [low, high)
  base::Uuid uuid();
  std::string text(std::size_t code_points_max);  // any UTF-8, control characters and emoji too
  model::Position position();                     // anywhere, poles and antimeridian too
  model::Position position_near(model::Position centre, double degrees);
  model::MarkerKind kind();  // any known one

 private:
  std::uint64_t state_;
};

base::Uuid uuid(std::string_view text);
model::Place place();    // every field set
model::Action action();  // closed, every field set
model::CreateAction create_action();
model::Command command(model::Intent intent);

// Places and actions around seven French towns, some at the very same place.
std::vector<model::Marker> markers(std::size_t count, std::uint64_t seed);

}  // namespace examples
