#include <boost/test/unit_test.hpp>

#include "app/vm/shell_vm.hpp"
#include "tests/app/app_helpers.hpp"

using namespace app;
using namespace app_tests;

BOOST_AUTO_TEST_SUITE(toasts)

BOOST_AUTO_TEST_CASE(a_word_goes_by_itself_and_an_error_stays) {
  Client client;
  client.settle_in();
  client.send(SignOutAsked{});
  client.send(SignOutAnswered{base::Done{}});
  auto timers = client.take<SetTimer>();
  std::erase_if(timers, [](const auto& t) { return t.timer < 100; });
  BOOST_REQUIRE(timers.size() == 1u);
  BOOST_TEST(timers[0].after_ms == 6000);
  BOOST_TEST(client.state.toasts.size() == 1u);
  client.send(TimerFired{timers[0].timer, kNow});
  BOOST_TEST(client.state.toasts.empty());

  client.effects.clear();
  client.send(StreamUnreadable{});
  BOOST_TEST(client.take<SetTimer>().empty());
  const auto vm = shell_vm(client.state);
  BOOST_REQUIRE(vm.toasts.size() == 1u);
  BOOST_TEST(vm.toasts[0].error);
  client.send(ToastClosed{vm.toasts[0].id});
  BOOST_TEST(client.state.toasts.empty());
}

BOOST_AUTO_TEST_CASE(there_are_three_at_most_the_latest_ones) {
  Client client;
  client.settle_in();
  for (int i = 0; i < 10; ++i) client.send(StreamUnreadable{{"code." + std::to_string(i), "", ""}});
  BOOST_REQUIRE(client.state.toasts.size() == 3u);
  BOOST_TEST(client.state.toasts.back().code == "code.9");
}

BOOST_AUTO_TEST_CASE(a_connection_lost_for_a_moment_is_not_news) {
  Client client;
  client.settle_in();
  client.send(StreamConnected{false});
  client.send(StreamConnected{true});
  client.send(TimerFired{5, kNow});
  BOOST_TEST(client.state.toasts.empty());
  BOOST_TEST((shell_vm(client.state).connection == Connection::online));
  client.send(StreamConnected{false});
  client.send(TimerFired{5, kNow});
  BOOST_TEST(client.has_toast(Notice::connection_lost));
  BOOST_TEST((shell_vm(client.state).connection == Connection::offline));
  client.send(StreamConnected{true});
  BOOST_TEST(client.has_toast(Notice::connection_back));
  BOOST_TEST((shell_vm(client.state).connection == Connection::online));
}

BOOST_AUTO_TEST_SUITE_END()
