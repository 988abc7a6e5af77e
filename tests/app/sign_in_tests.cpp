#include <boost/test/unit_test.hpp>

#include "app/persist.hpp"
#include "app/vm/sign_in_vm.hpp"
#include "tests/app/app_helpers.hpp"

using namespace app;
using namespace app_tests;

namespace {

Client at_code() {
  Client client;
  client.start("/");
  client.be(std::nullopt);
  client.send(Opened{{PlaceRoute{place_id(1)}, FilterChoice::all}});
  client.send(Opened{{SignInRoute{}, FilterChoice::all}});
  client.send(FieldEdited{Field::contact, "06 12 34 56 78"});
  client.send(CodeAsked{});
  client.send(CodeAnswered{base::Done{}});
  return client;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(sign_in)

BOOST_AUTO_TEST_CASE(a_code_goes_to_the_contact_as_understood) {
  Client client;
  client.start("/connexion");
  client.send(FieldEdited{Field::contact, " 06 12 34 56 78 "});
  client.send(SignInSubmitted{});  // Enter in the first step asks the code
  const auto asked = client.take<RequestCode>();
  BOOST_REQUIRE(asked.size() == 1u);
  BOOST_TEST(asked[0].request.to == "+33612345678");
  BOOST_TEST(client.state.sign_in.busy);
  client.send(CodeAsked{});
  BOOST_TEST(client.take<RequestCode>().empty());  // pressed twice
  client.send(CodeAnswered{base::Done{}});
  const auto vm = sign_in_vm(client.state);
  BOOST_TEST((vm.step == SignInStep::code));
  BOOST_TEST(vm.sent_to == "+33612345678");
  BOOST_TEST(vm.sent_by_phone);
  BOOST_TEST(!client.has_toast(Notice::code_sent));
}

BOOST_AUTO_TEST_CASE(a_code_that_is_asked_for_again_is_told_of) {
  auto client = at_code();
  client.send(CodeAsked{});
  client.send(CodeAnswered{base::Done{}});
  BOOST_TEST(client.has_toast(Notice::code_sent));
}

BOOST_AUTO_TEST_CASE(a_contact_that_is_none_is_said_at_once) {
  Client client;
  client.start("/connexion");
  client.send(FieldEdited{Field::contact, "bonjour"});
  client.send(CodeAsked{});
  BOOST_TEST(client.take<RequestCode>().empty());
  BOOST_TEST(sign_in_vm(client.state).contact_error == "contact.malformed");
  client.send(FieldEdited{Field::contact, "bonjou"});
  BOOST_TEST(sign_in_vm(client.state).contact_error == "");
}

BOOST_AUTO_TEST_CASE(a_wrong_code_is_said_at_the_code) {
  auto client = at_code();
  client.send(FieldEdited{Field::code, "12"});
  client.send(SignInSubmitted{});
  BOOST_TEST(client.take<RequestSignIn>().empty());
  BOOST_TEST(sign_in_vm(client.state).code_error == "code.malformed");
  client.send(FieldEdited{Field::code, "654321"});
  client.send(SignInSubmitted{});
  BOOST_TEST(client.take<RequestSignIn>().size() == 1u);
  client.send(SignInAnswered{failed("code.wrong")});
  const auto vm = sign_in_vm(client.state);
  BOOST_TEST(vm.code_error == "code.wrong");
  BOOST_TEST((vm.first_error == Field::code));
  BOOST_TEST((vm.step == SignInStep::code));
}

BOOST_AUTO_TEST_CASE(the_first_time_asks_a_name_and_a_goal) {
  auto client = at_code();
  client.send(FieldEdited{Field::code, "123456"});
  client.send(SignInSubmitted{});
  client.send(SignInAnswered{failed("account.needed")});
  BOOST_TEST((sign_in_vm(client.state).step == SignInStep::profile));
  client.effects.clear();
  client.send(SignInSubmitted{});
  BOOST_TEST(client.take<RequestSignIn>().empty());
  BOOST_TEST(sign_in_vm(client.state).first_name_error == "text.missing");
  BOOST_TEST(sign_in_vm(client.state).goal_error == "choice.missing");
  client.send(FieldEdited{Field::first_name, " Mona "});
  client.send(GoalChosen{model::Goal::offer_help});
  client.send(SignInSubmitted{});
  const auto sent = client.take<RequestSignIn>();
  BOOST_REQUIRE(sent.size() == 1u);
  const wire::SignIn expected{"+33612345678", "123456", "Mona", model::Goal::offer_help};
  BOOST_TEST((sent[0].sign_in == expected));
  client.send(SignInAnswered{wire::SignedIn{kMona}});
  BOOST_TEST((client.state.session == Session::signed_in));
  BOOST_TEST((client.state.location.route == Route{PlaceRoute{place_id(1)}}));  // where one was
  BOOST_TEST((client.state.drafts.sign_in == SignInDraft{}));
  BOOST_TEST(client.has_toast(Notice::signed_in));
}

BOOST_AUTO_TEST_CASE(without_a_network_the_form_says_so_and_stays) {
  auto client = at_code();
  client.send(FieldEdited{Field::code, "123456"});
  client.send(SignInSubmitted{});
  client.send(SignInAnswered{failed(failure::kNetwork)});
  BOOST_TEST(sign_in_vm(client.state).contact_error == "network");
  BOOST_TEST(!sign_in_vm(client.state).busy);
  BOOST_TEST(!client.state.online);
}

BOOST_AUTO_TEST_CASE(going_for_the_code_in_another_app_may_lose_the_page_not_the_step) {
  auto client = at_code();
  const auto text = client.take<SaveDrafts>().back().text;
  Client after;
  after.start("/connexion", text);
  const auto vm = sign_in_vm(after.state);
  BOOST_TEST((vm.step == SignInStep::code));
  BOOST_TEST(vm.contact == "06 12 34 56 78");
  BOOST_TEST((after.state.sign_in.then == Location{PlaceRoute{place_id(1)}, FilterChoice::all}));
}

BOOST_AUTO_TEST_CASE(the_link_to_the_page_one_is_at_leads_nowhere_else) {
  auto client = at_code();
  client.send(Opened{{SignInRoute{}, FilterChoice::all}});
  BOOST_TEST((client.state.sign_in.then == Location{PlaceRoute{place_id(1)}, FilterChoice::all}));
  BOOST_TEST((sign_in_vm(client.state).step == SignInStep::code));
}

BOOST_AUTO_TEST_CASE(another_contact_begins_again) {
  auto client = at_code();
  client.send(SignInRestarted{});
  BOOST_TEST((sign_in_vm(client.state).step == SignInStep::contact));
  BOOST_TEST(client.state.drafts.sign_in.to == "06 12 34 56 78");
}

BOOST_AUTO_TEST_CASE(signing_out_leaves_nothing_typed_behind) {
  Client client;
  client.settle_in();
  client.write("Privé");
  client.send(SignOutAsked{});
  BOOST_TEST(client.take<RequestSignOut>().size() == 1u);
  client.send(SignOutAnswered{base::Done{}});
  BOOST_TEST((client.state.session == Session::guest));
  BOOST_TEST(!client.state.account);
  BOOST_TEST((client.state.drafts == Drafts{}));
  BOOST_TEST(client.take<SaveDrafts>().back().text.find("Priv") == std::string::npos);
  client.send(SignOutAsked{});
  BOOST_TEST(client.take<RequestSignOut>().empty());
}

BOOST_AUTO_TEST_CASE(a_session_that_does_not_answer_is_asked_again) {
  Client client;
  client.start();
  client.effects.clear();
  client.send(SessionArrived{failed(failure::kNetwork)});
  const auto timers = client.take<SetTimer>();
  BOOST_REQUIRE(timers.size() == 1u);
  client.send(TimerFired{timers[0].timer, kNow});
  BOOST_TEST(client.take<FetchSession>().size() == 1u);
  client.be(kMona);
  client.send(TimerFired{timers[0].timer, kNow});
  BOOST_TEST(client.take<FetchSession>().empty());
  client.be(std::nullopt);  // an old answer
  BOOST_TEST((client.state.session == Session::signed_in));
}

BOOST_AUTO_TEST_SUITE_END()
