#include "server/sign_in.hpp"

#include <boost/test/unit_test.hpp>

#include <algorithm>
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
                                                   const std::string& address = "192.0.2.1",
                                                   const std::string& ended_token = "",
                                                   const std::string& device = "") {
    std::promise<base::Result<server::SignInDesk::Opened>> opened;
    desk.sign_in(what, {address, device, ended_token},
                 [&](base::Result<server::SignInDesk::Opened> result) {
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
  BOOST_TEST(opened->who.account.first_name == "Ana");
  BOOST_TEST(opened->who.account.id.uuid.version() == 7);
  BOOST_TEST((d.desk.who(opened->token) == opened->who.account));
  BOOST_TEST(!d.desk.who(opened->token + "x").has_value());
  BOOST_TEST(!d.desk.who("").has_value());

  code = d.code_sent();
  const auto again = d.sign_in({"ana@exemple.test", code, "", std::nullopt});
  BOOST_REQUIRE(again);
  BOOST_TEST((again->who.account == opened->who.account));
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
  const auto known = d.sign_in(
      {"ana@exemple.test", d.code_sent(), std::string(200, 'a'), model::Goal::offer_help});
  BOOST_REQUIRE(!known);  // the same whether or not there is an account
  BOOST_TEST(known.error().where == "first_name");
}

BOOST_AUTO_TEST_CASE(a_clock_that_is_set_back_locks_nobody_out) {
  server::RateLimit limit(1, base::kMinuteMs);
  const base::Instant wrong{100 * base::kDayMs}, right{99 * base::kDayMs};
  BOOST_TEST(limit.allow("ana", wrong));
  BOOST_TEST(!limit.allow("ana", wrong));
  BOOST_TEST(limit.allow("ana", right));
  BOOST_TEST(!limit.allow("ana", right));
  BOOST_TEST(!limit.allow("ana", {right.unix_ms + base::kMinuteMs / 2}));
  BOOST_TEST(limit.allow("ana", {right.unix_ms + base::kMinuteMs}));
}

BOOST_AUTO_TEST_CASE(a_quota_is_counted_by_somebody_and_window) {
  server::Quota quota(2, 60'000);
  BOOST_TEST((quota.most() == 2 && quota.window_s() == 60));
  const base::Instant now{1'000'000};
  const auto first = quota.take("a", now);
  BOOST_TEST((first.is_allowed && first.left == 1 && first.resets_in_s == 60));
  BOOST_TEST(quota.take("a", {now.unix_ms + 59'999}).is_allowed);
  const auto refused = quota.take("a", {now.unix_ms + 59'999});
  BOOST_TEST((!refused.is_allowed && refused.left == 0 && refused.resets_in_s == 1));
  BOOST_TEST(quota.take("b", now).is_allowed);
  BOOST_TEST(quota.take("a", {now.unix_ms + 60'000}).is_allowed);
  BOOST_TEST(quota.take("a", {now.unix_ms - 60'000}).is_allowed);  // a clock set back
}

BOOST_AUTO_TEST_CASE(neither_code_nor_token_nor_unknown_address_is_kept) {
  Desk d;
  const auto code = d.code_sent();
  BOOST_TEST(d.request("never@exemple.test") == "");
  const auto opened = d.sign_in({"ana@exemple.test", code, "Ana", model::Goal::offer_help});
  BOOST_REQUIRE(opened);
  d.world.storage->stop();
  const auto bytes = d.world.all_bytes();
  BOOST_TEST(bytes.find(opened->token) == std::string::npos);
  BOOST_TEST(bytes.find("never@") == std::string::npos);
  BOOST_TEST(bytes.find(d.sender.sent.back().code) == std::string::npos);
}

// A token that was read somewhere is worth nothing once its owner signs in again there.
BOOST_AUTO_TEST_CASE(signing_in_again_takes_the_place_of_the_session_before) {
  Desk d;
  const auto first = d.sign_in({"ana@exemple.test", d.code_sent(), "Ana", model::Goal::offer_help});
  BOOST_REQUIRE(first);
  const auto second =
      d.sign_in({"ana@exemple.test", d.code_sent(), "", std::nullopt}, "192.0.2.1", first->token);
  BOOST_REQUIRE(second);
  BOOST_TEST(!d.desk.who(first->token).has_value());
  BOOST_TEST(d.desk.who(second->token).has_value());
}

BOOST_AUTO_TEST_CASE(devices_are_listed_and_ended_from_afar) {
  Desk d;
  const auto phone = d.sign_in({"ana@exemple.test", d.code_sent(), "Ana", model::Goal::offer_help},
                               "192.0.2.1", "", "Firefox, Android");
  const auto desktop = d.sign_in({"ana@exemple.test", d.code_sent(), "", std::nullopt}, "192.0.2.1",
                                 "", "Edge, Windows");
  BOOST_REQUIRE((phone && desktop));
  const auto ana = phone->who.account.id;
  const auto devices = d.desk.devices(ana);
  BOOST_REQUIRE(devices.size() == 2u);
  const auto lost = server::SignInDesk::device_of(phone->token);
  BOOST_TEST(std::ranges::count(devices, lost, &storage::Device::id) == 1);
  BOOST_TEST(std::ranges::find(devices, lost, &storage::Device::id)->name == "Firefox, Android");

  const auto end = [&](model::PersonId account, const std::string& device) {
    std::promise<std::string> ended;
    d.desk.end_device(account, device, [&](const base::Result<base::Done>& result) {
      ended.set_value(result ? "" : result.error().code);
    });
    return ended.get_future().get();
  };
  BOOST_TEST(end(d.world.add_account("Bob", "bob@exemple.test").id, lost) == "device.unknown");
  BOOST_TEST(d.desk.who(phone->token).has_value());
  BOOST_TEST(end(ana, lost) == "");
  BOOST_TEST(!d.desk.who(phone->token).has_value());
  BOOST_TEST(d.desk.who(desktop->token).has_value());
  BOOST_TEST(end(ana, lost) == "device.unknown");
}

BOOST_AUTO_TEST_CASE(a_recovery_code_moves_the_account_to_a_new_address_once) {
  Desk d;
  const auto lost = d.sign_in({"ana@exemple.test", d.code_sent(), "Ana", model::Goal::offer_help});
  BOOST_REQUIRE(lost);
  std::promise<std::string> made;
  d.desk.make_recovery_code(lost->who.account.id, [&](const auto& code) { made.set_value(*code); });
  const auto printed = made.get_future().get();
  BOOST_TEST(printed.size() == 24u);  // five groups of four
  BOOST_TEST(d.world.all_bytes().find(server::plain_recovery_code(printed)) == std::string::npos);

  const auto recover = [&](const std::string& to, const std::string& recovery_code) {
    BOOST_REQUIRE(d.request(to).empty());
    return d.sign_in({to, d.sender.sent.back().code, "", std::nullopt, recovery_code});
  };
  BOOST_TEST(recover("new@exemple.test", "0000-0000-0000-0000-0000").error().code ==
             "recovery_code.wrong");
  d.world.add_account("Bob", "bob@exemple.test");
  BOOST_TEST(recover("bob@exemple.test", printed).error().code == "contact.taken");
  std::string typed = printed;  // as people type it
  for (char& c : typed) c = c == '-' ? ' ' : c == '0' ? 'o' : c == '1' ? 'l' : c;
  const auto found = recover("new@exemple.test", typed);
  BOOST_REQUIRE(found);
  BOOST_TEST((found->who.account == lost->who.account));
  BOOST_TEST(!d.desk.who(lost->token).has_value());
  BOOST_TEST(recover("newer@exemple.test", printed).error().code == "recovery_code.wrong");
  BOOST_TEST(
      !d.world.read([](storage::Reader& r) { return r.account_of_contact("ana@exemple.test"); })
           .has_value());
}

BOOST_AUTO_TEST_CASE(a_wrong_recovery_code_costs_a_try) {
  Desk d;
  const auto code = d.code_sent();
  for (int i = 0; i < rules::limits::kCodeTries; ++i)
    BOOST_TEST(d.sign_in({"ana@exemple.test", code, "", std::nullopt, "0000"}).error().code ==
               "recovery_code.wrong");
  BOOST_TEST(d.refusal(code) == "code.wrong");
}

BOOST_AUTO_TEST_SUITE_END()
