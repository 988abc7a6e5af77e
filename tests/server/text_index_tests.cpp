#include <boost/test/unit_test.hpp>

#include <algorithm>

#include "server/storage/postgres/engine.hpp"
#include "server/storage/postgres/session.hpp"
#include "server/storage/sqlite/engine.hpp"
#include "tests/server/world_helpers.hpp"

using namespace storage;
using tests::World;

namespace {

std::unique_ptr<sql::Engine> engine_of(const World& world) {
  const auto& [engine, target] = world.address;
  if (engine == EngineKind::sqlite) return sqlite::make_engine(target);
  return postgres::make_engine(postgres::connection_string(target));
}

// An index in a transaction that is given up.
struct Index {
  World world;
  std::unique_ptr<sql::Engine> engine = engine_of(world);
  std::unique_ptr<soci::session> session = engine->connect(sql::Mode::read_write);
  std::unique_ptr<sql::TextIndex> index = engine->text_index(*session);

  Index() { engine->begin(*session, sql::Mode::read_write); }
  ~Index() {
    index.reset();
    engine->roll_back(*session);
  }
  bool knows(const std::string& word, const std::string& typed) {
    const auto words = index->words_like(typed);
    return std::ranges::find(words, word) != words.end();
  }
  std::vector<long long> rows(const std::vector<sql::AnyOf>& groups, sql::Field field,
                              std::size_t most = 9) {
    std::vector<long long> found;
    for (const auto& row : index->rows_with(groups, field, most)) found.push_back(row.row);
    return found;
  }
};
using Rows = std::vector<long long>;

}  // namespace

BOOST_AUTO_TEST_SUITE(text_index)

BOOST_AUTO_TEST_CASE(rows_have_a_word_of_each_group) {
  Index i;
  i.index->put(7, {"bains douches", "rue oberkampf", ""});
  i.index->put(3, {"laverie", "", "douches sur place"});
  i.index->put(5, {"fontaine", "", ""});
  BOOST_TEST(i.rows({{"dou", {}}}, sql::Field::any) == (Rows{3, 7}));
  BOOST_TEST(i.rows({{"dou", {}}}, sql::Field::any, 1) == (Rows{3}));
  BOOST_TEST(i.rows({{"dou", {}}}, sql::Field::title) == (Rows{7}));
  BOOST_TEST(i.rows({{"dou", {}}, {"ober", {}}}, sql::Field::any) == (Rows{7}));
  BOOST_TEST(i.rows({{"duche", {"douches", "fontaine"}}}, sql::Field::any) == (Rows{3, 5, 7}));
  BOOST_TEST(i.rows({{"duche", {"douche"}}}, sql::Field::any) == Rows{});
  i.index->forget(7);
  BOOST_TEST(i.rows({{"dou", {}}}, sql::Field::any) == (Rows{3}));
}

BOOST_AUTO_TEST_CASE(mistyped_words_lead_to_those_of_texts) {
  Index i;
  i.index->put(1, {"xylophone 75011", "", "trompette abc"});
  BOOST_TEST(i.knows("xylophone", "xylofone"));
  BOOST_TEST(i.knows("trompette", "trompete"));
  BOOST_TEST(!i.knows("75011", "75010"));
  BOOST_TEST(!i.knows("abc", "abcd"));
}

BOOST_AUTO_TEST_CASE(the_words_of_a_person_are_forgotten_with_their_text) {
  Index i;
  i.index->put(1, {"xylophone rarement", "", "trompette"});
  i.index->put(3, {"rarement", "", ""});
  i.index->forget_with_words(1);
  BOOST_TEST(!i.knows("xylophone", "xylophone"));
  BOOST_TEST(!i.knows("trompette", "trompette"));
  BOOST_TEST(i.knows("rarement", "raremant"));
  i.index->forget_with_words(3);
  BOOST_TEST(!i.knows("rarement", "rarement"));
  i.index->put(1, {"xylophone", "", ""});
  BOOST_TEST(i.knows("xylophone", "xylofone"));
}

BOOST_AUTO_TEST_SUITE_END()
