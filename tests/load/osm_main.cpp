// invent_osm FILE.osm.pbf COUNT: an extract of OpenStreetMap that nobody mapped, of COUNT objects:
// nine nodes for one way, one in fifty a place.
#include <cstdint>
#include <iostream>
#include <osmium/builder/attr.hpp>
#include <osmium/io/pbf_output.hpp>
#include <osmium/io/writer.hpp>
#include <string>
#include <vector>

namespace {

using namespace osmium::builder::attr;

constexpr std::int64_t kNodesPerWay = 9, kPlaceEvery = 50;
constexpr std::size_t kBufferBytes = 4 << 20;
constexpr const char* kAmenities[] = {"toilets", "drinking_water", "public_bookcase", "shower"};

// A square of a degree or so, filled row by row.
osmium::Location location_of(std::int64_t node) {
  return {2.0 + static_cast<double>(node % 1000) * 1e-3,
          48.0 + static_cast<double>(node / 1000) * 1e-4};
}

}  // namespace

int main(int count, char** arguments) {
  if (count != 3) {
    std::cerr << "invent_osm FILE.osm.pbf COUNT\n";
    return 2;
  }
  const std::int64_t objects = std::stoll(arguments[2]), ways = objects / (kNodesPerWay + 1),
                     nodes = objects - ways;
  osmium::io::Writer writer{osmium::io::File{arguments[1], "pbf"}, osmium::io::overwrite::allow};
  osmium::memory::Buffer buffer{kBufferBytes, osmium::memory::Buffer::auto_grow::yes};
  const auto write_when_full = [&] {
    if (buffer.committed() < kBufferBytes / 2) return;
    writer(std::move(buffer));
    buffer = osmium::memory::Buffer{kBufferBytes, osmium::memory::Buffer::auto_grow::yes};
  };
  for (std::int64_t node = 1; node <= nodes; ++node) {
    if (node % kPlaceEvery == 0)
      osmium::builder::add_node(buffer, _id(node), _location(location_of(node)),
                                _tag("amenity", kAmenities[node / kPlaceEvery % 4]),
                                _tag("name", ("Lieu " + std::to_string(node)).c_str()));
    else
      osmium::builder::add_node(buffer, _id(node), _location(location_of(node)));
    write_when_full();
  }
  for (std::int64_t way = 1; way <= ways; ++way) {
    std::vector<osmium::object_id_type> refs;
    for (std::int64_t i = 1; i <= kNodesPerWay; ++i) refs.push_back((way - 1) * kNodesPerWay + i);
    const bool is_place = way % kPlaceEvery == 0;
    osmium::builder::add_way(
        buffer, _id(way), _nodes(refs),
        _tag(is_place ? "amenity" : "highway", is_place ? "social_centre" : "residential"));
    write_when_full();
  }
  writer(std::move(buffer));
  writer.close();
}
