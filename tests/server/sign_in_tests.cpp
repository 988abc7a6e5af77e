#include "server/sign_in.hpp"

#include <boost/test/unit_test.hpp>

#include <future>

#include "core/rules/limits.hpp"
#include "tests/server/world_helpers.hpp"

using namespace tests;

namespace {

struct Desk {
  explicit Desk(bool lets_examples_in = false, server::SignInLimits limits = {})
      : desk(
            *world.storage, dispatcher, world.pepper, [this] { return world.now; },
            lets_examples_in, limits) {}
  World world;
  FakeCarrier sender;
  sending::Dispatcher dispatcher{*world.storage,
                                 world.pepper,
                                 [this] { return world.now; },
                                 {.email = &sender, .sms = &sender}};
  server::SignInDesk desk;

  std::string request(const std::string& to, const std::string& address = "192.0.2.1") {
    std::promise<std::string> code;
    desk.request_code(to, address, [&](const base::Result<base::Done>& sent) {
      code.set_value(sent ? "" : sent.error().code);
    });
    const auto answer = code.get_future().get();
    dispatcher.settle();
    return answer;
  }
  base::Result<server::SignInDesk::Opened> sign_in(const wire::SignIn& what,
                                                   const std::string& address = "192.0.2.1") {
    std::promise<base::Result<server::SignInDesk::Opened>> opened;
    desk.sign_in(what, address, [&](base::Result<server::SignInDesk::Opened> result) {
      opened.set_value(std::move(result));
    });
    return opened.get_future().get();
  }
  std::string code_sent() {
    const auto error = request("ana@exemple.test");
    BOOST_REQUIRE(error.empty());
    return sender.sent.back().code;
  }
  std::string refusal(const std::string& code) {
    const auto opened = sign_in({"ana@exemple.test", code, "Ana", model::Goal::offer_help});
    return opened ? "" : opened.error().code;
  }
};

std::string another(const std::string& code) {
  return (code[0] == '9' ? "0" : "9") + code.substr(1);
}

}  // namespace

BOOST_AUTO_TEST_SUITE(sign_in)

BOOST_AUTO_TEST_CASE(a_new_person_and_a_known_one) {
  Desk d;
  auto code = d.code_sent();
  BOOST_TEST(code.size() == 6u);
  const auto bare = d.sign_in({"ana@exemple.test", code, "", std::nullopt});
  BOOST_REQUIRE(!bare);
  BOOST_TEST(bare.error().code == "account.needed");
  const auto opened = d.sign_in({" ANA@exemple.test ", code, " Ana ", model::Goal::ask_for_help});
  BOOST_REQUIRE(opened);
  BOOST_TEST(opened->account.first_name == "Ana");
  BOOST_TEST(opened->account.id.uuid.version() == 7);
  BOOST_TEST((d.desk.who(opened->token) == opened->account));
  BOOST_TEST(!d.desk.who(opened->token + "x").has_value());
  BOOST_TEST(!d.desk.who("").has_value());

  code = d.code_sent();
  const auto again = d.sign_in({"ana@exemple.test", code, "", std::nullopt});
  BOOST_REQUIRE(again);
  BOOST_TEST((again->account == opened->account));
  std::promise<void> out;
  d.desk.sign_out(again->token, [&] { out.set_value(); });
  out.get_future().wait();
  BOOST_TEST(!d.desk.who(again->token).has_value());
  BOOST_TEST(d.desk.who(opened->token).has_value());
  d.world.now.unix_ms += server::kSessionLife_ms;
  BOOST_TEST(!d.desk.who(opened->token).has_value());
}

BOOST_AUTO_TEST_CASE(a_code_works_once) {
  Desk d;
  const auto code = d.code_sent();
  BOOST_TEST(d.refusal(code) == "");
  BOOST_TEST(d.refusal(code) == "code.wrong");
}

BOOST_AUTO_TEST_CASE(a_code_dies_after_ten_minutes) {
  Desk d;
  const auto code = d.code_sent();
  d.world.now.unix_ms += rules::limits::kCodeLife_ms;
  BOOST_TEST(d.refusal(code) == "code.wrong");
}

BOOST_AUTO_TEST_CASE(a_code_dies_after_five_wrong_tries) {
  Desk d;
  const auto code = d.code_sent();
  for (int i = 0; i < rules::limits::kCodeTries; ++i)
    BOOST_TEST(d.refusal(another(code)) == "code.wrong");
  BOOST_TEST(d.refusal(code) == "code.wrong");
}

BOOST_AUTO_TEST_CASE(four_wrong_tries_are_forgiven_and_a_new_code_replaces_the_old) {
  Desk d;
  const auto code = d.code_sent();
  for (int i = 0; i < 4; ++i) BOOST_TEST(d.refusal(another(code)) == "code.wrong");
  BOOST_TEST(d.refusal(code) == "");
  const auto old = d.code_sent(), fresh = d.code_sent();
  if (old != fresh) BOOST_TEST(d.refusal(old) == "code.wrong");
  BOOST_TEST(d.refusal(fresh) == "");
}

BOOST_AUTO_TEST_CASE(a_code_is_for_its_address_only) {
  Desk d;
  const auto code = d.code_sent();
  BOOST_TEST(d.sign_in({"eve@exemple.test", code, "Eve", model::Goal::offer_help}).error().code ==
             "code.wrong");
}

BOOST_AUTO_TEST_CASE(national_and_international_numbers_are_the_same_person) {
  Desk d;
  BOOST_TEST(d.request("06 12 34 56 78") == "");
  BOOST_TEST(d.sender.sent.back().to == "+33612345678");
  BOOST_TEST(bool(d.sign_in(
      {"+33 6 12 34 56 78", d.sender.sent.back().code, "Bob", model::Goal::organization})));
}

BOOST_AUTO_TEST_CASE(too_many_codes_are_refused_for_known_and_unknown_alike) {
  Desk d;
  d.world.add_account("Ana", "ana@exemple.test");
  for (const auto* to : {"ana@exemple.test", "nobody@exemple.test"}) {
    for (int i = 0; i < 5; ++i) BOOST_TEST(d.request(to) == "");
    BOOST_TEST(d.request(to) == "rate.limited");
  }
  d.world.now.unix_ms += 10 * base::kMinuteMs;
  BOOST_TEST(d.request("ana@exemple.test") == "");
}

BOOST_AUTO_TEST_CASE(one_address_cannot_send_codes_to_everybody) {
  Desk d(false, {.codes_per_contact = 5,
                 .codes_per_address = 3,
                 .tries_per_contact = 30,
                 .tries_per_address = 300});
  for (int i = 0; i < 3; ++i)
    BOOST_TEST(d.request("p" + std::to_string(i) + "@exemple.test") == "");
  BOOST_TEST(d.request("p9@exemple.test") == "rate.limited");
  BOOST_TEST(d.request("p9@exemple.test", "192.0.2.2") == "");
}

BOOST_AUTO_TEST_CASE(guessing_through_many_codes_is_slowed_down) {
  Desk d(false, {.codes_per_contact = 1000,
                 .codes_per_address = 1000,
                 .tries_per_contact = 7,
                 .tries_per_address = 300});
  for (int i = 0; i < 7; ++i) BOOST_TEST(d.refusal(another(d.code_sent())) == "code.wrong");
  BOOST_TEST(d.refusal(d.code_sent()) == "rate.limited");
}

BOOST_AUTO_TEST_CASE(demonstration_accounts_open_only_in_development) {
  for (const bool is_dev : {false, true}) {
    Desk d(is_dev);
    d.world.add_account("Ana", "ana@exemple.test", true);
    BOOST_TEST(d.refusal(d.code_sent()) == (is_dev ? "" : "code.wrong"));
  }
}

BOOST_AUTO_TEST_CASE(names_are_checked_and_the_code_stays_good) {
  Desk d;
  const auto code = d.code_sent();
  const auto opened =
      d.sign_in({"ana@exemple.test", code, std::string(200, 'a'), model::Goal::offer_help});
  BOOST_REQUIRE(!opened);
  BOOST_TEST(opened.error().where == "first_name");
  BOOST_TEST(d.refusal(code) == "");
}

BOOST_AUTO_TEST_CASE(neither_code_nor_token_nor_unknown_address_is_kept) {
  Desk d;
  const auto code = d.code_sent();
  BOOST_TEST(d.request("never@exemple.test") == "");
  const auto opened = d.sign_in({"ana@exemple.test", code, "Ana", model::Goal::offer_help});
  BOOST_REQUIRE(opened);
  d.world.storage->stop();
  const auto bytes = d.world.folder.all_bytes();
  BOOST_TEST(bytes.find(opened->token) == std::string::npos);
  BOOST_TEST(bytes.find("never@") == std::string::npos);
  BOOST_TEST(bytes.find(d.sender.sent.back().code) == std::string::npos);
}

BOOST_AUTO_TEST_SUITE_END()
