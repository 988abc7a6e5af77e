#include "server/sending/dispatcher.hpp"

#include <boost/test/unit_test.hpp>

#include "server/sending/seal.hpp"
#include "tests/server/world_helpers.hpp"

using namespace tests;
using sending::Channel;
using sending::HandOver;
using sending::Verdict;

namespace {

constexpr std::int64_t kLife_ms = 10 * base::kMinuteMs;

HandOver later() { return {Verdict::try_later, "status 451", 0}; }

struct Post {
  explicit Post(std::int64_t sms_per_day = 1000)
      : dispatcher(*world.storage, world.pepper, [this] { return world.now; },
                   {.email = &email, .sms = &sms, .sms_per_day = sms_per_day, .fraction = [] {
                      return 1.0;
                    }}) {}
  World world;
  FakeCarrier email, sms;
  sending::Dispatcher dispatcher;
  Log log;

  sending::Message message(int n, Channel channel) const {
    const bool is_email = channel == Channel::email;
    return {id_number(n),
            channel,
            is_email ? "zoe.duval@exemple.test" : "+33612345678",
            "Votre code",
            "Le code est 493817.",
            "493817",
            world.now};
  }
  // Messages of one number are about the same.
  void put(int n, Channel channel = Channel::email, std::int64_t life_ms = kLife_ms,
           int about = -1) {
    const auto row = dispatcher.prepare(
        message(n, channel), server::secret_hash_hex(std::to_string(about < 0 ? n : about)),
        {world.now.unix_ms + life_ms});
    BOOST_REQUIRE(world.write([&](storage::Transaction& transaction) {
      transaction.put_outgoing(row);
      return true;
    }) == storage::Fate::committed);
  }
  void after(std::int64_t ms) {
    world.now.unix_ms += ms;
    dispatcher.settle();
  }
  std::vector<storage::Outgoing> waiting(Channel channel = Channel::email) {
    return world.read([&](storage::Reader& reader) { return reader.waiting_outgoing(channel, 9); });
  }
};

}  // namespace

BOOST_AUTO_TEST_SUITE(sending_what_waits)

BOOST_AUTO_TEST_CASE(what_is_taken_is_sent_once_and_forgotten) {
  Post post;
  post.put(1);
  post.put(2, Channel::sms);
  post.after(0);
  post.after(base::kHourMs);
  BOOST_REQUIRE(post.email.sent.size() == 1u);
  BOOST_REQUIRE(post.sms.sent.size() == 1u);
  const auto& sent = post.email.sent[0];
  BOOST_TEST((sent.id == id_number(1)));
  BOOST_TEST(sent.to == "zoe.duval@exemple.test");
  BOOST_TEST(sent.subject == "Votre code");
  BOOST_TEST(sent.text == "Le code est 493817.");
  BOOST_TEST(sent.code == "493817");
  BOOST_TEST((sent.created == kNoon));
  BOOST_TEST(post.sms.sent[0].to == "+33612345678");
  BOOST_TEST(post.waiting().empty());
  BOOST_TEST(post.log.text() == "");
}

BOOST_AUTO_TEST_CASE(the_wait_doubles_up_to_two_minutes) {
  for (const auto& [tries, most_s] : std::vector<std::pair<int, int>>{
           {1, 2}, {2, 4}, {3, 8}, {4, 16}, {5, 32}, {6, 64}, {7, 120}, {8, 120}, {1000, 120}}) {
    BOOST_TEST(sending::backoff_ms(tries, 1.0) == most_s * 1000);
    BOOST_TEST(sending::backoff_ms(tries, 0.0) == most_s * 500);
  }
}

BOOST_AUTO_TEST_CASE(what_fails_for_a_while_is_tried_again_as_the_same_message) {
  Post post;
  post.email.answer = later;
  post.put(1);
  post.after(0);
  post.after(1999);
  BOOST_TEST(post.email.sent.size() == 1u);
  post.after(1);
  BOOST_TEST(post.email.sent.size() == 2u);
  post.email.answer = FakeCarrier().answer;
  post.after(3999);
  BOOST_TEST(post.email.sent.size() == 2u);
  post.after(1);
  BOOST_TEST(post.email.sent.size() == 3u);
  post.after(base::kHourMs);
  BOOST_REQUIRE(post.email.sent.size() == 3u);
  for (const auto& sent : post.email.sent) {
    BOOST_TEST((sent.id == id_number(1)));
    BOOST_TEST(sent.text == post.email.sent[0].text);
    BOOST_TEST((sent.created == kNoon));
  }
  BOOST_TEST(post.log.has("an e-mail could not be handed over yet: status 451"));
}

BOOST_AUTO_TEST_CASE(who_asks_to_be_left_alone_is) {
  Post post;
  post.sms.answer = [] { return HandOver{Verdict::try_later, "status 429", 30'000}; };
  post.put(1, Channel::sms);
  post.after(0);
  post.after(29'999);
  BOOST_TEST(post.sms.sent.size() == 1u);
  post.after(1);
  BOOST_TEST(post.sms.sent.size() == 2u);
}

BOOST_AUTO_TEST_CASE(what_is_refused_for_good_is_not_tried_again) {
  Post post;
  post.email.answer = [] { return HandOver{Verdict::refused, "status 550", 0}; };
  post.put(1);
  post.after(0);
  post.after(base::kMinuteMs);
  BOOST_TEST(post.email.sent.size() == 1u);
  BOOST_TEST(post.waiting().empty());
  BOOST_TEST(post.log.has("an e-mail was refused for good: status 550"));
}

BOOST_AUTO_TEST_CASE(what_came_too_late_is_forgotten) {
  Post post;
  post.email.answer = later;
  post.put(1);
  for (int s = 0; s < 599; ++s) post.after(base::kSecondMs);
  const auto tries = post.email.sent.size();
  BOOST_TEST(tries >= 8u);
  BOOST_TEST(tries <= 12u);
  BOOST_TEST(post.waiting().size() == 1u);
  post.after(base::kSecondMs);
  BOOST_TEST(post.email.sent.size() == tries);
  BOOST_TEST(post.waiting().empty());
  BOOST_TEST(post.log.has("came too late"));
}

BOOST_AUTO_TEST_CASE(a_later_message_about_the_same_takes_the_place) {
  Post post;
  post.put(1, Channel::email, kLife_ms, 7);
  post.put(2, Channel::email, kLife_ms, 7);
  post.after(0);
  BOOST_REQUIRE(post.email.sent.size() == 1u);
  BOOST_TEST((post.email.sent[0].id == id_number(2)));
}

BOOST_AUTO_TEST_CASE(what_was_under_way_at_a_crash_is_sent_under_its_id_after_it) {
  Post post;
  post.put(1);
  post.email.answer = []() -> HandOver { throw std::runtime_error("the power went"); };
  BOOST_CHECK_THROW(post.dispatcher.settle(), std::runtime_error);
  BOOST_REQUIRE(post.waiting().size() == 1u);
  BOOST_TEST(post.waiting()[0].tries == 1);  // counted before it was begun
  post.world.storage->stop();

  const auto again = post.world.open_again();
  FakeCarrier email;
  sending::Dispatcher dispatcher(*again, post.world.pepper,
                                 [] { return base::Instant{kNoon.unix_ms + base::kMinuteMs}; },
                                 {.email = &email});
  dispatcher.settle();
  BOOST_REQUIRE(email.sent.size() == 1u);
  BOOST_TEST((email.sent[0].id == post.email.sent[0].id));
  BOOST_TEST(email.sent[0].text == post.email.sent[0].text);
}

BOOST_AUTO_TEST_CASE(a_days_text_messages_are_counted_and_email_is_not) {
  Post post(2);
  post.sms.answer = later;
  for (int n = 1; n <= 3; ++n) post.put(n, Channel::sms, 3 * base::kDayMs);
  for (int n = 4; n <= 9; ++n) post.put(n, Channel::email);
  post.after(0);
  BOOST_TEST(post.sms.sent.size() == 2u);
  post.sms.answer = FakeCarrier().answer;
  post.after(2000);  // a second try is no second message
  BOOST_TEST(post.sms.sent.size() == 4u);
  BOOST_TEST(post.email.sent.size() == 6u);
  BOOST_TEST(post.waiting(Channel::sms).size() == 1u);
  BOOST_TEST(post.log.has("the limit (--sms-per-day)"));
  post.after(base::kDayMs - post.world.now.unix_ms % base::kDayMs);  // midnight
  BOOST_TEST(post.sms.sent.size() == 5u);
  BOOST_TEST((post.sms.sent[4].id == id_number(3)));
}

BOOST_AUTO_TEST_CASE(the_budget_is_told_of_once_an_hour) {
  Post post(0);
  const auto told = [&] {
    const auto text = post.log.text();
    int count = 0;
    for (auto at = text.find("limit"); at != text.npos; at = text.find("limit", at + 1)) ++count;
    return count;
  };
  for (int n = 1; n <= 5; ++n) {
    post.put(n, Channel::sms);
    post.after(base::kMinuteMs);
  }
  BOOST_TEST(told() == 1);
  post.world.now.unix_ms += base::kHourMs;
  post.put(6, Channel::sms);
  post.after(0);
  BOOST_TEST(told() == 2);
  BOOST_TEST(post.log.has("(and 4 more times before)"));
  BOOST_TEST(post.sms.sent.empty());
}

BOOST_AUTO_TEST_CASE(without_the_key_neither_file_nor_log_tells_to_whom_or_what) {
  Post post;
  post.email.answer = later;
  post.put(1);
  post.put(2, Channel::sms, 1);
  post.after(kLife_ms / 2);  // one is tried, one is too old
  post.email.answer = [] { return HandOver{Verdict::refused, "status 550", 0}; };
  post.after(kLife_ms / 4);
  post.put(3);
  post.world.storage->stop();
  const auto bytes = post.world.folder.all_bytes() + post.log.text();
  for (const auto* secret : {"zoe.duval", "exemple.test", "612345678", "493817", "Votre code"})
    BOOST_TEST(bytes.find(secret) == std::string::npos, secret);
  BOOST_TEST(post.log.text().size() > 0u);
}

BOOST_AUTO_TEST_CASE(a_seal_tells_no_length_and_opens_with_its_key_alone) {
  const server::Pepper pepper{std::string(32, 'p')}, other{std::string(32, 'q')};
  Post post;
  auto message = post.message(1, Channel::email);
  storage::Outgoing row;
  row.sealed = sending::seal(pepper, message);
  BOOST_TEST(row.sealed != sending::seal(pepper, message));  // a nonce of its own
  message.to = "a@b.fr";
  BOOST_TEST(row.sealed.size() == sending::seal(pepper, message).size());
  BOOST_TEST(sending::unseal(pepper, row)->to == "zoe.duval@exemple.test");
  BOOST_TEST(!sending::unseal(other, row).has_value());
  row.sealed[40] = row.sealed[40] == 'A' ? 'B' : 'A';
  BOOST_TEST(!sending::unseal(pepper, row).has_value());
  for (const auto* bad : {"", "A", "not base64!"}) {
    row.sealed = bad;
    BOOST_TEST(!sending::unseal(pepper, row).has_value());
  }
}

BOOST_AUTO_TEST_CASE(what_another_key_sealed_is_dropped) {
  Post post;
  FakeCarrier email;
  sending::Dispatcher dispatcher(*post.world.storage, {std::string(32, 'q')},
                                 [&] { return post.world.now; }, {.email = &email});
  post.put(1);
  dispatcher.settle();
  BOOST_TEST(email.sent.empty());
  BOOST_TEST(post.waiting().empty());
  BOOST_TEST(post.log.has("written with another key"));
}

BOOST_AUTO_TEST_CASE(a_channel_without_a_carrier_is_not_taken) {
  World world;
  FakeCarrier email;
  const sending::Dispatcher dispatcher(*world.storage, world.pepper, [&] { return world.now; },
                                       {.email = &email});
  BOOST_TEST(dispatcher.takes(Channel::email));
  BOOST_TEST(!dispatcher.takes(Channel::sms));
}

BOOST_AUTO_TEST_SUITE_END()
