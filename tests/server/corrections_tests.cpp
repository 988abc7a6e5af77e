// How much one address may suggest, and what a dry import makes of corrections. The rest is asked
// over HTTP (corrections.test.mjs).
#include "server/commands.hpp"

#include <boost/test/unit_test.hpp>

#include <future>

#include "server/imports/importer.hpp"
#include "tests/server/world_helpers.hpp"

using namespace tests;

namespace {

struct Desk {
  World world;
  server::Gazetteer gazetteer;
  server::CommandDesk desk{*world.storage,
                           gazetteer,
                           world.pepper,
                           [this] { return world.now; },
                           [] {},
                           [](const model::Intent&, model::Verdict) {},
                           3};
  model::Account ana = world.add_account("Ana", "ana@exemple.test");
  int commands = 100;

  std::string suggest(const server::Asker& asker, int place = 1) {
    const auto remark = "Remarque " + std::string(static_cast<std::size_t>(++commands), 'x');
    std::promise<std::string> reason;
    desk.run({{{id_number(commands)}, model::SuggestCorrection{{id_number(place)}, {}, remark}}},
             asker, [&](const base::Result<std::vector<model::Answer>>& answers) {
               reason.set_value(answers ? answers->front().reason : answers.error().code);
             });
    return reason.get_future().get();
  }
  std::vector<model::Correction> open() {
    return world.read([](storage::Reader& reader) { return reader.open_corrections(); });
  }
};

const model::PublicHand kModeration{model::Hand::moderation, ""};

imports::ReadPlace told(const model::Place& place) {
  return {"line 1", place.source, place.source_id, place};
}

imports::ImportReport import(World& world, std::vector<imports::ReadPlace> places, bool is_dry) {
  const auto report = imports::import_places(
      *world.storage, places,
      {.now = kNoon, .is_whole = true, .allows_shrinking = true, .is_dry = is_dry},
      [](std::size_t) {});
  BOOST_REQUIRE(report);
  return *report;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(corrections_of_places)

BOOST_AUTO_TEST_CASE(associations_near_a_place_are_those_approved_and_the_nearest_come_first) {
  Desk desk;
  const model::Position here{48.85, 2.35};
  const auto add = [&](int number, const char* name, double lat_deg, bool is_approved) {
    const model::AssociationId id{id_number(number)};
    desk.world.write([&](storage::Transaction& transaction) {
      transaction.add_association({id, name, {lat_deg, 2.35}, model::AssociationStatus::pending},
                                  desk.ana.id, kNoon);
      if (is_approved) transaction.approve_association(id);
      return true;
    });
  };
  add(1, "Loin", 49.85, true);
  add(2, "Plus près", 48.86, true);
  add(3, "Près", 48.87, true);
  add(4, "En attente", 48.85, false);
  const auto names = [&](std::size_t limit) {
    std::vector<std::string> near;
    for (const auto& one : desk.world.read([&](storage::Reader& reader) {
           return reader.associations_near(here, 50'000, limit);
         }))
      near.push_back(one.name);
    return near;
  };
  BOOST_TEST((names(10) == std::vector<std::string>{"Plus près", "Près"}));
  BOOST_TEST((names(1) == std::vector<std::string>{"Plus près"}));
}

BOOST_AUTO_TEST_CASE(one_network_suggests_so_much_in_an_hour_with_an_account_or_without) {
  Desk d;
  d.world.put_place(place_number(1));
  const server::Asker guest{std::nullopt, "203.0.113.7"}, ana{d.ana, "203.0.113.7"},
      neighbour{std::nullopt, "203.0.113.8"};
  BOOST_TEST(d.suggest(guest) == "");
  BOOST_TEST(d.suggest(ana) == "");
  BOOST_TEST(d.suggest(guest) == "");
  BOOST_TEST(d.suggest(ana) == "rate.limited");
  BOOST_TEST(d.suggest(guest) == "rate.limited");
  BOOST_TEST(d.suggest(neighbour) == "");
  BOOST_TEST(d.open().size() == 4u);
  d.world.now.unix_ms += base::kHourMs;
  BOOST_TEST(d.suggest(ana) == "");
}

BOOST_AUTO_TEST_CASE(what_was_decided_long_ago_is_forgotten_and_what_waits_is_not) {
  Desk d;
  d.world.put_place(place_number(1));
  d.suggest({std::nullopt, "203.0.113.7"});
  d.suggest({std::nullopt, "203.0.113.7"});
  const auto decided = d.open().front().id, waiting = d.open().back().id;
  d.world.write([&](storage::Transaction& t) {
    t.decide_correction(decided, model::CorrectionStatus::refused, kNoon);
    return true;
  });
  const auto after_tidying = [&](base::Instant at) {
    d.world.write([&](storage::Transaction& t) { return t.tidy(at, 10), true; });
    return std::pair(
        d.world.read([&](storage::Reader& r) { return r.correction(decided).has_value(); }),
        d.world.read([&](storage::Reader& r) { return r.correction(waiting).has_value(); }));
  };
  BOOST_TEST(
      (after_tidying({kNoon.unix_ms + storage::kCorrectionsKept_ms - 1}) == std::pair(true, true)));
  BOOST_TEST(
      (after_tidying({kNoon.unix_ms + storage::kCorrectionsKept_ms}) == std::pair(false, true)));
  BOOST_TEST(d.open().front().remark.starts_with("Remarque"));
}

BOOST_AUTO_TEST_CASE(an_import_foretells_what_it_does_to_corrected_places) {
  World world;
  auto place = place_number(1), other = place_number(2);
  place.last_checked = other.last_checked = "";
  other.source = place.source;
  import(world, {told(place), told(other)}, false);
  const auto id =
      world.read([&](storage::Reader& r) { return r.places_of_source(place.source); }).front().id;
  const auto correct = [&](model::PlaceField field, std::string after) {
    world.write([&](storage::Transaction& t) {
      t.correct_place(id, {{field, "", after}}, kModeration, kNoon);
      return true;
    });
  };
  correct(model::PlaceField::phone, "115");
  for (const bool is_dry : {true, false}) {
    const auto report = import(world, {told(place), told(other)}, is_dry);
    BOOST_TEST(report.unchanged == 2u);
    BOOST_TEST(report.updated == 0u);
  }
  place.phone = "3919";
  for (const bool is_dry : {true, false})
    BOOST_TEST(import(world, {told(place), told(other)}, is_dry).updated == 1u);

  // It vanishes, somebody says that it is there: it stays, until its source tells it again.
  BOOST_TEST(import(world, {told(other)}, false).closed.size() == 1u);
  correct(model::PlaceField::closed, "");
  BOOST_TEST(import(world, {told(other)}, true).closed.size() == 0u);
  BOOST_TEST(import(world, {told(other)}, false).closed.size() == 0u);
  import(world, {told(place), told(other)}, false);
  BOOST_TEST(import(world, {told(other)}, false).closed.size() == 1u);
  const auto history =
      world.read([&](storage::Reader& reader) { return reader.place_history(id, 9); });
  BOOST_REQUIRE(history.size() == 5u);
  BOOST_TEST((history[0].by == model::PublicHand{model::Hand::import, place.source}));
  BOOST_TEST((history[1].by == kModeration));
}

BOOST_AUTO_TEST_SUITE_END()
