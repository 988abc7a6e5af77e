// Tables of places, and the mappings that say what they mean: the bytes before the first NUL are a
// mapping, those after it a table.
#include <algorithm>
#include <array>

#include "core/wire/json.hpp"
#include "server/imports/geojson.hpp"
#include "server/imports/import_file.hpp"
#include "server/secrets.hpp"
#include "tests/fuzz/fuzz.hpp"

namespace {

using fuzz::require;

constexpr std::array kRefusals{"csv.malformed", "csv.too_large", "csv.empty",
                               "csv.no_column", "text.encoding", "text.not_utf8"};

// A place that was taken is told to clients, and sent to servers: both must read the same.
void check(const std::vector<imports::ReadPlace>& places) {
  std::size_t taken = 0, sent = 0;
  for (const auto& read : places) {
    require(read.where.starts_with("line "), "a row that is nowhere");
    if (!read.place) {
      require(read.place.error().code.starts_with("row."), "a refusal that is not declared");
      continue;
    }
    const auto again = wire::place_from_json(wire::to_json(*read.place));
    require(again && *again == *read.place, "a place that clients would not read");
    ++taken;
  }
  for (const auto& part : imports::split_places(places, 4096)) {
    const auto again = imports::read_places(part, {});
    require(bool(again), "what is sent to a server is refused");
    for (const auto& read : *again) sent += bool(read.place);
  }
  require(sent == taken, "another number of places is sent");
}

}  // namespace

extern "C" int LLVMFuzzerInitialize(int*, char***) {
  require(server::start_cryptography(), "no cryptography");
  return 0;
}

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const auto text = fuzz::text_of(data, size);
  const auto end = text.find('\0');
  imports::FileOptions options;
  options.stem = "essai";
  if (end != text.npos) {
    auto mapping = imports::parse_mapping(text.substr(0, end));
    if (!mapping) {
      require(mapping.error().code == "mapping.malformed", "a refusal that is not declared");
      return 0;
    }
    options.mapping = *std::move(mapping);
  }
  const auto table = end == text.npos ? text : text.substr(end + 1);
  const auto places = imports::read_bytes(table, imports::Format::csv, options);
  if (places)
    check(*places);
  else
    require(std::ranges::find(kRefusals, places.error().code) != kRefusals.end(),
            "a refusal that is not declared");
  return 0;
}
