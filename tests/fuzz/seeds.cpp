// fuzz_seeds FOLDER: writes what each fuzzer begins with, FOLDER/FUZZER/N. They are the published
// examples, so a change of format changes them too.
#include <filesystem>
#include <fstream>
#include <iterator>
#include <map>
#include <osmium/builder/attr.hpp>
#include <osmium/io/pbf_output.hpp>
#include <osmium/io/writer.hpp>
#include <string>
#include <vector>

#include "tests/core/golden.hpp"

namespace {

std::string bytes_of_hex(std::string_view hex) {
  std::string bytes;
  for (std::size_t i = 0; i + 1 < hex.size(); i += 2)
    bytes += static_cast<char>(std::stoi(std::string(hex.substr(i, 2)), nullptr, 16));
  return bytes;
}

std::string one_line(std::string_view golden) { return golden::without_line_ends(golden); }

// As answers_fuzz reads it: the first byte is the number of the document.
std::string document(char number, const std::string& json) { return number + json; }

constexpr char kUuid[] = "01930000-0000-7000-8000-0000000000c1";

std::vector<std::string> answers() {
  const std::string id = kUuid;
  const auto action = one_line(golden::kAction);
  const auto change = R"({"sequence":1,"kind":"action.put","action":)" + action + "}";
  return {
      document(0, R"([{"id":")" + id + R"(","verdict":"refused","reason":"a","where":null}])"),
      document(1, R"({"sequence":44,"changes":[)" + change + "," +
                      std::string(golden::kPlacesReloaded) + "]}"),
      document(2, change),
      document(
          3,
          R"({"format":1,"sequence":42,"cells":[{"url":"/api/v1/markers/0-00.bin","count":196}]})"),
      document(
          4,
          R"({"items":[{"id":")" + id +
              R"(","kind":1,"title":"a","detail":"b","lat":48,"lon":2}],"towns":[{"kind":"quartier","name":"a","commune":"b",)"
              R"("department":"75","lat":48,"lon":2,"zoom":15}]})"),
      document(5, one_line(golden::kPlace)),
      document(6, action),
      document(7, R"({"id":")" + id + R"(","first_name":"Ana","goal":"offer_help"})"),
      document(8, R"({"id":")" + id +
                      R"(","first_name":"Ana","about":"","languages":["fr"],"skills":[],)" +
                      R"("interests":["games"],"availability":"","neighbourhood":""})"),
      document(9, R"({"id":")" + id + R"(","name":"a","lat":48,"lon":2,"status":"approved"})"),
      document(10, R"({"id":")" + id + R"(","title":"a","text":"b","organizer":{"id":")" + id +
                       R"(","first_name":"Ana"},"association":null,"lat":48,"lon":2,)" +
                       R"("starts":"2026-01-01T00:00:00.000Z","ends":"2026-01-01T01:00:00.000Z",)" +
                       R"("seats":2,"taken":1,"waiting":0})"),
      document(11,
               R"({"account":{"id":")" + id + R"(","first_name":"Ana","goal":"ask_for_help"}})"),
      document(12, R"({"type":"/problems/a","title":"b","status":422,"code":"a","where":"to"})"),
      document(13, R"({"items":[{"at":"2026-01-01T00:00:00.000Z","field":"phone","before":"",)"
                   R"("after":"115","by":{"kind":"moderation","name":null}}]})"),
      document(14,
               R"({"items":[{"id":")" + id + R"(","place":")" + id +
                   R"(","place_name":"a","suggested":"2026-01-01T00:00:00.000Z",)" +
                   R"("remark":null,"changes":[{"field":"closed","before":"","after":"closed",)" +
                   R"("now":""}]}]})")};
}

std::vector<std::string> geojson() {
  const std::string begin = R"({"type":"FeatureCollection","features":[{"type":"Feature",)";
  return {
      begin +
          R"("geometry":{"type":"Point","coordinates":[2.35,48.85]},"properties":{"name":"Ici","category":1}}]})",
      begin + R"("id":7,"geometry":{"type":"Point","coordinates":[2.35,48.85,30]},"properties":)" +
          R"({"source":"a","source_id":"b","name":" NULL","category":"42","languages":"fr;en","animals":true,)" +
          R"("website":"exemple.test","hours_text":"a\nb","postal_code":1000}}],"crs":null})"};
}

// As tables_fuzz reads them: a mapping, NUL, a table.
std::vector<std::string> tables() {
  const std::string nul(1, '\0');
  return {
      R"({"source":"a","encoding":"latin-1","separator":";","columns":{"name":"n","category":["c",4]},"prefix":{"name":"P "},)"
      R"("fixed":{"city":"b"},"values":{"category":{"x":3}},"otherwise":{"category":0},"nothing":["rien"],)"
      R"("latitude":2,"longitude":3})" +
          nul + "n;;;c\r\n\"a \"\"b\"\"\nc\";\"48,85\";2,35;z | x\r\nd;1;2;rien\r\n",
      R"({"columns":{"name":"n"},"longitude_latitude":"p"})" + nul +
          "\xef\xbb\xbfn\tp\nx\tSRID=4326;POINT(2 48)\n",
      "source,id,nom,description,date_maj,latitude,longitude,reseaux_porteurs\n"
      "a,1,b,c,2026-01-01,48.85,2.35,['mission-locale']\n"};
}

// Nodes, a way and an area that are places; with blocks that are packed, and not.
std::vector<std::string> extracts(const std::filesystem::path& folder) {
  using namespace osmium::builder::attr;
  std::vector<std::string> made;
  for (const char* compression : {"none", "zlib"}) {
    osmium::memory::Buffer buffer{4096, osmium::memory::Buffer::auto_grow::yes};
    osmium::builder::add_node(buffer, _id(1), _location(2.1, 48.1), _tag("amenity", "toilets"),
                              _tag("name", "a"), _tag("addr:street", "b"));
    osmium::builder::add_node(buffer, _id(2), _location(2.2, 48.2));
    osmium::builder::add_way(buffer, _id(1), _nodes({1, 2}), _tag("shop", "laundry"));
    osmium::builder::add_relation(buffer, _id(1), _member(osmium::item_type::way, 1, "outer"),
                                  _tag("amenity", "shower"));
    const auto path = folder / "seed.osm.pbf";
    osmium::io::File file{path.string(), "pbf"};
    file.set("pbf_compression", compression);
    osmium::io::Writer writer{file, osmium::io::overwrite::allow};
    writer(std::move(buffer));
    writer.close();
    std::ifstream written(path, std::ios::binary);
    made.emplace_back(std::istreambuf_iterator<char>(written), std::istreambuf_iterator<char>());
    std::filesystem::remove(path);
  }
  return made;
}

std::vector<std::string> requests() {
  const std::string host = "Host: a\r\n";
  return {
      "GET / HTTP/1.1\r\n" + host + "\r\n",
      "HEAD /healthz?q=1 HTTP/1.0\r\n\r\n",
      "GET / HTTP/1.1\r\n" + host + "\r\nGET / HTTP/1.1\r\n" + host + "Connection: close\r\n\r\n",
      "POST /api/v1/commands HTTP/1.1\r\n" + host +
          "Content-Type: application/json\r\nContent-Length: 2\r\n\r\n[]",
      "POST / HTTP/1.1\r\n" + host +
          "Transfer-Encoding: chunked\r\n\r\n2;a=b\r\n[]\r\n0\r\nX: y\r\n\r\n",
      "POST / HTTP/1.1\r\n" + host + "Expect: 100-continue\r\nContent-Length: 1\r\n\r\na",
      "GET / HTTP/1.1\r\n" + host +
          "Content-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n"};
}

// As hours_fuzz reads it: a place, a day of 2026, a value.
std::vector<std::string> hours() {
  std::vector<std::string> all;
  for (const std::string value :
       {"Mo-Fr 09:00-12:00,14:00-18:30; Sa[1,-1] 9-12; PH,SH off",
        "22:00-02:00 || Tu 17:00+ open \"sur appel\"", "week 01-53/2 (sunrise+01:00)-dusk",
        "2026 Mar Su[-1]-Oct Su[-1] -1 day, Dec 24-26/2 unknown", "easter -7 days-Nov 01: 24/7",
        "2020-2030/2 Jan 5,7+ lundi 9.00–5:30pm closed"})
    all.push_back(std::string("\0\x50\x61", 3) + value);
  return all;
}

// Operations of the engine: points, a chunk full of them, a filter, a view.
std::vector<std::string> engine_operations() {
  std::string all;
  for (int i = 0; i < 600; ++i) all += static_cast<char>(i * 37 + i / 7);
  return {all, std::string("\1") + all.substr(0, 200) + std::string("\1") + all.substr(200)};
}

std::map<std::string, std::vector<std::string>> seeds(const std::filesystem::path& folder) {
  const auto commands = one_line(golden::kEveryCommand);
  const auto first = commands.substr(1, commands.find("}}},") + 2);
  return {
      {"commands",
       {commands, R"({"to":"06 12 34 56 78"})",
        R"({"to":"a@exemple.test","code":"123456","first_name":"Ana","goal":"offer_help"})", "{}"}},
      {"answers", answers()},
      {"engine", engine_operations()},
      {"hours", hours()},
      {"marker_cell", {bytes_of_hex(golden::kMarkerCellHex)}},
      {"geojson", geojson()},
      {"tables", tables()},
      {"osm", extracts(folder)},
      {"request", requests()},
      {"http", requests()},
      {"headers",
       {"Cookie: a=b; __Host-session=c; d=e\nX-Forwarded-For: 203.0.113.7, "
        "10.0.0.1\nq=caf%C3%A9+bar&since=4",
        "Range: bytes=0-99\nIf-None-Match: W/\"tag\", *\nAccept-Encoding: gzip, br;q=0\nIf-Range: "
        "\"tag\"",
        "X: fd00::/8\nX-Forwarded-For: 2001:db8::7, ::ffff:10.0.0.2\nUser-Agent: Mozilla/5.0 "
        "(Android) Firefox/1"}},
      {"route",
       {"/", std::string("/lieux/") + kUuid + "?voir=se-nourrir", std::string("/actions/") + kUuid,
        "/actions/nouvelle", "/connexion?voir=eau-hygiene", "/reglages/", "/%C3%A9?a&b=%41"}},
      {"saved",
       {"entourage-drafts 1\nkind=demand\nsection=clothes\ntitle=a\\nb\nat=48870000 "
        "2360000\nto=a@b.fr\n"
        "first_name=Ana\ngoal=offer_help\nsearch=c\nstep=code\nthen=/actions/nouvelle\n",
        "entourage-outbox 1\n1763712000000 - [" + first + "]\n"}},
      {"words",
       {"2026-11-21T08:00:00.000Z", "2026-11-21t08:00+02:00", kUuid, "caf%C3%A9",
        "+33 (0)6 12 34 56 78", "Ana.B+c@exemple.test", "Appelez le 06.12.34.56.78", "123456"}},
  };
}

}  // namespace

int main(int count, char** arguments) {
  if (count != 2) return 2;
  std::filesystem::create_directories(arguments[1]);
  for (const auto& [name, texts] : seeds(arguments[1])) {
    const auto folder = std::filesystem::path(arguments[1]) / name;
    std::filesystem::create_directories(folder);
    for (std::size_t i = 0; i < texts.size(); ++i)
      std::ofstream(folder / std::to_string(i), std::ios::binary) << texts[i];
  }
}
