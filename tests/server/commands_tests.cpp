#include "server/commands.hpp"

#include <boost/test/unit_test.hpp>

#include <future>
#include <iostream>
#include <sstream>

#include "core/geo/public_cell.hpp"
#include "core/wire/json.hpp"
#include "tests/server/world_helpers.hpp"

using namespace tests;

namespace {

struct Desk {
  World world;
  server::Gazetteer gazetteer = *server::Gazetteer::parse(
      "insee\tname\tdept\tlat\tlon\tpopulation\n75110\tParis 10e\t75\t48.8761\t2.3610\t83459\n");
  int changes_told = 0;
  server::CommandDesk desk{*world.storage, gazetteer, world.pepper, [this] { return world.now; },
                           [this] { ++changes_told; }};
  model::Account ana = world.add_account("Ana", "ana@exemple.test"),
                 bob = world.add_account("Bob", "bob@exemple.test");

  std::vector<model::Answer> run(std::vector<model::Command> commands,
                                 const std::optional<model::Account>& who) {
    std::promise<base::Result<std::vector<model::Answer>>> promise;
    desk.run(std::move(commands), {who, "203.0.113.7"},
             [&](base::Result<std::vector<model::Answer>> result) {
               promise.set_value(std::move(result));
             });
    auto answers = promise.get_future().get();
    BOOST_REQUIRE(answers);
    return *answers;
  }
  model::Answer run_one(const model::Command& command, const std::optional<model::Account>& who) {
    return run({command}, who).front();
  }
  std::optional<model::Action> action(int n) {
    return world.read([&](storage::Reader& reader) { return reader.action({id_number(n)}); });
  }
};

constexpr model::Position kPoint{48.8712345678, 2.3698765432};

model::Command close_command(int n, int action) {
  return {
      {id_number(n)},
      model::CloseAction{{id_number(action)}, model::ActionOutcome::happened, " Merci à tous ! "}};
}

}  // namespace

BOOST_AUTO_TEST_SUITE(commands)

BOOST_AUTO_TEST_CASE(an_action_is_made_at_its_public_cell) {
  Desk d;
  const auto answer = d.run_one(create_command(1, kPoint, "  Manteaux d’hiver "), d.ana);
  BOOST_TEST((answer.verdict == model::Verdict::applied));
  const auto action = d.action(1);
  BOOST_REQUIRE(action);
  BOOST_TEST(action->title == "Manteaux d’hiver");
  BOOST_TEST(action->author.first_name == "Ana");
  BOOST_TEST((action->at == geo::public_cell(kPoint)));
  const auto changes = d.world.read([](storage::Reader& r) { return r.changes_since(0, 9); });
  BOOST_REQUIRE(changes.size() == 1u);
  BOOST_TEST((std::get<model::ActionPut>(changes[0].fact).action == *action));
  BOOST_TEST(d.world.read([](storage::Reader& r) { return r.search("manteau", 9); }).size() == 1u);
}

BOOST_AUTO_TEST_CASE(a_commune_instead_of_a_point) {
  Desk d;
  BOOST_TEST((d.run_one(create_command(1, model::InseeCode{"75110"}), d.ana).verdict ==
              model::Verdict::applied));
  BOOST_TEST((d.action(1)->at == geo::public_cell({48.8761, 2.3610})));
  const auto unknown = d.run_one(create_command(2, model::InseeCode{"99999"}), d.ana);
  BOOST_TEST(unknown.reason == "insee.unknown");
  BOOST_TEST(!d.action(2).has_value());
}

BOOST_AUTO_TEST_CASE(the_same_command_again_gets_the_first_answer_and_happens_once) {
  Desk d;
  const auto command = create_command(1, kPoint);
  const auto answers = d.run({command, create_command(2, kPoint, "x")}, d.ana);
  BOOST_TEST((answers[1].verdict == model::Verdict::refused));
  BOOST_TEST(answers[1].reason == "text.too_short");
  BOOST_TEST((d.run({command, create_command(2, kPoint, "x")}, d.ana) == answers));
  BOOST_TEST(d.world.read([](storage::Reader& r) { return r.counts().actions; }) == 1);
  BOOST_TEST(d.world.read([](storage::Reader& r) { return r.last_sequence(); }) == 1);
}

BOOST_AUTO_TEST_CASE(first_answers_are_kept_for_thirty_days) {
  Desk d;
  d.run_one(create_command(1, kPoint), d.ana);
  const auto is_kept_after = [&](std::int64_t days) {
    bool is_kept = false;
    d.world.write([&](storage::Transaction& transaction) {
      transaction.tidy({kNoon.unix_ms + days * base::kDayMs}, 1000);
      is_kept = transaction.command_record(d.ana.id, {id_number(1)}).has_value();
      return true;
    });
    return is_kept;
  };
  BOOST_TEST(is_kept_after(29));
  BOOST_TEST(!is_kept_after(30));
}

BOOST_AUTO_TEST_CASE(another_command_under_the_same_id_is_refused) {
  Desk d;
  d.run_one(create_command(1, kPoint), d.ana);
  for (const auto& other :
       {create_command(1, kPoint, "Autre chose"), create_command(1, model::Position{48.9, 2.3})}) {
    const auto answer = d.run_one(other, d.ana);
    BOOST_TEST(answer.reason == "command.id_reused");
  }
  BOOST_TEST(d.run_one(create_command(1, kPoint), d.bob).reason == "command.id_reused");
  BOOST_TEST(d.action(1)->title == "Manteaux d’hiver");
}

BOOST_AUTO_TEST_CASE(guests_are_refused_and_may_try_again_signed_in) {
  Desk d;
  BOOST_TEST(d.run_one(create_command(1, kPoint), std::nullopt).reason == "permit.sign_in");
  BOOST_TEST((d.run_one(create_command(1, kPoint), d.ana).verdict == model::Verdict::applied));
}

BOOST_AUTO_TEST_CASE(only_the_author_closes_and_only_once) {
  Desk d;
  d.run_one(create_command(1, kPoint), d.ana);
  BOOST_TEST(d.run_one(close_command(2, 1), d.bob).reason == "permit.not_author");
  BOOST_TEST(d.run_one(close_command(3, 404), d.ana).reason == "permit.not_found");
  d.world.now.unix_ms += 1000;
  BOOST_TEST((d.run_one(close_command(4, 1), d.ana).verdict == model::Verdict::applied));
  BOOST_TEST(d.run_one(close_command(5, 1), d.ana).reason == "permit.already_closed");
  const auto action = d.action(1);
  BOOST_TEST((action->status == model::ActionStatus::closed));
  BOOST_TEST(action->outcome_message == "Merci à tous !");
  BOOST_TEST(action->updated.unix_ms == action->created.unix_ms + 1000);
  BOOST_TEST(d.world.read([](storage::Reader& r) { return r.search("manteau", 9); }).empty());
  BOOST_TEST(d.world.read([](storage::Reader& r) { return r.action_markers({0}); }).empty());
}

BOOST_AUTO_TEST_CASE(a_batch_is_carried_out_in_order) {
  Desk d;
  const auto answers =
      d.run({create_command(1, kPoint), close_command(2, 1), close_command(3, 1)}, d.ana);
  BOOST_TEST((answers[0].verdict == model::Verdict::applied &&
              answers[1].verdict == model::Verdict::applied));
  BOOST_TEST(answers[2].reason == "permit.already_closed");
  BOOST_TEST((d.run({}, d.ana).empty()));
}

// The exact point is nowhere, in no form a search for its digits would
// find.
BOOST_AUTO_TEST_CASE(the_exact_point_is_written_nowhere) {
  Desk d;
  std::ostringstream log;
  auto* const before = std::cerr.rdbuf(log.rdbuf());
  const auto applied = d.run({create_command(1, kPoint)}, d.ana);
  const auto refused = d.run(
      {create_command(2, kPoint, "x"), create_command(3, model::Position{95.1234567, 2.3698765})},
      d.ana);
  std::cerr.rdbuf(before);
  d.world.storage->stop();
  const auto written =
      d.world.all_bytes() + log.str() + wire::to_json(applied) + wire::to_json(refused);
  for (const auto* digits : {"48.8712", "8712345", "2.36987", "3698765", "95.1234567"})
    BOOST_TEST(written.find(digits) == std::string::npos);
  for (const double number : {kPoint.lat_deg, kPoint.lon_deg}) {
    std::string bytes(reinterpret_cast<const char*>(&number), sizeof number);
    BOOST_TEST(written.find(bytes) == std::string::npos);
    std::reverse(bytes.begin(), bytes.end());  // as SQLite keeps it
    BOOST_TEST(written.find(bytes) == std::string::npos);
  }
}

// Two points of one cell cannot be told apart by what is remembered: the second is a replay of the
// first.
BOOST_AUTO_TEST_CASE(points_of_one_cell_are_the_same_command) {
  Desk d;
  const auto cell = geo::public_cell(kPoint);
  d.run_one(create_command(1, kPoint), d.ana);
  BOOST_TEST((d.run_one(create_command(1, cell.centre), d.ana).verdict == model::Verdict::applied));
}

// Seats are counted inside the transaction: nobody is one too many, and the first to wait is the
// first to move up.
BOOST_AUTO_TEST_CASE(who_waits_longest_takes_the_seat_that_becomes_free) {
  Desk d;
  model::CreateEvent create{"Pétanque", "", std::nullopt, kPoint, d.world.now, {}, 2};
  create.ends = {d.world.now.unix_ms + base::kHourMs};
  BOOST_TEST((d.run_one({{id_number(1)}, create}, d.ana).verdict == model::Verdict::applied));
  const model::EventId event{id_number(1)};
  std::vector<model::Account> people;
  for (int i = 0; i < 5; ++i)
    people.push_back(d.world.add_account("P" + std::to_string(i), std::to_string(i) + "@x.test"));
  int n = 10;
  const auto ask = [&](const model::Account& who, model::Intent intent) {
    return d.run_one({{id_number(n++)}, std::move(intent)}, who);
  };
  std::vector<model::Verdict> verdicts;
  for (const auto& person : people)
    verdicts.push_back(ask(person, model::JoinEvent{event}).verdict);
  using model::Verdict;
  BOOST_TEST((verdicts == std::vector{Verdict::applied, Verdict::applied, Verdict::waitlisted,
                                      Verdict::waitlisted, Verdict::waitlisted}));
  const auto seats = [&] {
    std::string text;
    for (const auto& person : people) {
      const auto seat = d.world.read([&](storage::Reader& r) { return r.seat(event, person.id); });
      text += !seat ? '-' : *seat == model::Seat::taken ? 'T' : 'w';
    }
    return text;
  };
  BOOST_TEST(seats() == "TTwww");
  ask(people[3], model::LeaveEvent{event});  // who waits frees no seat
  BOOST_TEST(seats() == "TTw-w");
  ask(people[0], model::LeaveEvent{event});
  BOOST_TEST(seats() == "-TT-w");
  BOOST_TEST((ask(people[0], model::JoinEvent{event}).verdict == Verdict::waitlisted));
  ask(people[1], model::LeaveEvent{event});
  BOOST_TEST(seats() == "w-T-T");
  const auto now = *d.world.read([&](storage::Reader& r) { return r.event(event); });
  BOOST_TEST(now.taken == 2);
  BOOST_TEST(now.waiting == 1);
}

BOOST_AUTO_TEST_CASE(a_profile_is_told_as_it_was_written) {
  Desk d;
  const model::Profile profile{" Anna ",
                               "J’aime les échecs.",
                               {"fr", "ar"},
                               {"cuisine", "couture"},
                               {model::Interest::cooking, model::Interest::games},
                               "le samedi",
                               "Belleville"};
  BOOST_TEST((d.run_one({{id_number(1)}, model::UpdateProfile{profile}}, d.ana).verdict ==
              model::Verdict::applied));
  auto wanted = profile;
  wanted.first_name = "Anna";
  BOOST_TEST((d.world.read([&](storage::Reader& r) { return r.profile(d.ana.id); }) == wanted));
  int n = 1;
  for (auto [change, reason] :
       {std::pair<void (*)(model::Profile&), const char*>{
            [](model::Profile& p) { p.about = std::string(201, 'a'); }, "text.too_long"},
        {[](model::Profile& p) { p.about = "Appelez le 06 12 34 56 78"; }, "text.phone_number"},
        {[](model::Profile& p) { p.languages = {"français"}; }, "language.malformed"},
        {[](model::Profile& p) { p.skills = {"a", "a"}; }, "list.twice"},
        {[](model::Profile& p) { p.skills = {"a\nb"}; }, "text.control_characters"}}) {
    auto other = profile;
    change(other);
    BOOST_TEST(d.run_one({{id_number(++n)}, model::UpdateProfile{other}}, d.bob).reason == reason);
  }
}

BOOST_AUTO_TEST_SUITE_END()
