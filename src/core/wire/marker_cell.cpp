#include "core/wire/marker_cell.hpp"

#include <algorithm>
#include <array>
#include <cassert>
#include <optional>
#include <string_view>
#include <utility>

#include "core/base/utf8.hpp"
#include "core/geo/mercator.hpp"

namespace wire {
namespace {

using Bytes = std::span<const std::uint8_t>;

constexpr std::string_view kMagic = "ENTM";
constexpr std::uint8_t kVersion = 1;
constexpr std::size_t kChecksumBytes = 4;
constexpr std::size_t kUuidBytes = 16;
constexpr std::size_t kMinMarkerBytes = 1 + 1 + kUuidBytes + 1 + 1;  // with both texts empty

// CRC-32 of IEEE 802.3 (reflected polynomial 0xEDB88320), as in zip and PNG.
constexpr std::array<std::uint32_t, 256> kCrcTable = [] {
  std::array<std::uint32_t, 256> table{};
  for (std::uint32_t byte = 0; byte < 256; ++byte) {
    std::uint32_t crc = byte;
    for (int bit = 0; bit < 8; ++bit) crc = crc & 1 ? crc >> 1 ^ 0xEDB88320u : crc >> 1;
    table[byte] = crc;
  }
  return table;
}();

std::uint32_t crc32(Bytes bytes) {
  std::uint32_t crc = 0xFFFFFFFF;
  for (const auto byte : bytes) crc = crc >> 8 ^ kCrcTable[(crc ^ byte) & 0xFF];
  return ~crc;
}

Bytes bytes_of(std::string_view text) {
  return {reinterpret_cast<const std::uint8_t*>(text.data()), text.size()};
}

// Little-endian base 128 (LEB128): seven bits a byte, the high bit set on all but the last.
void append_varint(std::string& out, std::uint64_t value) {
  for (; value >= 0x80; value >>= 7) out += static_cast<char>(value | 0x80);
  out += static_cast<char>(value);
}

void append_text(std::string& out, const std::string& text) {
  append_varint(out, text.size());
  out += text;
}

// Takes values off the front of the bytes, and remembers the first thing that was wrong; what
// follows it reads as zeros.
class CellReader {
 public:
  explicit CellReader(Bytes bytes) : rest_(bytes) {}

  std::size_t left() const { return rest_.size(); }
  const std::optional<base::Error>& error() const { return error_; }
  void fail(std::string code, std::string detail) {
    if (!error_) error_ = base::Error{std::move(code), "", std::move(detail)};
    rest_ = {};
  }

  Bytes take(std::size_t count) {
    if (count > rest_.size()) {
      fail("cell.truncated", "The cell ends too early.");
      return {};
    }
    const Bytes taken = rest_.first(count);
    rest_ = rest_.subspan(count);
    return taken;
  }
  std::uint8_t byte() {
    const Bytes taken = take(1);
    return taken.empty() ? std::uint8_t{0} : taken[0];
  }
  // Only the shortest form of a number is taken, so that a list of markers has one form as bytes.
  std::uint64_t varint() {
    std::uint64_t value = 0;
    for (int shift = 0; shift < 64; shift += 7) {
      const std::uint8_t part = byte();
      value |= static_cast<std::uint64_t>(part & 0x7F) << shift;
      if (part & 0x80) continue;
      const bool too_big = shift == 63 && part > 1;
      const bool too_long = shift > 0 && part == 0;
      if (error_ || too_big || too_long) break;
      return value;
    }
    fail("cell.number", "A number is not written as it should be.");
    return 0;
  }
  std::string text() {
    const std::uint64_t length = varint();
    // Compared before the conversion: in the browser a size has 32 bits.
    const Bytes taken = take(length > left() ? left() + 1 : static_cast<std::size_t>(length));
    std::string text(taken.begin(), taken.end());
    if (!base::count_code_points(text)) fail("cell.text", "A text is not UTF-8.");
    return text;
  }

 private:
  Bytes rest_;
  std::optional<base::Error> error_;
};

// What is the same of all versions is looked at first, so that a newer cell is told from a broken
// one.
std::optional<base::Error> envelope_error(Bytes bytes) {
  if (bytes.size() < kMagic.size() + 1 + 1 + kChecksumBytes) {
    return base::Error{"cell.truncated", "", "Too short for a cell."};
  }
  if (!std::equal(kMagic.begin(), kMagic.end(), bytes.begin())) {
    return base::Error{"cell.magic", "", "Not a cell of markers."};
  }
  if (bytes[kMagic.size()] != kVersion) {
    return base::Error{"cell.version", "", "A cell of another version."};
  }
  const Bytes stored = bytes.last(kChecksumBytes);
  const std::uint32_t checksum =
      static_cast<std::uint32_t>(stored[0]) | static_cast<std::uint32_t>(stored[1]) << 8 |
      static_cast<std::uint32_t>(stored[2]) << 16 | static_cast<std::uint32_t>(stored[3]) << 24;
  if (checksum != crc32(bytes.first(bytes.size() - kChecksumBytes))) {
    return base::Error{"cell.checksum", "", "The cell was damaged on its way."};
  }
  return std::nullopt;
}

std::vector<std::uint64_t> read_codes(CellReader& reader, std::size_t count) {
  std::vector<std::uint64_t> codes(count);
  std::uint64_t previous = 0;
  for (auto& code : codes) {
    code = previous + reader.varint();
    if (code < previous) reader.fail("cell.number", "A position is beyond the world.");
    previous = code;
  }
  return codes;
}

void read_kinds(CellReader& reader, std::vector<model::Marker>& markers) {
  for (auto& marker : markers) {
    marker.kind = {reader.byte()};
    if (!is_known(marker.kind)) reader.fail("cell.kind", "A kind of marker that is not known.");
  }
}

void read_ids(CellReader& reader, std::vector<model::Marker>& markers) {
  for (auto& marker : markers) {
    const Bytes id = reader.take(kUuidBytes);
    std::copy(id.begin(), id.end(), marker.id.bytes.begin());
  }
}

}  // namespace

std::string encode_cell(std::vector<model::Marker> markers) {
  assert(markers.size() <= kMarkersPerCell);
  std::vector<std::pair<std::uint64_t, std::size_t>> order;  // Morton code, index
  order.reserve(markers.size());
  for (const auto& marker : markers)
    order.emplace_back(geo::morton(geo::project(marker.at)), order.size());
  std::sort(order.begin(), order.end(), [&](const auto& a, const auto& b) {
    return a.first != b.first ? a.first < b.first : markers[a.second].id < markers[b.second].id;
  });

  std::string out(kMagic);
  out += static_cast<char>(kVersion);
  append_varint(out, markers.size());
  std::uint64_t previous = 0;
  for (const auto& [code, index] : order) append_varint(out, code - std::exchange(previous, code));
  for (const auto& [code, index] : order) out += static_cast<char>(markers[index].kind.code);
  for (const auto& [code, index] : order) {
    const auto& id = markers[index].id.bytes;
    out.append(id.begin(), id.end());
  }
  for (const auto& [code, index] : order) append_text(out, markers[index].title);
  for (const auto& [code, index] : order) append_text(out, markers[index].detail);
  const std::uint32_t checksum = crc32(bytes_of(out));
  for (int shift = 0; shift < 32; shift += 8) out += static_cast<char>(checksum >> shift);
  return out;
}

base::Result<std::vector<model::Marker>> decode_cell(std::span<const std::uint8_t> bytes) {
  if (auto error = envelope_error(bytes)) return *std::move(error);
  CellReader reader(bytes.first(bytes.size() - kChecksumBytes).subspan(kMagic.size() + 1));
  const std::uint64_t count = reader.varint();
  if (count > kMarkersPerCell || count > reader.left() / kMinMarkerBytes) {
    reader.fail("cell.count", "More markers than a cell holds or has bytes for.");
  }
  if (reader.error()) return *reader.error();

  std::vector<model::Marker> markers(static_cast<std::size_t>(count));
  const auto codes = read_codes(reader, markers.size());
  for (std::size_t i = 0; i < codes.size(); ++i)
    markers[i].at = geo::unproject(geo::from_morton(codes[i]));
  read_kinds(reader, markers);
  read_ids(reader, markers);
  for (auto& marker : markers) marker.title = reader.text();
  for (auto& marker : markers) marker.detail = reader.text();
  if (!reader.error() && reader.left() > 0) reader.fail("cell.trailing", "Bytes are left over.");
  if (reader.error()) return *reader.error();
  return markers;
}

}  // namespace wire
