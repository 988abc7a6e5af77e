#include "server/imports/osm.hpp"

#include <boost/test/unit_test.hpp>
#include <filesystem>
#include <fstream>
#include <map>
#include <osmium/builder/attr.hpp>
#include <osmium/io/pbf_output.hpp>
#include <osmium/io/writer.hpp>

#include "server/imports/import_file.hpp"
#include "tests/server/world_helpers.hpp"

using namespace tests;
using namespace osmium::builder::attr;

namespace {

using Tags = std::vector<std::pair<std::string, std::string>>;

// An extract made here, written by libosmium's own writer.
class Written {
 public:
  void node(int id, double lon, double lat, const Tags& tags = {}) {
    osmium::builder::add_node(buffer_, _id(id), _location(osmium::Location{lon, lat}), _tags(tags));
  }
  void way(int id, const std::vector<osmium::object_id_type>& nodes, const Tags& tags = {}) {
    osmium::builder::add_way(buffer_, _id(id), _nodes(nodes), _tags(tags));
  }
  void area(int id, const std::vector<int>& ways, const Tags& tags) {
    std::vector<osmium::builder::attr::member_type> members;
    for (const int way : ways) members.emplace_back(osmium::item_type::way, way, "outer");
    osmium::builder::add_relation(buffer_, _id(id), _members(members), _tags(tags));
  }
  std::string bytes(const std::string& format = "pbf") {
    const auto path = folder_.file("made.osm.pbf");
    osmium::io::Writer writer{osmium::io::File{path, format}};
    writer(std::move(buffer_));
    writer.close();
    std::ifstream file(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(file), {}};
  }

 private:
  TemporaryFolder folder_;
  osmium::memory::Buffer buffer_{4096, osmium::memory::Buffer::auto_grow::yes};
};

std::vector<imports::ReadPlace> places_of(const std::string& bytes) {
  BOOST_REQUIRE(server::start_cryptography());
  const auto places = imports::read_bytes(bytes, imports::Format::osm, {});
  BOOST_TEST_CONTEXT((places ? "" : places.error().detail)) { BOOST_REQUIRE(places); }
  return *places;
}
std::string error_of(const std::string& bytes) {
  const auto rows = imports::read_osm(bytes);
  return rows ? "" : rows.error().code;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(osm)

BOOST_AUTO_TEST_CASE(nodes_ways_and_areas_become_places) {
  Written extract;
  extract.node(1, 2.1, 48.1,
               {{"amenity", "toilets"},
                {"name", "Toilettes du parc"},
                {"opening_hours", "24/7"},
                {"wheelchair", "yes"},
                {"contact:phone", "01 23"},
                {"addr:street", "rue X"},
                {"addr:housenumber", "3"},
                {"addr:postcode", "75001"},
                {"addr:city", "Paris"}});
  extract.node(2, 2.0, 48.0);
  extract.node(3, 2.2, 48.0);
  extract.node(4, 2.2, 48.2);
  extract.node(5, 2.0, 48.2);
  extract.node(6, 2.3, 48.3, {{"amenity", "toilets"}, {"access", "private"}});
  extract.node(7, 2.4, 48.4, {{"amenity", "fountain"}, {"drinking_water", "yes"}});
  extract.node(8, 2.4, 48.5, {{"amenity", "restaurant"}, {"drinking_water", "yes"}});
  extract.node(9, 2.4, 48.6, {{"amenity", "social_facility"}, {"social_facility", "nursing_home"}});
  extract.way(1, {2, 3, 4, 5, 2},
              {{"amenity", "social_facility"}, {"social_facility", "food_bank"}});
  extract.way(2, {2, 3}, {{"highway", "residential"}});
  extract.way(3, {90, 91}, {{"amenity", "shower"}});
  extract.area(1, {1, 2, 77}, {{"type", "multipolygon"}, {"amenity", "community_centre"}});
  const auto places = places_of(extract.bytes());
  std::map<std::string, const imports::ReadPlace*> by_id;
  for (const auto& read : places) by_id[read.source_id] = &read;
  BOOST_TEST(by_id.size() == 5u);
  const auto& toilets = *by_id.at("node/1")->place;
  BOOST_TEST(toilets.name == "Toilettes du parc");
  BOOST_TEST((toilets.category == model::PlaceCategory::toilets));
  BOOST_TEST(toilets.opening_hours == "24/7");
  BOOST_TEST(toilets.phone == "01 23");
  BOOST_TEST(toilets.address == "3 rue X");
  BOOST_TEST(toilets.source == "openstreetmap");
  BOOST_TEST(toilets.licence == "ODbL 1.0");
  BOOST_TEST(toilets.attribution == "© les contributeurs d’OpenStreetMap");
  BOOST_TEST((by_id.at("node/7")->place->category == model::PlaceCategory::fountains));
  const auto& bank = *by_id.at("way/1")->place;
  BOOST_TEST((bank.category == model::PlaceCategory::food));
  BOOST_TEST(bank.at.lat_deg == 48.1, boost::test_tools::tolerance(1e-9));
  BOOST_TEST(bank.at.lon_deg == 2.1, boost::test_tools::tolerance(1e-9));
  BOOST_TEST(by_id.at("relation/1")->place->at.lat_deg == 48.1, boost::test_tools::tolerance(1e-9));
  BOOST_TEST(by_id.at("way/3")->where == "way 3");
  BOOST_TEST(by_id.at("way/3")->place.error().code == "row.position");
}

BOOST_AUTO_TEST_CASE(what_is_no_whole_extract_is_refused) {
  Written extract;
  for (int id = 1; id < 2000; ++id) extract.node(id, 2, 48, {{"amenity", "toilets"}});
  const auto bytes = extract.bytes();
  BOOST_TEST(error_of("") == "osm.malformed");
  BOOST_TEST(error_of("<osm/>") == "osm.malformed");
  BOOST_TEST(error_of(bytes.substr(0, bytes.size() / 2)) == "osm.malformed");
  BOOST_TEST(error_of(bytes.substr(0, bytes.size() - 1)) == "osm.malformed");
  auto flipped = bytes;
  flipped[bytes.size() / 2] ^= 0x55;
  BOOST_TEST(error_of(flipped) == "osm.malformed");
  // A block that says it unpacks to more than a block may: header "OSMHeader", raw_size 2^30.
  const std::string blob("\x10\x80\x80\x80\x80\x04\x1a\x01x", 9);
  const std::string head =
      std::string("\x0a\x09OSMHeader\x18", 12) + static_cast<char>(blob.size());
  const std::string length{0, 0, 0, static_cast<char>(head.size())};
  BOOST_TEST(error_of(length + head + blob) == "osm.malformed");
  BOOST_TEST(error_of("\x7f\xff\xff\xff") == "osm.malformed");
}

BOOST_AUTO_TEST_CASE(a_zero_byte_within_a_tag_is_refused) {
  Written extract;
  extract.node(1, 2.1, 48.1, {{"amenity", "toilets"}, {"name", "Halle"}});
  auto bytes = extract.bytes("pbf,pbf_compression=none");
  BOOST_TEST(places_of(bytes).size() == 1u);
  bytes.at(bytes.find("Halle") + 2) = '\0';
  BOOST_TEST(error_of(bytes) == "osm.malformed");
}

BOOST_AUTO_TEST_CASE(real_extracts_by_category) {
  const std::filesystem::path folder = "../shared/data/osm";
  if (!std::filesystem::is_directory(folder)) {
    BOOST_TEST_MESSAGE("skipped: the real extracts are not at " << folder);
    return;
  }
  using Counts = std::map<int, int>;
  const std::map<std::string, Counts> wanted{
      {"bondy-93.osm.pbf", {{3, 1}}},
      {"monaco.osm.pbf", {{3, 6}, {7, 1}, {40, 31}, {41, 15}, {42, 1}}},
      {"paris-marais.osm.pbf", {{40, 1}, {41, 1}}},  // of roads only
      {"redon-35.osm.pbf", {{5, 2}, {7, 7}, {40, 6}, {43, 2}, {62, 1}}}};
  BOOST_REQUIRE(server::start_cryptography());
  for (const auto& [name, counts] : wanted) {
    const auto places = imports::read_file(folder / name, {});
    BOOST_REQUIRE(places);
    Counts found;
    for (const auto& read : *places)
      ++found[read.place ? static_cast<int>(read.place->category) : -1];
    BOOST_TEST_CONTEXT(name) { BOOST_TEST((found == counts)); }
  }
}

BOOST_AUTO_TEST_SUITE_END()
