#include "server/imports/osm.hpp"

#include <algorithm>
#include <cstdlib>
#include <osmium/io/pbf_input.hpp>
#include <osmium/io/reader.hpp>
#include <osmium/osm.hpp>
#include <stdexcept>
#include <utility>

#include "server/imports/osm_tags.hpp"
#include "server/imports/tidy.hpp"

namespace imports {
namespace {

using Id = osmium::object_id_type;
namespace bits = osmium::osm_entity_bits;

// libosmium walks over pairs of texts that each end with a zero byte. Where one holds such a byte
// within, the last pair would lead beyond the end.
void require_whole_tags(const osmium::OSMObject& object) {
  const auto& tags = object.tags();
  const auto* const begin = tags.data() + sizeof(osmium::TagList);
  const auto* const end = tags.data() + tags.byte_size();
  if (begin < end && (std::count(begin, end, 0) % 2 != 0 || end[-1] != 0))
    throw std::runtime_error("a tag holds a zero byte");
}

// Ids that are waited for, and what is then known of each.
template <class Value>
class Wanted {
 public:
  void add(Id id) { known_.emplace_back(id, Value{}); }
  // Once all are added.
  void sort() {
    std::ranges::sort(known_, {}, &Entry::first);
    const auto [first, last] = std::ranges::unique(known_, {}, &Entry::first);
    known_.erase(first, last);
    known_.shrink_to_fit();
  }
  Value* find(Id id) {
    const auto found = std::ranges::lower_bound(known_, id, {}, &Entry::first);
    return found != known_.end() && found->first == id ? &found->second : nullptr;
  }
  bool is_empty() const { return known_.empty(); }

 private:
  using Entry = std::pair<Id, Value>;
  std::vector<Entry> known_;
};

// The middle of points, told one after the other.
class Middle {
 public:
  void add(const osmium::Location& at) {
    if (!at.valid()) return;
    lat_ += at.lat(), lon_ += at.lon(), ++count_;
  }
  base::Result<model::Position> position() const {
    if (count_ == 0) return base::Error{"row.position", "", "none of its points is in the extract"};
    return position_of(lat_ / count_, lon_ / count_);
  }

 private:
  double lat_ = 0, lon_ = 0;
  int count_ = 0;
};

// A way or an area that is a place, until its points are known.
struct Shape {
  std::size_t row;
  std::vector<Id> nodes, ways;
};

class Extract {
 public:
  Extract(osmium::io::File file, const OsmProgress& progress)
      : file_(std::move(file)), progress_(progress) {}

  std::vector<ImportRow> read() {
    for_each(bits::way | bits::relation, 0, [this](const auto& object) { find_shape(object); });
    ways_.sort();
    if (!ways_.is_empty()) for_each(bits::way, 0, [this](const auto& way) { keep_nodes(way); });
    for (const auto& shape : shapes_)
      for (const auto node : nodes_of(shape)) nodes_.add(node);
    nodes_.sort();
    for_each(bits::node, 1, [this](const auto& node) { find_node(node); });
    for (const auto& shape : shapes_) {
      Middle middle;
      for (const auto node : nodes_of(shape)) middle.add(*nodes_.find(node));
      rows_[shape.row].at = middle.position();
    }
    return std::move(rows_);
  }

  bool is_too_large() const { return rows_.size() > kOsmPlacesMax; }
  std::size_t read_bytes() const { return read_bytes_; }

 private:
  template <class Each>
  void for_each(bits::type what, std::size_t pass, Each each) {
    osmium::io::Reader reader{file_, what, osmium::io::read_meta::no};
    while (const auto buffer = reader.read()) {
      for (const auto& object : buffer.select<osmium::OSMObject>()) {
        each(object);
        if (is_too_large()) return;
      }
      read_bytes_ = reader.offset();
      if (progress_) progress_(pass * reader.file_size() + reader.offset(), 2 * reader.file_size());
    }
    reader.close();
  }

  // The number of the row that this object is.
  std::optional<std::size_t> find_row(const osmium::OSMObject& object) {
    require_whole_tags(object);
    const auto value_of = [&](const char* key) { return object.tags().get_value_by_key(key); };
    const auto category = object.visible() ? osm_category(value_of) : std::nullopt;
    if (!category) return std::nullopt;
    ImportRow row;
    const auto id = std::to_string(object.id());
    const std::string kind = osmium::item_type_to_name(object.type());
    row.where = kind + ' ' + id;
    read_osm_tags(value_of, row);
    row.fields["source_id"] = kind + '/' + id;
    row.fields["category"] = std::to_string(static_cast<int>(*category));
    rows_.push_back(std::move(row));
    return rows_.size() - 1;
  }

  void find_shape(const osmium::OSMObject& object) {
    const auto row = find_row(object);
    if (!row) return;
    Shape shape{*row, {}, {}};
    if (object.type() == osmium::item_type::way)
      for (const auto& node : static_cast<const osmium::Way&>(object).nodes())
        shape.nodes.push_back(node.ref());
    else
      for (const auto& member : static_cast<const osmium::Relation&>(object).members()) {
        if (member.type() == osmium::item_type::node) shape.nodes.push_back(member.ref());
        if (member.type() == osmium::item_type::way) shape.ways.push_back(member.ref());
      }
    for (const auto way : shape.ways) ways_.add(way);
    shapes_.push_back(std::move(shape));
  }

  void keep_nodes(const osmium::OSMObject& object) {
    if (auto* const nodes = ways_.find(object.id()); nodes && nodes->empty())
      for (const auto& node : static_cast<const osmium::Way&>(object).nodes())
        nodes->push_back(node.ref());
  }

  void find_node(const osmium::OSMObject& object) {
    const auto at = static_cast<const osmium::Node&>(object).location();
    if (auto* const wanted = nodes_.find(object.id())) *wanted = at;
    const auto row = find_row(object);
    if (!row) return;
    Middle middle;
    middle.add(at);
    rows_[*row].at = middle.position();
  }

  // Each once: a closed way names its first node twice.
  std::vector<Id> nodes_of(const Shape& shape) {
    auto nodes = shape.nodes;
    for (const auto way : shape.ways) {
      const auto& more = *ways_.find(way);
      nodes.insert(nodes.end(), more.begin(), more.end());
    }
    std::ranges::sort(nodes);
    const auto [first, last] = std::ranges::unique(nodes);
    nodes.erase(first, last);
    return nodes;
  }

  osmium::io::File file_;
  const OsmProgress& progress_;
  std::vector<ImportRow> rows_;
  std::vector<Shape> shapes_;
  Wanted<std::vector<Id>> ways_;
  Wanted<osmium::Location> nodes_;
  std::size_t read_bytes_ = 0;
};

base::Result<std::vector<ImportRow>> read(osmium::io::File file, const OsmProgress& progress) {
  // libosmium decodes blocks ahead, each up to 32 MB unpacked: a few are enough.
  for (const char* queue : {"OSMIUM_MAX_INPUT_QUEUE_SIZE", "OSMIUM_MAX_OSMDATA_QUEUE_SIZE"})
    setenv(queue, "4", 0);
  Extract extract(std::move(file), progress);
  try {
    auto rows = extract.read();
    if (!extract.is_too_large()) return rows;
    return base::Error{"osm.too_large", "",
                       "it holds more than " + std::to_string(kOsmPlacesMax) + " places"};
  } catch (const std::exception& error) {
    return base::Error{"osm.malformed", "byte " + std::to_string(extract.read_bytes()),
                       std::string("it is not a whole extract of OpenStreetMap: ") + error.what()};
  }
}

}  // namespace

base::Result<std::vector<ImportRow>> read_osm_file(const std::string& path,
                                                   const OsmProgress& progress) {
  return read(osmium::io::File{path, "pbf"}, progress);
}

base::Result<std::vector<ImportRow>> read_osm(std::string_view bytes) {
  return read(osmium::io::File{bytes.data(), bytes.size(), "pbf"}, {});
}

}  // namespace imports
