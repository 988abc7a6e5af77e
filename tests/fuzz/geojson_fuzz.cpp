// Files of places, as people publish them.
#include "core/wire/json.hpp"
#include "server/imports/geojson.hpp"
#include "server/secrets.hpp"
#include "tests/fuzz/fuzz.hpp"

namespace {

using fuzz::require;

constexpr std::size_t kRequestMax = 4096;
const imports::PlaceDefaults kDefaults{"essai", "", "", "2026-11-21T08:00:00.000Z"};

// A place that was taken is told to clients: it must be one they can read.
void check_place(const model::Place& place) {
  const auto again = wire::place_from_json(wire::to_json(place));
  require(again && *again == place, "a place that clients would not read");
}

}  // namespace

extern "C" int LLVMFuzzerInitialize(int*, char***) {
  require(server::start_cryptography(), "no cryptography");
  return 0;
}

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const auto text = fuzz::text_of(data, size);
  const auto features = imports::read_places(text, kDefaults);
  if (!features) {
    require(features.error().code.starts_with("geojson."), "a refusal that is not declared");
    return 0;
  }
  std::size_t taken = 0;
  for (const auto& feature : *features) {
    if (!feature.place)
      require(feature.place.error().code.starts_with("row."), "a refusal not declared");
    else
      check_place(*feature.place), ++taken;
  }
  std::size_t carried = 0;
  for (const auto& part : imports::split_places(*features, kRequestMax)) {
    const auto again = imports::read_places(part, kDefaults);
    require(bool(again), "a part of a file that was read is refused");
    for (const auto& feature : *again) carried += bool(feature.place);
  }
  require(carried == taken, "the parts of a file hold another number of places");
  return 0;
}
