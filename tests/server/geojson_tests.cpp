#include "server/imports/geojson.hpp"

#include <boost/test/unit_test.hpp>

#include "server/imports/importer.hpp"
#include "tests/server/world_helpers.hpp"

using namespace tests;

namespace {

const imports::PlaceDefaults kDefaults{"essai", "", "© essai", "2026-11-21T08:00:00.000Z"};

std::string collection(const std::string& features) {
  return R"({"type":"FeatureCollection","features":[)" + features + "]}";
}
std::string feature(const std::string& coordinates,
                    const std::string& properties = R"("name":"Ici")") {
  return R"({"type":"Feature","geometry":{"type":"Point","coordinates":)" + coordinates +
         R"(},"properties":{)" + properties + "}}";
}
base::Result<model::Place> read_one(const std::string& one) {
  BOOST_REQUIRE(server::start_cryptography());
  auto features = imports::read_places(collection(one), kDefaults);
  BOOST_REQUIRE(features);
  BOOST_REQUIRE(features->size() == 1u);
  return features->front().place;
}
std::string whole_file_error(const std::string& text) {
  BOOST_REQUIRE(server::start_cryptography());
  const auto features = imports::read_places(text, kDefaults);
  return features ? "" : features.error().code;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(geojson)

BOOST_AUTO_TEST_CASE(a_full_feature) {
  const auto place = read_one(
      feature("[2.35,48.85]", R"("source":"mairie","source_id":"17","name":"  Bains   douches  ",
    "category":42,"address":"1 rue X","postal_code":"75004","city":"Paris","phone":"01 23","website":"exemple.test/a",
    "opening_hours":"Mo-Fr 08:00-12:00","hours_text":"le matin","description":"Une\r\n\r\n\r\ndouche","wheelchair":"yes",
    "updated":"2026","languages":"fr, en;ar","animals":true,"audience":"tous","access":"unconditional","attribution":"Ville")"));
  BOOST_REQUIRE(place);
  BOOST_TEST(place->source == "mairie");
  BOOST_TEST(place->name == "Bains douches");
  BOOST_TEST((place->category == model::PlaceCategory::showers));
  BOOST_TEST(place->website == "https://exemple.test/a");
  BOOST_TEST(place->description == "Une\n\ndouche");
  BOOST_TEST((place->languages == std::vector<std::string>{"fr", "en", "ar"}));
  BOOST_TEST(place->animals == "yes");
  BOOST_TEST(place->attribution == "Ville");
  BOOST_TEST(place->last_checked == kDefaults.last_checked);
}

BOOST_AUTO_TEST_CASE(what_is_missing_is_filled_in) {
  const auto place = read_one(feature("[2.35,48.85]", R"("category":40)"));
  BOOST_REQUIRE(place);
  BOOST_TEST(place->name == "Toilettes");
  BOOST_TEST(place->source == "essai");
  BOOST_TEST(place->source_id.starts_with("derived-"));
  BOOST_TEST(place->source_id ==
             read_one(feature("[2.3500000001,48.85]", R"("category":"40")"))->source_id);
  BOOST_TEST(place->source_id != read_one(feature("[2.36,48.85]", R"("category":40)"))->source_id);
  BOOST_TEST((read_one(feature("[2.35,48.85]"))->category == model::PlaceCategory::other));
  BOOST_TEST(
      read_one(
          R"({"type":"Feature","id":12,"geometry":{"type":"Point","coordinates":[2,48]},"properties":null})")
          ->source_id == "12");
}

BOOST_AUTO_TEST_CASE(mess_in_texts_is_tidied) {
  const auto place = read_one(feature(
      "[2.35,48.85]",
      "\"name\":\"\u00a0CAFÉ\u00a0\u00a0BAR\\t\\u0007\",\"city\":\"NULL\",\"postal_code\":1000,"
      "\"website\":\"javascript:alert(1)\",\"phone\":145678,\"description\":null"));
  BOOST_REQUIRE(place);
  BOOST_TEST(place->name == "CAFÉ BAR");
  BOOST_TEST(place->city == "");
  BOOST_TEST(place->postal_code == "01000");
  BOOST_TEST(place->website == "");
  BOOST_TEST(place->phone == "145678");
  BOOST_TEST(read_one(feature("[2,48]", R"("website":"Voir fiche")"))->website == "");
  BOOST_TEST(read_one(feature("[2,48]", R"("name":"<b>Gras</b> & \"vif\"")"))->name ==
             "<b>Gras</b> & \"vif\"");
}

BOOST_AUTO_TEST_CASE(features_that_are_refused) {
  const std::pair<std::string, std::string> cases[] = {
      {feature("[0,0]"), "row.position"},
      {feature("[48.85,2.35]"), "row.position"},      // swapped
      {feature("[-21.1,55.5]"), "row.position"},      // swapped, La Réunion
      {feature("[652000,6862000]"), "row.position"},  // Lambert-93
      {feature("[181,10]"), "row.position"},
      {feature("[2,91]"), "row.position"},
      {feature("[48.5,48.5]"), "row.position"},
      {feature("[\"2.35\",\"48.85\"]"), "row.position"},
      {feature("[\"2,35\",48.85]"), "row.position"},
      {feature("[null,48.85]"), "row.position"},
      {feature("[2.35]"), "row.position"},
      {feature("[]"), "row.position"},
      {feature("[2,48,\"high\"]"), "row.position"},
      {feature("[2,48,3,4,5]"), "row.position"},
      {feature("[2,48]", R"("source_id":")" + std::string(501, '1') + "\""), "row.text"},
      {feature("[2,48]", R"("languages":")" + std::string(501, 'a') + "\""), "row.text"},
      {R"({"type":"Feature","geometry":{"type":"Point","coordinates":[2,48]},"properties":"x"})",
       "row.malformed"},
      {feature("\"SRID=4326;POINT(2 48)\""), "row.position"},
      {feature("[2,48]", R"("category":99)"), "row.category"},
      {feature("[2,48]", R"("category":"soupe")"), "row.category"},
      {feature("[2,48]", R"("category":1.5)"), "row.category"},
      {feature("[2,48]", R"("name":["a"])"), "row.text"},
      {feature("[2,48]", R"("name":")" + std::string(201, 'a') + "\""), "row.text"},
      {feature("[2,48]", R"("languages":[1])"), "row.text"},
      {R"({"type":"Feature","geometry":{"type":"MultiPoint","coordinates":[[2,48],[2,49]]},"properties":{}})",
       "row.geometry"},
      {R"({"type":"Feature","geometry":null,"properties":{}})", "row.geometry"},
      {R"({"type":"Feature","properties":{}})", "row.geometry"},
      {R"({"geometry":{"type":"Point","coordinates":[2,48]}})", "row.malformed"},
      {"17", "row.malformed"},
      {"null", "row.malformed"},
  };
  for (const auto& [text, code] : cases) {
    BOOST_TEST_CONTEXT(text.substr(0, 120)) {
      const auto place = read_one(text);
      BOOST_REQUIRE(!place);
      BOOST_TEST(place.error().code == code);
      BOOST_TEST(!place.error().detail.empty());
    }
  }
}

BOOST_AUTO_TEST_CASE(files_that_cannot_be_read_as_a_whole) {
  BOOST_TEST(whole_file_error(R"({"type":"FeatureCollection","features":[,{)") ==
             "geojson.malformed");
  BOOST_TEST(whole_file_error("") == "geojson.malformed");
  BOOST_TEST(whole_file_error("[]") == "geojson.not_a_collection");
  BOOST_TEST(whole_file_error(R"({"features":{}})") == "geojson.not_a_collection");
  BOOST_TEST(whole_file_error(R"({"features":[]})") == "geojson.not_a_collection");
  BOOST_TEST(whole_file_error(collection(feature("[NaN,48]"))) == "geojson.malformed");
  BOOST_TEST(whole_file_error(collection(feature("[1e999,48]"))) == "geojson.malformed");
  BOOST_TEST(whole_file_error(collection(feature("[2,48]", R"("name":"\ud800")"))) ==
             "geojson.malformed");
  BOOST_TEST(whole_file_error(collection(feature("[2,48]", "\"name\":\"caf\xe9\""))) ==
             "geojson.not_utf8");
  BOOST_TEST(whole_file_error(std::string("\xff\xfe{\0", 4)) == "geojson.not_utf8");
  BOOST_TEST(
      whole_file_error(
          R"({"type":"FeatureCollection","crs":{"properties":{"name":"EPSG:2154"}},"features":[]})") ==
      "geojson.foreign_coordinates");
  BOOST_TEST(whole_file_error("\xef\xbb\xbf" + collection(feature("[2,48]"))) == "");
  BOOST_TEST(whole_file_error(std::string(200'000, '[')) == "geojson.malformed");
  // Whole, and of values that are looked at, so deep that writing one again would fill the stack.
  const auto deep = std::string(100'000, '[') + std::string(100'000, ']');
  BOOST_TEST(whole_file_error(R"({"type":"FeatureCollection","features":[],"crs":)" + deep + "}") ==
             "geojson.malformed");
  BOOST_TEST(whole_file_error(collection(feature("[2,48]", "\"category\":" + deep))) ==
             "geojson.malformed");
  BOOST_TEST(whole_file_error(collection(feature("[2,48]", R"("name":"[[[\"[")"))) == "");
  const auto broken = imports::read_places("{\n\"features\": [\n,{", kDefaults);
  BOOST_TEST(broken.error().where == "line 3, byte 17");
}

BOOST_AUTO_TEST_CASE(importing_counts_and_tells) {
  World world;
  const auto import = [&](const std::string& features) {
    const auto read = imports::read_places(collection(features), kDefaults);
    BOOST_REQUIRE(read);
    const auto tally =
        imports::import_places(*world.storage, *read, {.now = kNoon}, [](std::size_t) {});
    BOOST_REQUIRE(tally);
    return imports::to_text(*tally);
  };
  const auto a = feature("[2.1,48]", R"("name":"A","source_id":"1")"),
             b = feature("[2.2,48]", R"("name":"B","source_id":"2")");
  const auto b2 = feature("[2.2,48]", R"("name":"B bis","source_id":"2")");
  BOOST_TEST(import(a + "," + b + "," + a + "," + feature("[0,0]")) ==
             "taken 2, updated 0, unchanged 0, refused 2");
  BOOST_TEST(world.read([](storage::Reader& r) { return r.last_sequence(); }) == 1);
  const auto first = world.read([](storage::Reader& r) { return r.first_places(9); });
  BOOST_TEST(first.front().id.uuid.version() == 7);
  BOOST_TEST(import(a + "," + b) == "taken 0, updated 0, unchanged 2, refused 0");
  BOOST_TEST(world.read([](storage::Reader& r) { return r.last_sequence(); }) == 1);
  BOOST_TEST(import(a + "," + b2) == "taken 0, updated 1, unchanged 1, refused 0");
  BOOST_TEST(world.read([](storage::Reader& r) { return r.last_reload_sequence(); }) == 2);
  const auto after = world.read([](storage::Reader& r) { return r.first_places(9); });
  BOOST_REQUIRE(after.size() == 2u);
  BOOST_TEST((after[0].id == first[0].id && after[1].id == first[1].id));
}

BOOST_AUTO_TEST_SUITE_END()
