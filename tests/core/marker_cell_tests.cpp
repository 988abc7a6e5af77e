#include "core/wire/marker_cell.hpp"

#include <boost/test/unit_test.hpp>

#include <algorithm>

#include "core/geo/mercator.hpp"
#include "tests/core/examples.hpp"
#include "tests/core/golden.hpp"

namespace {

std::span<const std::uint8_t> bytes(const std::string& cell) {
  return {reinterpret_cast<const std::uint8_t*>(cell.data()), cell.size()};
}

std::string code_of(const std::string& cell) {
  const auto decoded = wire::decode_cell(bytes(cell));
  return decoded ? "" : decoded.error().code;
}

// The bytes with their checksum, to see what is behind it. Bit by bit, so as to be another
// implementation.
std::string sealed(std::string body) {
  std::uint32_t crc = 0xFFFFFFFF;
  for (const char c : body) {
    crc ^= static_cast<std::uint8_t>(c);
    for (int bit = 0; bit < 8; ++bit) crc = crc & 1 ? crc >> 1 ^ 0xEDB88320 : crc >> 1;
  }
  crc = ~crc;
  for (int shift = 0; shift < 32; shift += 8) body += static_cast<char>(crc >> shift);
  return body;
}

std::string body(std::string_view after_version) { return "ENTM\x02" + std::string(after_version); }

const std::string kId(16, '\x07');

std::string hex(const std::string& cell) {
  std::string text;
  for (const char c : cell) {
    text += "0123456789abcdef"[static_cast<std::uint8_t>(c) >> 4];
    text += "0123456789abcdef"[c & 15];
  }
  return text;
}

std::vector<model::Marker> golden_markers() {
  const base::Uuid first = examples::uuid("01930000-0000-7000-8000-000000000001");
  const base::Uuid second = examples::uuid("01930000-0000-7000-8000-000000000002");
  model::PlaceFacts facts;
  facts.opening_hours = "24/7";
  facts.hours_area = "75000";
  facts.languages = {"fr"};
  return {{second,
           model::marker_kind(model::ActionKind::demand, model::ActionSection::hygiene),
           {48.875, 2.3675},
           "Savon",
           "Zoé",
           {}},
          {first,
           model::marker_kind(model::PlaceCategory::food),
           {48.875, 2.3675},
           "Soupe",
           "",
           base::Shared(facts)}};
}

}  // namespace

BOOST_AUTO_TEST_SUITE(marker_cell)

BOOST_AUTO_TEST_CASE(markers_read_as_they_were_written_to_a_centimetre) {
  for (const std::size_t count : {0u, 1u, 2u, 100u, 3000u}) {
    auto markers = examples::markers(count, 20 + count);
    const std::string cell = wire::encode_cell(markers);
    auto decoded = wire::decode_cell(bytes(cell));
    BOOST_REQUIRE_EQUAL(code_of(cell), "");
    std::vector<model::Marker> read = *std::move(decoded);
    BOOST_TEST(wire::encode_cell(read) == cell);
    const auto by_id = [](const auto& a, const auto& b) { return a.id < b.id; };
    std::sort(read.begin(), read.end(), by_id);
    std::sort(markers.begin(), markers.end(), by_id);
    BOOST_REQUIRE_EQUAL(read.size(), markers.size());
    for (std::size_t i = 0; i < read.size(); ++i) {
      BOOST_CHECK(geo::project(read[i].at) == geo::project(markers[i].at));
      markers[i].at = read[i].at;
    }
    BOOST_CHECK(read == markers);
  }
}

BOOST_AUTO_TEST_CASE(the_bytes_depend_on_the_markers_and_not_on_their_order) {
  auto markers = examples::markers(500, 21);
  const std::string cell = wire::encode_cell(markers);
  std::reverse(markers.begin(), markers.end());
  BOOST_TEST(wire::encode_cell(markers) == cell);
}

BOOST_AUTO_TEST_CASE(the_format_is_the_one_that_was_published) {
  BOOST_TEST(hex(wire::encode_cell(golden_markers())) == golden::kMarkerCellHex);
}

BOOST_AUTO_TEST_CASE(a_cell_cut_at_any_length_is_refused) {
  const std::string cell = wire::encode_cell(examples::markers(20, 22));
  for (std::size_t length = 0; length < cell.size(); ++length) {
    BOOST_REQUIRE_NE(code_of(cell.substr(0, length)), "");
    const std::string resealed = sealed(cell.substr(0, std::min(length, cell.size() - 5)));
    BOOST_REQUIRE_NE(code_of(resealed), "");
  }
  BOOST_REQUIRE_NE(code_of(cell + '\0'), "");
}

BOOST_AUTO_TEST_CASE(a_cell_with_any_one_byte_changed_is_refused) {
  const std::string cell = wire::encode_cell(examples::markers(5, 23));
  for (std::size_t i = 0; i < cell.size(); ++i) {
    for (int change = 1; change < 256; ++change) {
      std::string damaged = cell;
      damaged[i] = static_cast<char>(damaged[i] ^ change);
      BOOST_REQUIRE_NE(code_of(damaged), "");
    }
  }
}

// With a good checksum, any change must be refused or read as markers that give these very bytes.
BOOST_AUTO_TEST_CASE(hostile_bytes_under_a_good_checksum_break_nothing) {
  const std::string cell = wire::encode_cell(examples::markers(8, 24));
  const std::string inside = cell.substr(0, cell.size() - 4);
  examples::Chance chance(25);
  for (int i = 0; i < 20'000; ++i) {
    std::string damaged = inside;
    for (auto changes = 1 + chance.below(3); changes > 0; --changes) {
      damaged[5 + chance.below(damaged.size() - 5)] = static_cast<char>(chance.bits());
    }
    const std::string resealed = sealed(damaged);
    const auto decoded = wire::decode_cell(bytes(resealed));
    if (decoded) BOOST_REQUIRE(wire::encode_cell(*decoded) == resealed);
  }
}

BOOST_AUTO_TEST_CASE(each_fault_has_its_code) {
  const std::string kOne = std::string("\x01\x00\x01", 3) + kId;  // one marker: at 0, of food
  const std::string kEmptyTexts("\x00\x00\x00\x00", 4);           // nor any facts
  BOOST_TEST(code_of("") == "cell.truncated");
  BOOST_TEST(code_of("ENTM") == "cell.truncated");
  BOOST_TEST(code_of(sealed("ENTX\x02" + kOne + kEmptyTexts)) == "cell.magic");
  BOOST_TEST(code_of(sealed("ENTM\x01" + kOne + kEmptyTexts)) == "cell.version");
  BOOST_TEST(code_of(body(kOne + kEmptyTexts) + "abcd") == "cell.checksum");
  BOOST_TEST(code_of(sealed(body(kOne + kEmptyTexts))) == "");
  BOOST_TEST(code_of(sealed(body(kOne + kEmptyTexts + '\0'))) == "cell.trailing");
  BOOST_TEST(code_of(sealed(body(kOne + std::string("\x05\x00\x00\x00", 4)))) == "cell.truncated");
  BOOST_TEST(code_of(sealed(body(kOne + std::string("\x01\xC3\x00\x00\x00", 5)))) == "cell.text");
  BOOST_TEST(code_of(sealed(body(kOne + "\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF\x01" + '\0'))) ==
             "cell.truncated");
  BOOST_TEST(code_of(sealed(body(std::string("\x01\x00\x04", 3) + kId + kEmptyTexts))) ==
             "cell.kind");
  BOOST_TEST(code_of(sealed(body(std::string("\x01\x00\xC5", 3) + kId + kEmptyTexts))) ==
             "cell.kind");
  BOOST_TEST(code_of(sealed(body(std::string("\x02\x00\x01", 3) + kId + kEmptyTexts))) ==
             "cell.count");
  BOOST_TEST(code_of(sealed(body("\xFF\xFF\xFF\xFF\x0F"))) == "cell.count");
  BOOST_TEST(code_of(sealed(body("\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF\x02"))) == "cell.number");
  BOOST_TEST(code_of(sealed(body("\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF\x01"))) ==
             "cell.number");
  BOOST_TEST(code_of(sealed(body(std::string("\x81\x00", 2) + kOne.substr(1) + kEmptyTexts))) ==
             "cell.number");
}

BOOST_AUTO_TEST_CASE(markers_of_one_point_are_in_the_order_of_their_ids_and_none_is_there_twice) {
  const std::string later(16, '\x08');
  const auto two = [](const std::string& ids) {
    return code_of(
        sealed(body(std::string("\x02\x00\x00\x01\x01", 5) + ids + std::string(7, '\0'))));
  };
  BOOST_TEST(two(kId + later) == "");
  BOOST_TEST(two(later + kId) == "cell.order");
  BOOST_TEST(two(kId + kId) == "cell.order");
}

BOOST_AUTO_TEST_CASE(facts_have_one_form) {
  const std::string two =  // at one point, without texts
      std::string("\x02\x00\x00\x01\x01", 5) + kId + std::string(16, '\x08') + std::string(4, '\0');
  const std::string always =
      "\x04"
      "24/7" +
      std::string(6, '\0');
  const std::string animals = std::string(5, '\0') +
                              "\x03"
                              "yes" +
                              '\0';
  BOOST_TEST(code_of(sealed(body(two + "\x01\x02\x02" + always + animals))) == "");
  BOOST_TEST(code_of(sealed(body(two + "\x01\x01\x01" + always))) == "");
  for (const auto& wrong :
       {"\x02\x01\x02" + always + animals,  // not in the order of their first use
        "\x01\x03\x03" + always + animals + animals,
        "\x01\x02\x01" + always,                 // fewer than are named
        "\x01\x01\x02" + always + animals,       // more
        "\x01\x02\x02" + always + always,        // the same twice
        "\x01\x01\x01" + std::string(7, '\0')})  // nothing
    BOOST_TEST(code_of(sealed(body(two + wrong))) == "cell.facts");
  BOOST_TEST(code_of(sealed(body(two + "\x01\x01\x01" + always.substr(0, 10) + "\x7F"))) ==
             "cell.truncated");
}

BOOST_AUTO_TEST_CASE(a_position_beyond_the_last_one_is_refused) {
  const std::string kLast =
      "\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF\x01";  // 2^64 - 1, the south-east corner
  const std::string kRest = "\x01\x01" + kId + std::string(16, '\x08') + std::string(7, '\0');
  BOOST_TEST(code_of(sealed(body('\x02' + kLast + '\0' + kRest))) == "");
  BOOST_TEST(code_of(sealed(body('\x02' + kLast + '\x01' + kRest))) == "cell.number");
}

BOOST_AUTO_TEST_CASE(a_full_cell_is_read_and_a_fuller_one_is_refused) {
  const std::string full = wire::encode_cell(examples::markers(wire::kMarkersPerCell, 26));
  BOOST_TEST(code_of(full) == "");
  std::string count = "\xA1\x9C\x01";  // 20,001
  BOOST_TEST(code_of(sealed(body(count + std::string(21 * 20'001, '\0')))) == "cell.count");
}

BOOST_AUTO_TEST_SUITE_END()
