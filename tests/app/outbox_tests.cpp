#include <boost/test/unit_test.hpp>

#include "app/persist.hpp"
#include "tests/app/app_helpers.hpp"

using namespace app;
using namespace app_tests;

namespace {

model::Action told(int n, const std::string& title = "Manteaux d’hiver") {
  auto a = action(n, kMona);
  a.title = title;
  a.kind = model::ActionKind::contribution;
  a.section = model::ActionSection::clothes;
  return a;
}
void tell(Client& client, std::int64_t sequence, model::Action action) {
  client.send(ChangesArrived{{{sequence, model::ActionPut{std::move(action)}}}});
}
CloseAsked close_asked(int n, int target) {
  return {command_id(n), kNow, {action_id(target), model::ActionOutcome::happened, " Merci ! "}};
}

}  // namespace

BOOST_AUTO_TEST_SUITE(outbox)

BOOST_AUTO_TEST_CASE(saved_then_sent_then_shown_until_the_base_has_it) {
  Client client;
  client.settle_in();
  client.write("Manteaux d’hiver");
  client.send(PublishAsked{command_id(100), kNow});
  BOOST_TEST(client.on_map(100));  // at once
  BOOST_TEST(client.take<SaveOutbox>().size() == 1u);
  BOOST_TEST(client.take<SendCommands>().empty());
  client.send(OutboxSaved{true});
  const auto sent = client.take<SendCommands>();
  BOOST_REQUIRE(sent.size() == 1u);
  BOOST_TEST((sent[0].commands[0].id == command_id(100)));

  client.send(CommandsAnswered{std::vector{applied(100)}});
  BOOST_TEST(client.has_toast(Notice::action_published));
  BOOST_TEST(client.on_map(100));
  BOOST_TEST(client.state.outbox.size() == 1u);  // the base does not know it yet
  const auto saved = client.take<SaveOutbox>();
  BOOST_TEST(outbox_from_text(saved.back().text).empty());  // but it must not leave again
  tell(client, 2, told(100));
  BOOST_TEST(client.state.outbox.empty());
  BOOST_TEST(client.on_map(100));
  BOOST_TEST(client.state.shadowed.empty());
  BOOST_TEST(client.state.markers.size() == 4u);
}

BOOST_AUTO_TEST_CASE(the_change_may_come_before_the_answer) {
  Client client;
  client.settle_in();
  client.publish(100);
  tell(client, 2, told(100));
  BOOST_TEST(client.state.outbox.size() == 1u);
  client.send(CommandsAnswered{std::vector{applied(100)}});
  BOOST_TEST(client.state.outbox.empty());
  BOOST_TEST(client.state.markers.size() == 4u);
}

BOOST_AUTO_TEST_CASE(without_a_stream_the_action_is_fetched) {
  Client client;
  client.settle_in();
  client.send(StreamConnected{false});
  client.publish(100);
  client.take<FetchAction>();
  client.send(CommandsAnswered{std::vector{applied(100)}});
  BOOST_TEST(client.take<FetchAction>().size() == 1u);
  client.send(ActionArrived{action_id(100), told(100)});
  BOOST_TEST(client.state.outbox.empty());
  BOOST_TEST(client.on_map(100));
}

BOOST_AUTO_TEST_CASE(answers_that_come_again_change_nothing) {
  Client client;
  client.settle_in();
  client.publish(100);
  client.send(CommandsAnswered{std::vector{applied(100)}});
  tell(client, 2, told(100));
  client.effects.clear();
  client.send(CommandsAnswered{std::vector{applied(100)}});
  client.send(CommandsAnswered{std::vector{refused(100, "text.too_long")}});
  client.send(CommandsAnswered{std::vector{applied(77)}});
  client.send(CommandsAnswered{failed(failure::kNetwork)});
  BOOST_TEST(client.on_map(100));
  BOOST_TEST(client.state.outbox.empty());
  BOOST_TEST(client.state.failed_sends == 0);
  BOOST_TEST(client.take<SendCommands>().empty());
}

BOOST_AUTO_TEST_CASE(a_refusal_undoes_itself_and_gives_the_text_back) {
  Client client;
  client.settle_in();
  client.publish(100, "Titre refusé");
  BOOST_TEST((client.state.location.route == Route{ActionRoute{action_id(100)}}));
  client.send(CommandsAnswered{std::vector{refused(100, "text.too_long", "action.title")}});
  BOOST_TEST(!client.on_map(100));
  BOOST_TEST(!client.state.actions.contains(action_id(100)));
  BOOST_TEST(client.state.outbox.empty());
  BOOST_TEST(client.has_toast(Notice::action_refused));
  BOOST_TEST(client.state.toasts.back().code == "text.too_long");
  BOOST_TEST(client.state.drafts.new_action.title == "Titre refusé");
  BOOST_TEST(client.state.new_action.errors.at(Field::title) == "text.too_long");
  BOOST_TEST((client.state.location.route == Route{NewActionRoute{}}));  // not at a page of nothing
}

BOOST_AUTO_TEST_CASE(a_refusal_leaves_what_was_begun_since) {
  Client client;
  client.settle_in();
  client.publish(100, "Premier");
  client.write("Second");
  client.send(CommandsAnswered{std::vector{refused(100, "text.too_long", "title")}});
  BOOST_TEST(client.state.drafts.new_action.title == "Second");
  BOOST_TEST(client.has_toast(Notice::action_refused));
}

BOOST_AUTO_TEST_CASE(without_a_network_it_waits_and_says_so_once) {
  Client client;
  client.settle_in();
  client.publish(100);
  std::vector<std::int64_t> waits;
  for (int i = 0; i < 9; ++i) {
    BOOST_REQUIRE(client.take<SendCommands>().size() == 1u);
    client.take<SetTimer>();
    client.send(CommandsAnswered{failed(failure::kNetwork)});
    BOOST_TEST(client.has_toast(Notice::action_waiting_for_network) == (i == 0));
    for (const auto& toast : std::vector(client.state.toasts)) client.send(ToastClosed{toast.id});
    for (const auto& timer : client.take<SetTimer>())
      if (timer.timer < 100) {
        waits.push_back(timer.after_ms);
        client.send(TimerFired{timer.timer, kNow});
      }
  }
  const std::vector<std::int64_t> expected{1000,  2000,  4000,  8000, 16000,
                                           32000, 60000, 60000, 60000};
  BOOST_TEST(waits == expected, boost::test_tools::per_element());
  BOOST_TEST(!client.state.online);
  BOOST_TEST(client.on_map(100));
  client.send(CommandsAnswered{std::vector{applied(100)}});
  BOOST_TEST(client.state.online);
  BOOST_TEST(client.state.failed_sends == 0);
}

BOOST_AUTO_TEST_CASE(the_stream_coming_back_sends_at_once) {
  Client client;
  client.settle_in();
  client.publish(100);
  client.send(StreamConnected{false});
  client.send(CommandsAnswered{failed(failure::kNetwork)});
  client.effects.clear();
  client.send(StreamConnected{true});
  BOOST_TEST(client.take<SendCommands>().size() == 1u);
}

BOOST_AUTO_TEST_CASE(one_batch_at_a_time_in_order) {
  Client client;
  client.settle_in();
  for (int i = 0; i < 60; ++i) client.publish(100 + i);
  auto sent = client.take<SendCommands>();
  BOOST_REQUIRE(sent.size() == 1u);  // the first left alone; the others wait for its answer
  BOOST_TEST(sent[0].commands.size() == 1u);
  client.send(CommandsAnswered{std::vector{applied(100)}});
  sent = client.take<SendCommands>();
  BOOST_REQUIRE(sent.size() == 1u);
  BOOST_REQUIRE(sent[0].commands.size() == 50u);
  for (int i = 0; i < 50; ++i) BOOST_TEST((sent[0].commands[i].id == command_id(101 + i)));
}

BOOST_AUTO_TEST_CASE(commands_without_an_answer_are_sent_again) {
  Client client;
  client.settle_in();
  client.publish(100);
  client.publish(101);
  client.send(CommandsAnswered{std::vector{applied(100)}});
  client.effects.clear();
  client.send(CommandsAnswered{std::vector<model::Answer>{}});
  BOOST_TEST(client.take<SendCommands>().empty());
  BOOST_TEST(client.state.failed_sends == 1);
  client.send(TimerFired{1, kNow});
  const auto sent = client.take<SendCommands>();
  BOOST_REQUIRE(sent.size() == 1u);
  BOOST_TEST((sent[0].commands[0].id == command_id(101)));
}

BOOST_AUTO_TEST_CASE(a_session_that_ended_keeps_all_and_asks_to_sign_in) {
  Client client;
  client.settle_in();
  client.publish(100);
  client.effects.clear();
  client.send(CommandsAnswered{failed(failure::kSignIn)});
  BOOST_TEST((client.state.session == Session::guest));
  BOOST_TEST(client.state.outbox.size() == 1u);
  BOOST_TEST(client.on_map(100));
  BOOST_REQUIRE(client.has_toast(Notice::sign_in_needed));
  const auto open = client.state.toasts.back().open;
  BOOST_REQUIRE(open);
  BOOST_TEST(client.take<SendCommands>().empty());

  client.send(Opened{*open});
  client.send(FieldEdited{Field::contact, "mona@exemple.fr"});
  client.send(CodeAsked{});
  client.send(CodeAnswered{base::Done{}});
  client.send(FieldEdited{Field::code, "123456"});
  client.send(SignInSubmitted{});
  client.send(SignInAnswered{wire::SignedIn{kMona}});
  BOOST_TEST(client.take<SendCommands>().size() == 1u);
  BOOST_TEST((client.state.location.route == Route{ActionRoute{action_id(100)}}));  // back again
}

BOOST_AUTO_TEST_CASE(what_one_person_made_never_leaves_under_another_name) {
  Client client;
  client.settle_in();
  client.send(StreamConnected{false});
  client.publish(100);
  client.send(CommandsAnswered{failed(failure::kSignIn)});
  const auto text = client.take<SaveOutbox>().back().text;

  Client other;
  other.start("/", "", text);
  other.be(kBrahim);
  BOOST_TEST(other.take<SendCommands>().empty());
  BOOST_TEST(!other.on_map(100));
  BOOST_TEST(other.state.outbox.size() == 1u);

  Client same;
  same.start("/", "", text);
  same.be(kMona);
  BOOST_TEST(same.take<SendCommands>().size() == 1u);
}

BOOST_AUTO_TEST_CASE(a_list_refused_as_a_whole_is_tried_one_by_one) {
  Client client;
  client.settle_in();
  for (int i = 0; i < 4; ++i) client.publish(100 + i);
  client.send(CommandsAnswered{std::vector{applied(100)}});
  client.take<SendCommands>();
  client.send(CommandsAnswered{failed("json.value")});
  BOOST_TEST(client.state.outbox.size() == 4u);  // nothing said of each
  std::vector<int> left{101, 102, 103};
  for (const int n : left) {
    const auto sent = client.take<SendCommands>();
    BOOST_REQUIRE(sent.size() == 1u);
    BOOST_REQUIRE(sent[0].commands.size() == 1u);
    BOOST_TEST((sent[0].commands[0].id == command_id(n)));
    if (n == 102)
      client.send(CommandsAnswered{failed("json.value")});
    else
      client.send(CommandsAnswered{std::vector{applied(n)}});
  }
  BOOST_TEST(!client.on_map(102));
  BOOST_TEST(client.on_map(103));
  BOOST_TEST(client.has_toast(Notice::action_refused));
}

BOOST_AUTO_TEST_CASE(a_newer_server_keeps_all_and_is_not_pressed) {
  Client client;
  client.settle_in();
  client.publish(100);
  client.effects.clear();
  client.send(CommandsAnswered{failed(failure::kStaleClient)});
  BOOST_TEST(client.has_toast(Notice::stale_client));
  BOOST_TEST(client.state.outbox.size() == 1u);
  BOOST_TEST(client.take<SetTimer>().empty());
  BOOST_TEST(client.take<SendCommands>().empty());
}

BOOST_AUTO_TEST_CASE(a_browser_that_cannot_save_is_told_of_and_does_not_stop_anybody) {
  Client client;
  client.settle_in();
  client.write("Manteaux");
  client.send(PublishAsked{command_id(100), kNow});
  client.send(OutboxSaved{false});
  BOOST_TEST(client.has_toast(Notice::storage_full));
  BOOST_TEST(client.take<SendCommands>().size() == 1u);
  BOOST_TEST((client.state.location.route == Route{ActionRoute{action_id(100)}}));
}

BOOST_AUTO_TEST_CASE(a_save_begun_before_does_not_count_for_what_came_after) {
  Client client;
  client.settle_in();
  client.publish(100);
  client.send(CommandsAnswered{std::vector{applied(100)}});  // saves
  client.take<SaveOutbox>();
  client.write("Autre");
  client.send(PublishAsked{command_id(101), kNow});
  BOOST_TEST(client.take<SaveOutbox>().empty());  // one at a time
  client.take<SendCommands>();
  client.send(OutboxSaved{true});  // of the text without it
  BOOST_TEST(client.take<SendCommands>().empty());
  BOOST_TEST(client.state.new_action.busy);
  const auto saves = client.take<SaveOutbox>();
  BOOST_REQUIRE(saves.size() == 1u);
  BOOST_TEST(outbox_from_text(saves[0].text).size() == 1u);
  client.send(OutboxSaved{true});
  BOOST_TEST(client.take<SendCommands>().size() == 1u);
  BOOST_TEST(!client.state.new_action.busy);
}

BOOST_AUTO_TEST_CASE(closing_shows_at_once_and_comes_back_when_refused) {
  Client client;
  client.settle_in();
  client.publish(100);
  client.send(CommandsAnswered{std::vector{applied(100)}});
  tell(client, 2, told(100));
  client.send(close_asked(101, 100));
  BOOST_TEST(!client.on_map(100));
  const auto& shown = *client.state.actions.at(action_id(100)).value;
  BOOST_TEST((shown.status == model::ActionStatus::closed));
  BOOST_TEST(shown.outcome_message == "Merci !");
  client.send(OutboxSaved{true});
  client.send(CommandsAnswered{std::vector{refused(101, "permit.not_author")}});
  BOOST_TEST(client.on_map(100));
  BOOST_TEST((client.state.actions.at(action_id(100)).value->status == model::ActionStatus::open));
}

BOOST_AUTO_TEST_CASE(closing_holds_until_the_base_is_closed) {
  Client client;
  client.settle_in();
  client.publish(100);
  client.send(CommandsAnswered{std::vector{applied(100)}});
  tell(client, 2, told(100));
  client.send(close_asked(101, 100));
  client.send(OutboxSaved{true});
  client.send(OutboxSaved{true});
  client.send(CommandsAnswered{std::vector{applied(101)}});
  BOOST_TEST(client.has_toast(Notice::action_closed));
  BOOST_TEST(client.state.outbox.size() == 1u);
  BOOST_TEST(!client.on_map(100));
  auto closed = told(100);
  closed.status = model::ActionStatus::closed;
  tell(client, 3, closed);
  BOOST_TEST(client.state.outbox.empty());
  BOOST_TEST(!client.on_map(100));
}

BOOST_AUTO_TEST_CASE(only_the_author_closes_and_only_once) {
  Client client;
  client.settle_in();
  client.send(Opened{{ActionRoute{action_id(30)}, FilterChoice::all}});
  client.send(ActionArrived{action_id(30), action(30, kBrahim)});
  client.send(close_asked(101, 30));
  BOOST_TEST(client.state.outbox.empty());
  BOOST_TEST(client.state.toasts.back().code == "permit.not_author");
  client.send(close_asked(102, 999));
  BOOST_TEST(client.state.toasts.back().code == "permit.not_found");
}

BOOST_AUTO_TEST_CASE(a_full_outbox_takes_no_more_and_loses_nothing) {
  Client client;
  client.settle_in();
  for (std::size_t i = 0; i < kOutboxMax; ++i) client.publish(100 + static_cast<int>(i));
  client.write("Un de trop");
  client.send(PublishAsked{command_id(900), kNow});
  BOOST_TEST(client.state.outbox.size() == kOutboxMax);
  BOOST_TEST(client.state.drafts.new_action.title == "Un de trop");
  BOOST_TEST(client.has_toast(Notice::storage_full));
}

BOOST_AUTO_TEST_CASE(what_was_kept_is_sent_after_a_reload_once_signed_in) {
  Client before;
  before.settle_in();
  before.write("Manteaux");
  before.send(PublishAsked{command_id(100), kNow});
  const auto text = before.take<SaveOutbox>().back().text;

  Client after;
  after.start("/", "", text);
  BOOST_TEST(after.on_map(100));
  BOOST_TEST(after.take<SendCommands>().empty());  // who is there is not known yet
  after.be(kMona);
  BOOST_TEST(after.take<SendCommands>().size() == 1u);

  Client guest;
  guest.start("/", "", text);
  guest.be(std::nullopt);
  BOOST_TEST(guest.take<SendCommands>().empty());
  BOOST_TEST(guest.has_toast(Notice::sign_in_needed));
}

BOOST_AUTO_TEST_SUITE_END()
