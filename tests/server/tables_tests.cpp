#include <boost/test/unit_test.hpp>

#include "server/imports/csv.hpp"
#include "server/imports/encoding.hpp"
#include "server/imports/import_file.hpp"
#include "server/imports/tidy.hpp"
#include "server/secrets.hpp"

namespace {

using Rows = std::vector<imports::CsvRow>;

base::Result<Rows> rows_of(std::string_view text, char separator = ',') {
  Rows rows;
  const auto read = imports::read_csv(
      text, separator, [&rows](imports::CsvRow row) { rows.push_back(std::move(row)); });
  if (!read) return read.error();
  return rows;
}
std::string error_of(std::string_view text) {
  const auto rows = rows_of(text);
  return rows ? "" : rows.error().code + ' ' + rows.error().where;
}

imports::Mapping mapping_of(std::string_view json) {
  const auto mapping = imports::parse_mapping(json);
  BOOST_TEST_CONTEXT((mapping ? "" : mapping.error().where + ": " + mapping.error().detail)) {
    BOOST_REQUIRE(mapping);
  }
  return *mapping;
}
std::vector<imports::ReadPlace> places_of(std::string_view bytes, std::string_view mapping) {
  BOOST_REQUIRE(server::start_cryptography());
  imports::FileOptions options;
  if (!mapping.empty()) options.mapping = mapping_of(mapping);
  options.stem = "fichier";
  const auto places = imports::read_bytes(bytes, imports::Format::csv, options);
  BOOST_TEST_CONTEXT((places ? "" : places.error().detail)) { BOOST_REQUIRE(places); }
  return *places;
}
constexpr std::string_view kPlain =
    R"({"columns":{"name":"nom"},"latitude":"lat","longitude":"lon"})";
std::string whole_file_error(std::string_view bytes, std::string_view mapping = kPlain) {
  imports::FileOptions options;
  options.mapping = mapping_of(mapping);
  const auto places = imports::read_bytes(bytes, imports::Format::csv, options);
  return places ? "" : places.error().code + ' ' + places.error().where;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(tables)

BOOST_AUTO_TEST_CASE(rows_know_where_they_begin) {
  const auto rows = rows_of("a,b\r\n\r\n\"x\ny\",\"he said \"\"z\"\"\"\n  ,\t\n,last");
  BOOST_REQUIRE(rows);
  BOOST_REQUIRE(rows->size() == 3u);
  BOOST_TEST(rows->at(1).line == 3u);
  BOOST_TEST(rows->at(1).cells[0] == "x\ny");
  BOOST_TEST(rows->at(1).cells[1] == "he said \"z\"");
  BOOST_TEST(rows->at(2).line == 6u);
  BOOST_TEST(rows->at(2).cells[1] == "last");
}

BOOST_AUTO_TEST_CASE(what_is_no_table_is_refused_with_its_line) {
  BOOST_TEST(error_of("a,b\n\"x,y\nz,1\n") == "csv.malformed line 2");
  BOOST_TEST(error_of("a,b\n1,2\nx\"y,z\n") == "csv.malformed line 3");
  BOOST_TEST(error_of("a\n" + std::string(imports::kCellMax_bytes + 1, 'x') + "\n") ==
             "csv.too_large line 2");
  BOOST_TEST(error_of("a\n\n" + std::string(imports::kCellsPerRowMax, ',') + "\n") ==
             "csv.too_large line 3");
  // 64 MB that never end: nothing of that size is kept.
  BOOST_TEST(error_of("\"" + std::string(64 << 20, 'x')) == "csv.too_large line 1");
  BOOST_TEST(error_of(std::string(64 << 20, ',')) == "csv.too_large line 1");
  BOOST_TEST(error_of("") == "");
  BOOST_TEST(whole_file_error("") == "csv.empty ");
  BOOST_TEST(whole_file_error("nom;lat\nx;1\n") == "csv.no_column line 1");
  BOOST_TEST(whole_file_error("nom,lat,lon\ncaf\xe9,48,2\n") == "text.not_utf8 line 2, byte 15");
  BOOST_TEST(whole_file_error("nom,lat,lon\n", R"({"encoding":"klingon"})") == "text.encoding ");
}

BOOST_AUTO_TEST_CASE(separators_encodings_and_marks) {
  const std::string table = "nom;lat;lon\r\ncaf\xe9;48,85;2,35\r\n";
  constexpr std::string_view kLatin =
      R"({"encoding":"latin-1","columns":{"name":"nom"},"latitude":"lat","longitude":"lon"})";
  const auto latin = places_of(table, kLatin);
  BOOST_REQUIRE(latin.at(0).place);
  BOOST_TEST(latin.at(0).place->name == "café");
  BOOST_TEST(latin.at(0).place->at.lat_deg == 48.85);
  BOOST_TEST(latin.at(0).place->source == "fichier");
  // A mark says more than the mapping.
  const auto marked = places_of("\xef\xbb\xbfnom\tlat\tlon\nété\t48.85\t2.35\n", kLatin);
  BOOST_TEST(marked.at(0).place->name == "été");
  std::string utf16 = "\xff\xfe";
  for (const char c : std::string("nom|lat|lon\nx|48|2\n")) utf16 += {c, '\0'};
  BOOST_TEST(places_of(utf16, kPlain).at(0).place->name == "x");
  BOOST_TEST(*imports::to_utf8("\x80", "windows-1252") == "€");
}

BOOST_AUTO_TEST_CASE(a_row_is_refused_alone) {
  const auto places = places_of(
      "nom,lat,lon\n"
      "A,48.85,2.35\n"
      "B,652000,6862000\n"
      "C,,\n"
      "D,ici,la\n"
      "E,48.85,2.35,trop\n"
      "A,48.85,2.35\n"
      "F,\"48,9\"\n"
      "\"=HYPERLINK(\"\"x\"\")\",48.9,2.4\n",
      R"({"columns":{"name":"nom","source_id":"nom"},"latitude":"lat","longitude":"lon"})");
  const std::vector<std::pair<std::string, std::string>> refusals{
      {"line 3", "row.position"},  {"line 4", "row.position"}, {"line 5", "row.position"},
      {"line 6", "row.malformed"}, {"line 7", "row.repeated"}, {"line 8", "row.position"}};
  std::vector<std::pair<std::string, std::string>> found;
  for (const auto& read : places)
    if (!read.place) found.emplace_back(read.where, read.place.error().code);
  BOOST_TEST((found == refusals));
  BOOST_TEST(places[5].place.error().detail == "it repeats line 2");
  BOOST_TEST(places[3].source_id == "D");
  BOOST_TEST(places.back().place->name == "=HYPERLINK(\"x\")");
}

BOOST_AUTO_TEST_CASE(a_mapping_says_what_columns_mean) {
  const auto place =
      places_of(
          "NOM,,,genre,rue,cplt,acces,h\n"
          "  LE  PHARE ,\"48,85\",2.35,rien | SANTE,1 rue X,NULL,Oui,voir la fiche\n",
          R"({"source":"ville","licence":"LO 2.0","attribution":"Ville",
          "columns":{"name":"NOM","category":"genre","address":["rue","cplt"],"wheelchair":"acces","hours_text":"h"},
          "latitude":2,"longitude":3,"prefix":{"name":"Centre "},"fixed":{"city":"Lyon"},
          "values":{"category":{"SANTE":3},"wheelchair":{"Oui":"yes"}},"otherwise":{"category":0},
          "nothing":["voir la fiche"]})")
          .at(0)
          .place;
  BOOST_REQUIRE(place);
  BOOST_TEST(place->name == "Centre LE PHARE");
  BOOST_TEST((place->category == model::PlaceCategory::health));
  BOOST_TEST(place->address == "1 rue X");
  BOOST_TEST(place->wheelchair == "yes");
  BOOST_TEST(place->hours_text == "");
  BOOST_TEST(place->city == "Lyon");
  BOOST_TEST(place->source == "ville");
  BOOST_TEST(place->licence == "LO 2.0");
  BOOST_TEST(place->attribution == "Ville");
}

BOOST_AUTO_TEST_CASE(points_in_one_cell) {
  const auto at = [](const std::string& cell, const std::string& order) {
    return places_of("nom;p\nx;\"" + cell + "\"\n",
                     R"({"columns":{"name":"nom"},")" + order + R"(":"p"})")
        .at(0)
        .place;
  };
  for (const char* cell :
       {"48.85,2.35", "48.85, 2.35", "48,85 2,35", "48,85; 2,35", "[48.85, 2.35]"})
    BOOST_TEST_CONTEXT(cell) {
      const auto place = at(cell, "latitude_longitude");
      BOOST_REQUIRE(place);
      BOOST_TEST(place->at.lat_deg == 48.85);
      BOOST_TEST(place->at.lon_deg == 2.35);
    }
  BOOST_TEST(at("SRID=4326;POINT(2.35 48.85)", "longitude_latitude")->at.lat_deg == 48.85);
  for (const char* cell : {"", "48.85", "2,35,48,85", "POINT(2.35", "nan, 2", "48.85 2.35 1"})
    BOOST_TEST(!at(cell, "latitude_longitude"), cell);
  BOOST_TEST(!at("2.35, 48.85", "latitude_longitude"));  // swapped
}

BOOST_AUTO_TEST_CASE(a_mapping_that_is_wrong_names_what_is) {
  const auto where = [](std::string_view json) {
    const auto mapping = imports::parse_mapping(json);
    return mapping ? "fine" : mapping.error().code + ' ' + mapping.error().where;
  };
  BOOST_TEST(where("{}") == "fine");
  BOOST_TEST(where("{\n\"a\":,}") == "mapping.malformed line 2, byte 7");
  BOOST_TEST(where("[]") == "mapping.malformed ");
  BOOST_TEST(where(R"({"colums":{}})") == "mapping.malformed colums");
  BOOST_TEST(where(R"({"columns":{"nom":"x"}})") == "mapping.malformed columns.nom");
  BOOST_TEST(where(R"({"columns":{"name":0}})") == "mapping.malformed columns.name");
  BOOST_TEST(where(R"({"columns":{"name":[["x"]]}})") == "mapping.malformed columns.name");
  BOOST_TEST(where(R"({"latitude":"x"})") == "mapping.malformed longitude");
  BOOST_TEST(where(R"({"separator":"#"})") == "mapping.malformed separator");
  BOOST_TEST(where(R"({"values":{"category":3}})") == "mapping.malformed values.category");
  BOOST_TEST(where(R"({"source":3})") == "mapping.malformed source");
}

BOOST_AUTO_TEST_CASE(structures_of_data_inclusion) {
  const auto places = places_of(
      "source,id,nom,description,date_maj,adresse,code_postal,commune,latitude,longitude,telephone,"
      "courriel,site_web,horaires_accueil,reseaux_porteurs\n"
      "dora,a-1,Mission locale,Accueil,2026-01-02,1 rue X,75010,Paris,48.87,2.36,0123456789,"
      "a@exemple.test,exemple.test,Mo-Fr 09:00-17:00,['mission-locale']\n"
      "dora,a-2,Sans lieu,,2026-01-02,,,,,,,,,,\n"
      "soliguide,a-1,Autre,,2026-01-02,,,,48.88,2.37,,,,,\n",
      "");
  BOOST_REQUIRE(places.size() == 3u);
  const auto& place = *places[0].place;
  BOOST_TEST(place.source == "dora");
  BOOST_TEST(place.source_id == "a-1");
  BOOST_TEST(place.updated == "2026-01-02");
  BOOST_TEST(place.opening_hours == "Mo-Fr 09:00-17:00");
  BOOST_TEST(place.website == "https://exemple.test");
  BOOST_TEST((place.category == model::PlaceCategory::work));
  BOOST_TEST(place.licence == "Licence Ouverte 2.0");
  BOOST_TEST(place.description.find("exemple.test") == std::string::npos);
  BOOST_TEST(places[1].place.error().detail == "it has no position");
  BOOST_TEST((places[2].place->category == model::PlaceCategory::guidance));
  BOOST_TEST(places[2].place->source == "soliguide");
}

BOOST_AUTO_TEST_SUITE_END()
