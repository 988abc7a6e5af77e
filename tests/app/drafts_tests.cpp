#include <boost/test/unit_test.hpp>

#include "app/persist.hpp"
#include "app/vm/new_action_vm.hpp"
#include "tests/app/app_helpers.hpp"

using namespace app;
using namespace app_tests;

BOOST_AUTO_TEST_SUITE(drafts)

BOOST_AUTO_TEST_CASE(typing_is_saved_now_and_then) {
  Client client;
  client.settle_in();
  client.send(Opened{{NewActionRoute{}, FilterChoice::all}});
  client.send(TimerFired{2, kNow});
  client.effects.clear();
  for (const auto* text : {"M", "Ma", "Man"}) client.send(FieldEdited{Field::title, text});
  const auto timers = client.take<SetTimer>();
  BOOST_REQUIRE(timers.size() == 1u);
  BOOST_TEST(timers[0].after_ms == 300);
  BOOST_TEST(client.take<SaveDrafts>().empty());
  client.send(TimerFired{timers[0].timer, kNow});
  const auto saves = client.take<SaveDrafts>();
  BOOST_REQUIRE(saves.size() == 1u);
  BOOST_TEST(drafts_from_text(saves[0].text)->drafts.new_action.title == "Man");
  client.send(TimerFired{timers[0].timer, kNow});
  BOOST_TEST(client.take<SaveDrafts>().empty());  // nothing new
}

BOOST_AUTO_TEST_CASE(a_page_that_goes_away_saves_at_once) {
  Client client;
  client.settle_in();
  client.send(FieldEdited{Field::title, "Man"});
  client.send(PageHidden{});
  BOOST_TEST(client.take<SaveDrafts>().size() == 1u);
  client.send(PageHidden{});
  BOOST_TEST(client.take<SaveDrafts>().empty());
}

BOOST_AUTO_TEST_CASE(a_reload_gives_back_what_was_typed) {
  Client before;
  before.settle_in();
  before.write("Dons de manteaux d’hiver");
  before.send(FieldEdited{Field::text, "Taille M\nen bon état"});
  before.send(PageHidden{});
  const auto text = before.take<SaveDrafts>().back().text;

  Client after;
  after.start("/actions/nouvelle", text);
  BOOST_TEST((after.state.drafts.new_action == before.state.drafts.new_action));
  BOOST_TEST(after.state.drafts_restored);
}

BOOST_AUTO_TEST_CASE(the_place_of_a_draft_follows_the_map) {
  Client client;
  client.settle_in();
  client.send(Opened{{NewActionRoute{}, FilterChoice::all}});
  const auto here = geo::public_cell(kParis).centre;
  BOOST_TEST((client.state.drafts.new_action.at == here));
  const model::Position lille{50.6365, 3.0635};
  client.send(MapMoved{map_at(lille)});
  BOOST_TEST((client.state.drafts.new_action.at == geo::public_cell(lille).centre));
  client.send(UrlChanged{"/"});
  client.send(MapMoved{map_at(kParis)});
  BOOST_TEST((client.state.drafts.new_action.at == geo::public_cell(lille).centre));
}

BOOST_AUTO_TEST_CASE(the_exact_point_is_nowhere) {
  Client client;
  client.settle_in();
  client.write("Manteaux");
  const model::Position exact{48.8712345, 2.3612345};
  client.send(PositionChosen{exact});
  const auto cell = geo::public_cell(exact).centre;
  BOOST_TEST((client.state.drafts.new_action.at == cell));
  client.send(PublishAsked{command_id(100), kNow});
  const auto& create = std::get<model::CreateAction>(client.state.outbox[0].command.intent);
  BOOST_TEST((std::get<model::Position>(create.at) == cell));
  for (const auto& save : client.take<SaveOutbox>())
    BOOST_TEST(save.text.find("48.87123") == std::string::npos);
}

BOOST_AUTO_TEST_CASE(to_choose_where_the_map_comes_near_enough_to_tell_streets_apart) {
  Client client;
  client.settle_in();
  client.write("Manteaux");
  client.effects.clear();
  client.send(PositionChosen{kParis});
  const auto flown = client.take<FlyTo>();
  BOOST_REQUIRE(flown.size() == 1u);
  BOOST_TEST(flown[0].zoom == 16);
  BOOST_TEST((flown[0].at == geo::public_cell(kParis).centre));
  client.send(MapMoved{map_at(kParis, 18)});
  client.send(PositionChosen{kParis});
  BOOST_TEST(client.take<FlyTo>().back().zoom == 18);  // never further away
}

BOOST_AUTO_TEST_CASE(a_keyboard_that_opens_does_not_move_the_place) {
  Client client;
  client.settle_in();
  client.write("Manteaux");
  const auto at = client.state.drafts.new_action.at;
  auto map = map_at(kParis);
  map.view.south_deg += 0.02;  // lower pane
  map.view.north_deg -= 0.02;
  map.centre.lat_deg += 0.02;  // and less of it uncovered
  client.send(MapMoved{map});
  BOOST_TEST((client.state.drafts.new_action.at == at));
}

BOOST_AUTO_TEST_CASE(a_place_from_before_a_reload_brings_the_map_to_it) {
  const model::Position lille{50.6365, 3.0635};
  SavedDrafts saved;
  saved.drafts.new_action.title = "Manteaux";
  saved.drafts.new_action.at = geo::public_cell(lille).centre;
  Client client;
  client.send(Started{"/actions/nouvelle", drafts_to_text(saved), "", kNow});
  client.send(MapMoved{map_at(kParis)});
  BOOST_TEST((client.state.drafts.new_action.at == saved.drafts.new_action.at));
  const auto flights = client.take<FlyTo>();
  BOOST_REQUIRE(flights.size() == 1u);
  BOOST_TEST((flights[0].at == *saved.drafts.new_action.at));
}

BOOST_AUTO_TEST_CASE(publishing_tells_all_that_is_wrong_field_by_field) {
  Client client;
  client.start();
  client.be(kMona);
  client.effects.clear();
  client.send(FieldEdited{Field::text, "écrivez à a@exemple.fr"});
  client.send(PublishAsked{command_id(100), kNow});
  const auto& errors = client.state.new_action.errors;
  BOOST_TEST(errors.at(Field::kind) == "choice.missing");
  BOOST_TEST(errors.at(Field::section) == "choice.missing");
  BOOST_TEST(errors.at(Field::title) == "text.missing");
  BOOST_TEST(errors.at(Field::text) == "text.email");
  BOOST_TEST(errors.at(Field::position) == "position.missing");
  BOOST_TEST(client.state.outbox.empty());
  const auto vm = new_action_vm(client.state);
  BOOST_TEST((vm.first_error == Field::kind));
  BOOST_TEST(vm.title_error == "text.missing");

  client.send(FieldEdited{Field::title, "M"});
  BOOST_TEST(!client.state.new_action.errors.contains(Field::title));
  BOOST_TEST(client.state.new_action.errors.contains(Field::text));
  client.send(KindChosen{model::ActionKind::demand});
  client.send(SectionChosen{model::ActionSection::social});
  client.send(PositionChosen{kParis});
  BOOST_TEST(client.state.new_action.errors.size() == 1u);
}

BOOST_AUTO_TEST_CASE(publishing_leads_to_the_page_of_the_action) {
  Client client;
  client.settle_in();
  client.write("  Manteaux d’hiver ");
  client.send(PublishAsked{command_id(100), kNow});
  BOOST_TEST(client.state.new_action.busy);
  BOOST_TEST(client.state.drafts.new_action.title == "  Manteaux d’hiver ");  // until it is safe
  client.send(PublishAsked{command_id(101), kNow});                           // pressed twice
  BOOST_TEST(client.state.outbox.size() == 1u);
  client.take<SaveDrafts>();
  client.send(OutboxSaved{true});
  BOOST_TEST((client.state.location.route == Route{ActionRoute{action_id(100)}}));
  BOOST_TEST((client.state.drafts.new_action == NewActionDraft{}));
  BOOST_TEST(client.take<SaveDrafts>().size() == 1u);
  BOOST_TEST(client.take<ShowUrl>().back().replace);  // back does not lead to an empty form
  BOOST_TEST(client.take<FetchAction>().empty());     // it is here already
  const auto& shown = *client.state.actions.at(action_id(100)).value;
  BOOST_TEST(shown.title == "Manteaux d’hiver");
  BOOST_TEST((shown.author == model::PublicAuthor{kMona.id, "Mona"}));
  client.send(PublishAsked{command_id(102), kNow});
  BOOST_TEST(client.state.outbox.size() == 1u);
}

BOOST_AUTO_TEST_CASE(a_guest_signs_in_first_and_loses_nothing) {
  Client client;
  client.start();
  client.be(std::nullopt);
  client.write("Manteaux");
  client.send(PublishAsked{command_id(100), kNow});
  BOOST_TEST(client.state.outbox.empty());
  BOOST_TEST((client.state.location.route == Route{SignInRoute{}}));
  BOOST_TEST(client.state.drafts.new_action.title == "Manteaux");
  client.send(FieldEdited{Field::contact, "06 12 34 56 78"});
  client.send(SignInSubmitted{});
  client.send(CodeAnswered{base::Done{}});
  client.send(FieldEdited{Field::code, "123456"});
  client.send(SignInSubmitted{});
  client.send(SignInAnswered{wire::SignedIn{kMona}});
  BOOST_TEST((client.state.location.route == Route{NewActionRoute{}}));
  BOOST_TEST(client.state.drafts.new_action.title == "Manteaux");
  client.send(PublishAsked{command_id(100), kNow});
  BOOST_TEST(client.state.outbox.size() == 1u);
}

BOOST_AUTO_TEST_CASE(whatever_is_pasted_is_kept_within_bounds) {
  Client client;
  client.settle_in();
  std::string much(kTypedMax - 1, 'a');
  much += "é";
  client.send(FieldEdited{Field::text, much + much});
  BOOST_TEST(client.state.drafts.new_action.text.size() == kTypedMax - 1);  // no half letter
}

BOOST_AUTO_TEST_CASE(the_form_says_what_is_missing_next) {
  Client client;
  client.settle_in();
  BOOST_TEST(new_action_vm(client.state).empty);
  BOOST_TEST((new_action_vm(client.state).first_missing == Field::kind));
  client.send(KindChosen{model::ActionKind::demand});
  BOOST_TEST((new_action_vm(client.state).first_missing == Field::section));
  client.send(SectionChosen{model::ActionSection::hygiene});
  BOOST_TEST((new_action_vm(client.state).first_missing == Field::title));
  client.send(FieldEdited{Field::title, "été"});
  BOOST_TEST((new_action_vm(client.state).first_missing == Field::position));
  BOOST_TEST(!new_action_vm(client.state).can_publish);
  client.send(PositionChosen{kParis});
  auto vm = new_action_vm(client.state);
  BOOST_TEST(!vm.first_missing);
  BOOST_TEST(vm.can_publish);
  BOOST_TEST(vm.title_left == 97u);  // letters, not bytes
  BOOST_REQUIRE(vm.area);
  BOOST_TEST(vm.area->south_deg < kParis.lat_deg);
  BOOST_TEST(vm.area->north_deg > kParis.lat_deg);
  client.send(FieldEdited{Field::title, "06 12 34 56 78 au secours"});
  BOOST_TEST(!new_action_vm(client.state).can_publish);
}

BOOST_AUTO_TEST_SUITE_END()
