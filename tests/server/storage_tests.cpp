#include <boost/test/unit_test.hpp>

#include <atomic>
#include <iostream>
#include <sstream>
#include <thread>

#include "server/storage/sqlite/database_lock.hpp"
#include "server/storage/sqlite/session.hpp"
#include "server/storage/sqlite/sqlite_storage.hpp"
#include "tests/server/world_helpers.hpp"

using namespace tests;

BOOST_AUTO_TEST_SUITE(storage_on_a_file)

BOOST_AUTO_TEST_CASE(a_new_file_gets_the_schema_and_keeps_it) {
  TemporaryFolder folder;
  const auto path = folder.file("a place with blanks.db");
  for (int start = 0; start < 2; ++start) {
    const auto opened = storage::open_sqlite(path);
    BOOST_REQUIRE(opened);
    (*opened)->read([](storage::Reader& reader) { BOOST_TEST(reader.last_sequence() == 0); });
  }
}

BOOST_AUTO_TEST_CASE(a_file_that_is_no_database_is_left_as_it_was) {
  TemporaryFolder folder;
  const std::string text =
      "name;lat;lon\r\nNot a database at all, but a table of places that somebody keeps in a file. "
      "It is longer than the header of a database.";
  write_file(folder.file("places.csv"), text);
  const auto opened = storage::open_sqlite(folder.file("places.csv"));
  BOOST_REQUIRE(!opened);
  BOOST_TEST(opened.error().code == "database.not_a_database");
  BOOST_TEST(folder.all_bytes() == text);
}

BOOST_AUTO_TEST_CASE(a_database_of_another_program_is_left_as_it_was) {
  TemporaryFolder folder;
  const auto path = folder.file("other.db");
  {
    soci::session other;
    storage::sqlite::open(other, path, storage::sqlite::Mode::read_write);
    storage::sqlite::run(other, "CREATE TABLE accounts (id INTEGER)");
  }
  const auto before = folder.all_bytes();
  const auto opened = storage::open_sqlite(path);
  BOOST_REQUIRE(!opened);
  BOOST_TEST(opened.error().code == "database.foreign");
  BOOST_TEST((folder.all_bytes() == before));
}

BOOST_AUTO_TEST_CASE(a_database_of_a_newer_version_is_refused) {
  TemporaryFolder folder;
  const auto path = folder.file("world.db");
  BOOST_REQUIRE(storage::open_sqlite(path));
  {
    soci::session session;
    storage::sqlite::open(session, path, storage::sqlite::Mode::read_write);
    storage::sqlite::run(session,
                         "INSERT INTO schema_migration (number, name) VALUES (999, 'later')");
  }
  const auto opened = storage::open_sqlite(path);
  BOOST_REQUIRE(!opened);
  BOOST_TEST(opened.error().code == "database.newer");
}

BOOST_AUTO_TEST_CASE(only_one_holds_the_lock) {
  TemporaryFolder folder;
  const auto path = folder.file("world.db");
  {
    const auto first = storage::DatabaseLock::take(path);
    BOOST_REQUIRE(first);
    const auto second = storage::DatabaseLock::take(path);
    BOOST_REQUIRE(!second);
    BOOST_TEST(second.error().code == "database.locked");
  }
  BOOST_TEST(bool(storage::DatabaseLock::take(path)));
  BOOST_TEST(storage::DatabaseLock::take("/nowhere/at/all.db").error().code == "database.unusable");
}

BOOST_AUTO_TEST_CASE(a_place_comes_back_as_it_went_in) {
  World world;
  auto place = place_number(1);
  place.name = "Café « L’Étoile » – d'à côté; DROP TABLE place";
  place.address = "12 rue de la Paix";
  place.postal_code = "75002";
  place.phone = "01 42 00 00 00";
  place.website = "https://exemple.test/?a=1&b=2";
  place.opening_hours = "Mo-Fr 08:00-18:00";
  place.hours_text = "lundi\nmardi";
  place.description = "Ligne 1\nLigne 2 😀";
  place.audience = "tous";
  place.access = "unconditional";
  place.languages = {"fr", "ar", "uk"};
  place.animals = "yes";
  place.wheelchair = "limited";
  place.updated = "2021-08";
  place.last_checked = "2026-11-21T08:00:00.000Z";
  place.attribution = "© quelqu’un";
  place.example = true;
  world.put_place(place);
  BOOST_TEST((world.read([&](storage::Reader& r) { return r.place(place.id); }) == place));
  BOOST_TEST(!world.read([&](storage::Reader& r) { return r.place({id_number(2)}); }).has_value());
}

BOOST_AUTO_TEST_CASE(putting_a_place_again_keeps_its_id) {
  World world;
  const auto put = [&](const model::Place& place) {
    storage::Put result{};
    world.write([&](storage::Transaction& transaction) {
      result = transaction.put_place(place, kNoon);
      return true;
    });
    return result;
  };
  auto place = place_number(1);
  BOOST_TEST((put(place) == storage::Put::taken));
  auto again = place;
  again.id = {id_number(77)};
  BOOST_TEST((put(again) == storage::Put::unchanged));
  again.last_checked = "2026-11-22T08:00:00.000Z";
  BOOST_TEST((put(again) == storage::Put::unchanged));
  BOOST_TEST(world.read([&](storage::Reader& r) { return r.place(place.id); })->last_checked ==
             again.last_checked);
  again.name = "Un autre nom";
  BOOST_TEST((put(again) == storage::Put::updated));
  BOOST_TEST(world.read([&](storage::Reader& r) { return r.place(place.id); })->name ==
             "Un autre nom");
  BOOST_TEST(!world.read([&](storage::Reader& r) { return r.place(again.id); }).has_value());
  BOOST_TEST(world.read([](storage::Reader& r) { return r.search("lieu", 9); }).empty());
  BOOST_TEST(world.read([](storage::Reader& r) { return r.search("autre nom", 9); }).size() == 1u);
}

BOOST_AUTO_TEST_CASE(work_that_gives_up_or_throws_leaves_nothing_and_harms_nobody) {
  World world;
  std::atomic<int> done{0};
  std::vector<storage::Fate> fates(3);
  const auto submit = [&](int n, storage::Storage::Work work) {
    world.storage->write(std::move(work), [&, n](storage::Fate fate) {
      fates[static_cast<std::size_t>(n)] = fate;
      ++done;
      done.notify_all();
    });
  };
  submit(0, [](storage::Transaction& t) { return t.put_place(place_number(1), kNoon), false; });
  submit(1, [](storage::Transaction& t) -> bool {
    t.put_place(place_number(2), kNoon);
    throw std::runtime_error("expected by a test");
  });
  submit(2, [](storage::Transaction& t) { return t.put_place(place_number(3), kNoon), true; });
  for (int seen = done; seen < 3; seen = done) done.wait(seen);
  BOOST_TEST((fates[0] == storage::Fate::given_up));
  BOOST_TEST((fates[1] == storage::Fate::failed));
  BOOST_TEST((fates[2] == storage::Fate::committed));
  BOOST_TEST(world.read([](storage::Reader& r) { return r.counts().places; }) == 1);
}

BOOST_AUTO_TEST_CASE(constraints_hold_even_against_our_own_code) {
  World world;
  auto nameless = place_number(1);
  nameless.name.clear();
  BOOST_TEST((world.write([&](storage::Transaction& t) {
    return t.put_place(nameless, kNoon), true;
  }) == storage::Fate::failed));
  model::Action orphan;
  orphan.id = {id_number(5)};
  orphan.title = "Sans auteur";
  orphan.author = {{id_number(6)}, "Personne"};
  orphan.at = {{48, 2}, 0.002, 0.003};
  BOOST_TEST((world.write([&](storage::Transaction& t) { return t.add_action(orphan), true; }) ==
              storage::Fate::failed));
}

BOOST_AUTO_TEST_CASE(the_log_tells_failures_without_what_people_wrote) {
  World world;
  world.add_account("Ana", "ana@exemple.test");
  std::ostringstream log;
  auto* const before = std::cerr.rdbuf(log.rdbuf());
  const auto fate = world.write([](storage::Transaction& transaction) {
    transaction.add_account({{id_number(1)}, "Bérénice", model::Goal::offer_help},
                            "ana@exemple.test", kNoon, false);
    return true;
  });
  auto nameless = place_number(1);
  nameless.name.clear();
  nameless.description = "Un mot de trop";
  world.write([&](storage::Transaction& transaction) {
    return transaction.put_place(nameless, kNoon), true;
  });
  std::cerr.rdbuf(before);
  BOOST_TEST((fate == storage::Fate::failed));
  BOOST_TEST(log.str().find("constraint") != std::string::npos);
  for (const auto* secret : {"ana@", "Bérénice", "Un mot de trop", "48.85"})
    BOOST_TEST(log.str().find(secret) == std::string::npos, log.str());
}

BOOST_AUTO_TEST_CASE(after_stop_nothing_new_is_taken) {
  World world;
  world.storage->stop();
  BOOST_TEST(
      (world.write([](storage::Transaction&) { return true; }) == storage::Fate::overloaded));
}

BOOST_AUTO_TEST_SUITE_END()

BOOST_AUTO_TEST_SUITE(text_search)

BOOST_AUTO_TEST_CASE(accents_case_and_unfinished_words_are_forgiven) {
  World world;
  auto place = place_number(1);
  place.name = "Épicerie solidaire de Ménilmontant";
  world.put_place(place);
  auto other = place_number(2);
  other.name = "Laverie";
  other.description = "À côté de l’épicerie";
  world.put_place(other);
  const auto search = [&](const char* text) {
    return world.read([&](storage::Reader& r) { return r.search(text, 30); });
  };
  for (const auto* text : {"epicerie", "EPICERIE", "épicer", "solidaire epi", "menilmontant"}) {
    const auto found = search(text);
    BOOST_TEST_CONTEXT(text) {
      BOOST_REQUIRE(!found.empty());
      BOOST_TEST((found.front().id == place.id.uuid));
    }
  }
  BOOST_TEST(search("epicerie").size() == 2u);
  BOOST_TEST(search("boulangerie").empty());
  for (const auto* text : {"\"", "*", "a\" OR \"1\"=\"1", "😀", "—", "%", "' ; DROP TABLE place"})
    search(text);
}

BOOST_AUTO_TEST_SUITE_END()
