// A cell of markers as bytes (docs/formats.md): immutable, compact, checked. Both hosts use this
// code.
#pragma once
#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "core/base/result.hpp"
#include "core/model/marker.hpp"

namespace wire {

inline constexpr std::size_t kMarkersPerCell = 20'000;

// "ENTM", version 2 (u8), count (varint); then columns in Morton order: Morton code deltas
// (varint), kinds (u8), ids (16 bytes), titles and details (varint length + UTF-8), numbers of
// facts (varint, 0: nothing known); then the facts themselves, each once; then CRC-32 (IEEE, little
// endian) of all bytes before it. Positions are rounded to geo's 2^32 grid (a decoded
// marker encodes to the same bytes again). Markers of the same point are in the order of their ids.
// At most kMarkersPerCell markers, with finite positions, known kinds and texts in UTF-8.
std::string encode_cell(std::vector<model::Marker> markers);

// Refuses, changing nothing: wrong magic, unknown version, bad checksum, counts beyond
// kMarkersPerCell or the bytes at hand, numbers too big or not in their shortest form, unknown
// kinds, markers of one point that are not in order, text that is not UTF-8, facts in another form,
// bytes left over: what is taken encodes to the same bytes. Codes: cell.magic, cell.version,
// cell.checksum, cell.truncated, cell.count, cell.number, cell.kind, cell.order, cell.text,
// cell.facts, cell.trailing.
base::Result<std::vector<model::Marker>> decode_cell(std::span<const std::uint8_t> bytes);

}  // namespace wire
