#include "core/wire/marker_cell.hpp"

#include <algorithm>
#include <array>
#include <cassert>
#include <optional>
#include <string_view>
#include <unordered_map>
#include <utility>

#include "core/base/utf8.hpp"
#include "core/geo/mercator.hpp"

namespace wire {
namespace {

using Bytes = std::span<const std::uint8_t>;

constexpr std::string_view kMagic = "ENTM";
constexpr std::uint8_t kVersion = 2;
constexpr std::size_t kChecksumBytes = 4;
constexpr std::size_t kUuidBytes = 16;
constexpr std::size_t kMinMarkerBytes = 1 + 1 + kUuidBytes + 1 + 1 + 1;  // with both texts empty

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

// The texts of facts in their order on the wire.
constexpr std::array kFactTexts{&model::PlaceFacts::opening_hours, &model::PlaceFacts::hours_area,
                                &model::PlaceFacts::access,        &model::PlaceFacts::audience,
                                &model::PlaceFacts::wheelchair,    &model::PlaceFacts::animals};
constexpr std::size_t kMinFactsBytes = kFactTexts.size() + 1;

std::string facts_as_bytes(const model::PlaceFacts& facts) {
  std::string out;
  for (const auto text : kFactTexts) append_text(out, facts.*text);
  append_varint(out, facts.languages.size());
  for (const auto& language : facts.languages) append_text(out, language);
  return out;
}

model::PlaceFacts read_facts(CellReader& reader) {
  model::PlaceFacts facts;
  for (const auto text : kFactTexts) facts.*text = reader.text();
  const std::uint64_t languages = reader.varint();
  if (languages > reader.left()) reader.fail("cell.truncated", "The cell ends too early.");
  while (!reader.error() && facts.languages.size() < languages)
    facts.languages.push_back(reader.text());
  return facts;
}

// Different facts in the order of the markers that first have them, numbered from 1; 0 is nothing.
class FactsTable {
 public:
  std::size_t number(const base::Shared<model::PlaceFacts>& facts) {
    if (!facts.address()) return 0;
    const auto [known, is_new] = by_address_.try_emplace(facts.address(), 0);
    if (is_new) known->second = number_of_value(*facts);
    return known->second;
  }
  std::size_t size() const { return by_bytes_.size(); }
  const std::string& bytes() const { return bytes_; }

 private:
  std::size_t number_of_value(const model::PlaceFacts& facts) {
    if (facts == model::PlaceFacts{}) return 0;
    auto bytes = facts_as_bytes(facts);
    const auto [known, is_new] = by_bytes_.try_emplace(std::move(bytes), by_bytes_.size() + 1);
    if (is_new) bytes_ += known->first;
    return known->second;
  }

  std::unordered_map<const model::PlaceFacts*, std::size_t> by_address_;
  std::unordered_map<std::string, std::size_t> by_bytes_;
  std::string bytes_;
};

// Only the one form is taken: each named, first in the order of the table, all different and none
// empty.
void read_facts(CellReader& reader, std::vector<model::Marker>& markers) {
  std::vector<std::uint64_t> numbers(markers.size());
  std::uint64_t named = 0;
  for (auto& number : numbers) {
    number = reader.varint();
    if (number > named + 1) reader.fail("cell.facts", "Facts are not named in their order.");
    named = std::max(named, number);
  }
  const std::uint64_t count = reader.varint();
  if (count != named || count > reader.left() / kMinFactsBytes)
    reader.fail("cell.facts", "Other facts than those that are named.");
  std::vector<base::Shared<model::PlaceFacts>> table(1);
  FactsTable written;
  while (!reader.error() && table.size() <= count) {
    table.emplace_back(read_facts(reader));
    if (!reader.error() && written.number(table.back()) != table.size() - 1)
      reader.fail("cell.facts", "Facts that stand there twice, or say nothing.");
  }
  if (reader.error()) return;
  for (std::size_t i = 0; i < markers.size(); ++i)
    markers[i].facts = table[static_cast<std::size_t>(numbers[i])];
}

void read_ids(CellReader& reader, std::span<const std::uint64_t> codes,
              std::vector<model::Marker>& markers) {
  for (std::size_t i = 0; i < markers.size(); ++i) {
    const Bytes id = reader.take(kUuidBytes);
    std::copy(id.begin(), id.end(), markers[i].id.bytes.begin());
    if (i > 0 && codes[i] == codes[i - 1] && markers[i].id <= markers[i - 1].id)
      reader.fail("cell.order", "Markers of one point are not in the order of their ids.");
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
  FactsTable facts;
  for (const auto& [code, index] : order) append_varint(out, facts.number(markers[index].facts));
  append_varint(out, facts.size());
  out += facts.bytes();
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
  read_ids(reader, codes, markers);
  for (auto& marker : markers) marker.title = reader.text();
  for (auto& marker : markers) marker.detail = reader.text();
  read_facts(reader, markers);
  if (!reader.error() && reader.left() > 0) reader.fail("cell.trailing", "Bytes are left over.");
  if (reader.error()) return *reader.error();
  return markers;
}

}  // namespace wire
