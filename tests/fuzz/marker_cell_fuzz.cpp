// Cells of markers. No made-up input would pass the checksum, so the mutator puts the right one
// under most of them: what lies behind the envelope is what is to be searched.
#include <cmath>

#include "core/wire/marker_cell.hpp"
#include "tests/fuzz/fuzz.hpp"

extern "C" std::size_t LLVMFuzzerMutate(std::uint8_t* data, std::size_t size, std::size_t max_size);

namespace {

using fuzz::require;

constexpr std::size_t kChecksumBytes = 4;

std::uint32_t crc32(const std::uint8_t* data, std::size_t size) {
  std::uint32_t crc = 0xFFFFFFFF;
  for (std::size_t i = 0; i < size; ++i) {
    crc ^= data[i];
    for (int bit = 0; bit < 8; ++bit) crc = crc & 1 ? crc >> 1 ^ 0xEDB88320u : crc >> 1;
  }
  return ~crc;
}

}  // namespace

extern "C" std::size_t LLVMFuzzerCustomMutator(std::uint8_t* data, std::size_t size,
                                               std::size_t max_size, unsigned int seed) {
  size = LLVMFuzzerMutate(data, size, max_size);
  if (size < kChecksumBytes || seed % 16 == 0) return size;
  const auto checksum = crc32(data, size - kChecksumBytes);
  for (std::size_t i = 0; i < kChecksumBytes; ++i)
    data[size - kChecksumBytes + i] = static_cast<std::uint8_t>(checksum >> (8 * i));
  return size;
}

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const auto markers = wire::decode_cell({data, size});
  if (!markers) {
    require(markers.error().code.starts_with("cell."), "a refusal that is not declared");
    return 0;
  }
  require(markers->size() <= wire::kMarkersPerCell, "more markers than a cell holds");
  for (const auto& marker : *markers) {
    require(std::abs(marker.at.lat_deg) <= 90 && std::abs(marker.at.lon_deg) <= 180,
            "a marker that is nowhere");
    require(is_known(marker.kind), "a kind that is not known");
  }
  require(wire::encode_cell(*markers) == fuzz::text_of(data, size), "the bytes differ");
  return 0;
}
