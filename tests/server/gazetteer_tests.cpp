#include "server/gazetteer.hpp"

#include <boost/test/unit_test.hpp>

using server::Gazetteer;
using server::Mistakes;

namespace {

constexpr const char* kCountry =
    "insee\tname\tdept\tlat\tlon\tpopulation\n"
    "13055\tMarseille\t13\t43.2965\t5.3698\t870000\n"
    "35238\tRennes\t35\t48.1173\t-1.6778\t222000\n"
    "75056\tParis\t75\t48.8534\t2.3488\t2103778\n"
    "75056-05\tBelleville\t75\t48.8722\t2.3845\t0\n"
    "75110\tParis 10e Arrondissement\t75\t48.8761\t2.3610\t83459\n"
    "75120\tParis 20e Arrondissement\t75\t48.8646\t2.3984\t190000\n"
    "69019\tBelleville-en-Beaujolais\t69\t46.1094\t4.7490\t13000\n"
    "93010\tBondy\t93\t48.9018\t2.4893\t54000\n"
    "93066\tSaint-Denis\t93\t48.9356\t2.3539\t113000\n"
    "97411\tSaint-Denis\t974\t-20.8823\t55.4504\t153000\n";

std::vector<std::string> names(std::string_view text, Mistakes mistakes = Mistakes::refused) {
  std::vector<std::string> found;
  for (const auto& town : Gazetteer::parse(kCountry)->search(text, mistakes, 3))
    found.push_back(town.name + ' ' + town.department);
  return found;
}
using Names = std::vector<std::string>;

}  // namespace

BOOST_AUTO_TEST_SUITE(gazetteer)

BOOST_AUTO_TEST_CASE(towns_are_found_by_their_names) {
  BOOST_TEST(names("BONDY") == (Names{"Bondy 93"}));
  BOOST_TEST(names("bon") == (Names{"Bondy 93"}));
  BOOST_TEST(names("saint denis") == (Names{"Saint-Denis 974", "Saint-Denis 93"}));
  BOOST_TEST(names("paris") ==
             (Names{"Paris 75", "Paris 20e Arrondissement 75", "Paris 10e Arrondissement 75"}));
  BOOST_TEST(names("10e") == (Names{"Paris 10e Arrondissement 75"}));
  BOOST_TEST(names("belleville") == (Names{"Belleville 75", "Belleville-en-Beaujolais 69"}));
  BOOST_TEST(names("belleville paris") == (Names{"Belleville 75"}));
  BOOST_TEST(names("paris bondy").empty());
  BOOST_TEST(names("xylophone").empty());
  BOOST_TEST(names("!?").empty());
}

BOOST_AUTO_TEST_CASE(mistakes_are_forgiven_where_they_are_to_be) {
  BOOST_TEST(names("marseile").empty());
  BOOST_TEST(names("marseile", Mistakes::forgiven) == (Names{"Marseille 13"}));
  BOOST_TEST(names("renes", Mistakes::forgiven) == (Names{"Rennes 35"}));
}

BOOST_AUTO_TEST_CASE(a_town_says_what_and_where_it_is) {
  const auto country = *Gazetteer::parse(kCountry);
  const auto quartier = country.search("belleville", Mistakes::refused, 1).at(0);
  BOOST_TEST(
      (quartier ==
       model::Town{model::TownKind::quartier, "Belleville", "Paris", "75", {48.8722, 2.3845}, 15}));
  const auto part = country.search("10e", Mistakes::refused, 1).at(0);
  BOOST_TEST((part.kind == model::TownKind::arrondissement));
  BOOST_TEST(part.commune == "Paris");
  BOOST_TEST(country.search("paris", Mistakes::refused, 1).at(0).zoom <
             country.search("bondy", Mistakes::refused, 1).at(0).zoom);
}

BOOST_AUTO_TEST_CASE(a_code_names_a_commune_and_no_quartier) {
  const auto country = *Gazetteer::parse(kCountry);
  BOOST_TEST(country.find("75110").has_value());
  BOOST_TEST(!country.find("75056-05").has_value());
  BOOST_TEST(!country.find("99999").has_value());
  BOOST_TEST(Gazetteer().search("paris", Mistakes::forgiven, 3).empty());
}

BOOST_AUTO_TEST_CASE(a_line_that_is_none_is_named) {
  for (const auto* line : {"7505\tParis\t75\t48.8\t2.3\t1\n", "75056x05\tParis\t75\t48.8\t2.3\t1\n",
                           "75056\tParis\t75\t98.8\t2.3\t1\n", "75056\tParis\n", "a\n"}) {
    const auto read = Gazetteer::parse(std::string("93010\tBondy\t93\t48.9\t2.4\t1\n") + line);
    BOOST_REQUIRE(!read);
    BOOST_TEST(read.error().code == "gazetteer.malformed");
    BOOST_TEST(read.error().where == "2");
  }
}

BOOST_AUTO_TEST_SUITE_END()
