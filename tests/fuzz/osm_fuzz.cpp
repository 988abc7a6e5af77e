// Extracts of OpenStreetMap, as somebody may have made them.
#include "core/wire/json.hpp"
#include "server/imports/import_file.hpp"
#include "server/secrets.hpp"
#include "tests/fuzz/fuzz.hpp"

using fuzz::require;

extern "C" int LLVMFuzzerInitialize(int*, char***) {
  require(server::start_cryptography(), "no cryptography");
  return 0;
}

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const auto places = imports::read_bytes(fuzz::text_of(data, size), imports::Format::osm, {});
  if (!places) {
    require(places.error().code == "osm.malformed", "a refusal that is not declared");
    return 0;
  }
  for (const auto& read : *places) {
    if (!read.place) {
      require(read.place.error().code.starts_with("row."), "a refusal that is not declared");
      continue;
    }
    const auto again = wire::place_from_json(wire::to_json(*read.place));
    require(again && *again == *read.place, "a place that clients would not read");
  }
  return 0;
}
