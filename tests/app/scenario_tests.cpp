// The whole client against a server in memory, in all weathers.
#include <algorithm>
#include <boost/test/unit_test.hpp>
#include <random>

#include "app/persist.hpp"
#include "app/vm/home_vm.hpp"
#include "platform/fake/world.hpp"
#include "tests/app/app_helpers.hpp"

using namespace app;
using namespace app_tests;
using fake::Fate;
using fake::World;

namespace {

void begin(World& world) {
  for (int i = 0; i < 12; ++i) world.server.put(place(i));
  world.server.put(action(50));
  world.server.cells = 3;
  world.open("/");
  world.store().send(MapMoved{map_at(kParis)});
  world.connect();
  world.run();
}

void sign_in(World& world) {
  auto& store = world.store();
  store.send(Opened{{SignInRoute{}, FilterChoice::all}});
  store.send(FieldEdited{Field::contact, "mona@exemple.fr"});
  store.send(CodeAsked{});
  world.run();
  store.send(FieldEdited{Field::code, fake::kCode});
  store.send(SignInSubmitted{});
  world.run();
  if (world.state().session == Session::signed_in) return;
  store.send(FieldEdited{Field::first_name, "Mona"});
  store.send(GoalChosen{model::Goal::offer_help});
  store.send(SignInSubmitted{});
  world.run();
}

model::CommandId publish(World& world, const std::string& title) {
  auto& store = world.store();
  store.send(Opened{{NewActionRoute{}, FilterChoice::all}});
  store.send(KindChosen{model::ActionKind::contribution});
  store.send(SectionChosen{model::ActionSection::clothes});
  store.send(FieldEdited{Field::title, title});
  const auto id = store.new_command_id();
  store.send(PublishAsked{id, store.now()});
  return id;
}

bool is_command(const fake::Http::Request& request) { return request.path == "/api/v1/commands"; }

}  // namespace

BOOST_AUTO_TEST_SUITE(scenario)

BOOST_AUTO_TEST_CASE(from_opening_to_a_published_action) {
  World world;
  begin(world);
  BOOST_TEST(world.state().markers.size() == 13u);
  sign_in(world);
  BOOST_REQUIRE((world.state().session == Session::signed_in));
  BOOST_TEST(world.server.codes_sent_to.size() == 1u);
  const auto id = publish(world, "Dons de manteaux d’hiver");
  world.run();
  BOOST_TEST(world.server.times_applied(id) == 1);
  BOOST_TEST(world.state().outbox.empty());
  BOOST_TEST(world.state().markers.size() == 14u);
  BOOST_TEST(world.browser.url == "/actions/" + to_text(id));
  BOOST_TEST(outbox_from_text(world.storage.text("outbox")).empty());
  BOOST_TEST(drafts_from_text(world.storage.text("drafts"))->drafts.new_action.title == "");
}

BOOST_AUTO_TEST_CASE(nothing_leaves_before_it_is_saved) {
  World world;
  begin(world);
  sign_in(world);
  for (int i = 0; i < 5; ++i) publish(world, "Action"), world.run();
  bool saved = false;
  int sent = 0;
  world.log.erase(world.log.begin(), std::find(world.log.begin(), world.log.end(), "save outbox"));
  for (const auto& line : world.log) {
    if (line == "save outbox") saved = true;
    if (line != "POST /api/v1/commands") continue;
    BOOST_TEST(saved);
    saved = false;
    ++sent;
  }
  BOOST_TEST(sent == 5);
}

BOOST_AUTO_TEST_CASE(no_network_then_a_reload_then_a_network) {
  World world;
  begin(world);
  sign_in(world);
  world.disconnect();
  world.weather = [](const auto&) { return Fate::request_lost; };
  const auto id = publish(world, "Manteaux");
  world.run_for(5000);
  BOOST_TEST(home_vm(world.state()).offline);
  BOOST_TEST(home_vm(world.state()).pending == 1u);
  BOOST_TEST(world.server.times_applied(id) == 0);

  world.open("/");
  world.store().send(MapMoved{map_at(kParis)});
  world.run_for(3000);
  BOOST_TEST((world.state().markers_state == LoadState::failed));
  BOOST_TEST(world.state().markers.size() == 1u);  // one's own, all the same

  world.weather = nullptr;
  world.connect();
  world.run_for(130'000);
  BOOST_TEST(world.server.times_applied(id) == 1);
  BOOST_TEST(world.state().outbox.empty());
  BOOST_TEST(world.state().markers.size() == 14u);
  BOOST_TEST(!home_vm(world.state()).offline);
}

BOOST_AUTO_TEST_CASE(an_answer_that_is_lost_is_no_second_action) {
  World world;
  begin(world);
  sign_in(world);
  int times = 0;
  world.weather = [&](const auto& request) {
    return is_command(request) && ++times <= 3 ? Fate::answer_lost : Fate::arrives;
  };
  const auto id = publish(world, "Manteaux");
  world.run_for(30'000);
  BOOST_TEST(times == 4);
  BOOST_TEST(world.server.times_applied(id) == 1);
  BOOST_TEST(world.state().outbox.empty());
  BOOST_TEST(world.state().markers.size() == 14u);
}

BOOST_AUTO_TEST_CASE(the_page_closed_between_the_answer_and_the_save) {
  World world;
  begin(world);
  sign_in(world);
  const auto id = publish(world, "Manteaux");
  world.storage.settle_one();
  while (!world.http.waiting.empty()) world.server.answer(world.http.take());  // never told
  world.open("/");
  world.store().send(MapMoved{map_at(kParis)});
  world.run();
  BOOST_TEST(world.server.times_applied(id) == 1);
  BOOST_TEST(world.state().markers.size() == 14u);
  BOOST_TEST(world.state().outbox.empty());
}

BOOST_AUTO_TEST_CASE(a_refusal_gives_the_text_back) {
  World world;
  begin(world);
  sign_in(world);
  world.server.refuse_next("text.too_long", "action.title");
  const auto id = publish(world, "Manteaux");
  world.run();
  BOOST_TEST(world.server.times_applied(id) == 0);
  BOOST_TEST(world.browser.url == "/actions/nouvelle");
  BOOST_TEST(world.state().drafts.new_action.title == "Manteaux");
  BOOST_TEST(world.state().markers.size() == 13u);
}

BOOST_AUTO_TEST_CASE(the_session_ends_meanwhile) {
  World world;
  begin(world);
  sign_in(world);
  world.server.session.reset();
  const auto id = publish(world, "Manteaux");
  world.run();
  BOOST_TEST(world.server.times_applied(id) == 0);
  BOOST_TEST((world.state().session == Session::guest));
  sign_in(world);
  world.run();
  BOOST_TEST(world.server.times_applied(id) == 1);
  BOOST_TEST(world.state().outbox.empty());
}

BOOST_AUTO_TEST_CASE(another_browser_sees_and_closes_and_places_are_reloaded) {
  World world;
  begin(world);
  auto told = action(60);
  world.server.put(told);
  world.run();
  BOOST_TEST(world.state().markers.size() == 14u);
  told.status = model::ActionStatus::closed;
  told.updated.unix_ms += 1;
  world.server.put(told);
  world.run();
  BOOST_TEST(world.state().markers.size() == 13u);
  world.server.put(place(40));
  world.server.tell_places_reloaded();
  world.run();
  BOOST_TEST(world.state().markers.size() == 14u);
  BOOST_TEST((world.state().markers_state == LoadState::ready));
}

// Publishing, closing, reloading, signing in again, in random weather: in the end each command was
// done exactly once, and the client shows what the server has.
BOOST_AUTO_TEST_CASE(exactly_once_in_all_weathers) {
  for (unsigned seed = 1; seed <= 25; ++seed) {
    std::mt19937 random(seed);
    World world;
    begin(world);
    sign_in(world);
    world.weather = [&](const fake::Http::Request& request) {
      if (!is_command(request)) return random() % 8 ? Fate::arrives : Fate::request_lost;
      return static_cast<Fate>(random() % 5);
    };
    std::vector<model::CommandId> made;
    for (int i = 0; i < 12; ++i) {
      switch (random() % 6) {
        case 0:
          world.open("/");
          world.store().send(MapMoved{map_at(kParis)});
          break;
        case 1: world.disconnect(); break;
        case 2: world.connect(); break;
        case 3:
          if (!made.empty()) {
            const auto id = world.store().new_command_id();
            const model::ActionId target{made[random() % made.size()].uuid};
            world.store().send(
                CloseAsked{id, world.store().now(), {target, model::ActionOutcome::happened, ""}});
          }
          break;
        default:
          made.push_back(publish(world, "Action " + std::to_string(i)));
          while (!world.storage.waiting.empty()) world.storage.settle_one();
      }
      if (random() % 2) world.run_for(static_cast<std::int64_t>(random() % 4000));
    }
    world.weather = nullptr;
    world.connect();
    world.run_for(200'000);
    BOOST_TEST_CONTEXT("seed " << seed) {
      for (const auto id : made) BOOST_TEST(world.server.times_applied(id) == 1);
      BOOST_TEST(world.state().outbox.empty());
      BOOST_TEST(outbox_from_text(world.storage.text("outbox")).empty());
      std::size_t open = 0;
      for (const auto& [id, a] : world.server.actions()) {
        open += a.status == model::ActionStatus::open;
        BOOST_TEST(world.state().markers.find(id.uuid).has_value() ==
                   (a.status == model::ActionStatus::open));
      }
      BOOST_TEST(world.state().markers.size() == 12u + open);
    }
  }
}

BOOST_AUTO_TEST_SUITE_END()
