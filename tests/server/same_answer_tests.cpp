// Asking for a code does the same for who has an account and who has none: the same statements in
// the same order, and rows of the same size.
#include <boost/test/unit_test.hpp>

#include <future>
#include <mutex>

#include "server/client_address.hpp"
#include "server/sign_in.hpp"
#include "server/storage/sqlite/session.hpp"
#include "tests/server/world_helpers.hpp"

using namespace tests;

namespace {

// Every statement of every connection that is opened while it lives, as it was written.
class Statements {
 public:
  Statements() {
    sqlite_api::sqlite3_auto_extension(reinterpret_cast<void (*)()>(&Statements::listen));
  }
  ~Statements() {
    sqlite_api::sqlite3_cancel_auto_extension(reinterpret_cast<void (*)()>(&Statements::listen));
  }
  static std::vector<std::string> take() {
    const std::lock_guard lock(mutex());
    return std::exchange(list(), {});
  }

 private:
  static std::mutex& mutex() {
    static std::mutex one;
    return one;
  }
  static std::vector<std::string>& list() {
    static std::vector<std::string> one;
    return one;
  }
  static int listen(sqlite_api::sqlite3* connection, char**, const void*) {
    return sqlite_api::sqlite3_trace_v2(connection, SQLITE_TRACE_STMT, &Statements::note, nullptr);
  }
  static int note(unsigned, void*, void*, void* text) {
    const std::lock_guard lock(mutex());
    list().emplace_back(static_cast<const char*>(text));
    return 0;
  }
};

struct Traces {
  Statements statements;
  World world{storage::EngineKind::sqlite};  // whose statements can be heard
  FakeCarrier carrier;
  sending::Dispatcher dispatcher{*world.storage,
                                 world.pepper,
                                 [this] { return world.now; },
                                 {.email = &carrier, .sms = &carrier}};
  server::SignInDesk desk{*world.storage, dispatcher, world.pepper, [this] { return world.now; },
                          false,          {}};

  std::vector<std::string> of_asking(const std::string& to) {
    Statements::take();
    std::promise<bool> sent;
    desk.request_code(to, "192.0.2.1",
                      [&](const base::Result<base::Done>& done) { sent.set_value(bool(done)); });
    BOOST_REQUIRE(sent.get_future().get());
    sizes.push_back(world.read([](storage::Reader& reader) {
      return reader.waiting_outgoing(storage::Channel::email, 1).at(0).sealed.size();
    }));
    dispatcher.settle();
    return Statements::take();
  }
  std::vector<std::size_t> sizes;
};

}  // namespace

BOOST_AUTO_TEST_SUITE(the_same_answer)

BOOST_AUTO_TEST_CASE(the_same_statements_for_known_and_unknown) {
  Traces traces;
  traces.world.add_account("Ana", "ana@exemple.test");
  const auto known = traces.of_asking("ana@exemple.test");
  const auto unknown = traces.of_asking("somebody.else.quite@ailleurs.exemple.test");
  BOOST_TEST(known == unknown, boost::test_tools::per_element());
  const auto has = [&](const std::string& words) {
    return std::ranges::any_of(known, [&](const auto& one) { return one.find(words) != one.npos; });
  };
  BOOST_TEST(has("INTO sign_in_code"));
  BOOST_TEST(has("INTO outgoing"));
  BOOST_TEST(!has("account"));
  BOOST_TEST(!has("contact"));
  BOOST_TEST(traces.sizes[0] == traces.sizes[1]);
}

BOOST_AUTO_TEST_CASE(what_counts_as_one_client) {
  using server::client_network;
  BOOST_TEST(client_network("2001:db8:1:2:3:4:5:6") == client_network("2001:db8:1:2::1"));
  BOOST_TEST(client_network("2001:DB8:1:2::1") == client_network("2001:db8:0001:2::ffff"));
  BOOST_TEST(client_network("2001:db8:1:2::1") != client_network("2001:db8:1:3::1"));
  BOOST_TEST(client_network("192.0.2.1") != client_network("192.0.2.2"));
  BOOST_TEST(client_network("192.0.2.1") == client_network("::ffff:192.0.2.1"));
  BOOST_TEST(client_network("::ffff:192.0.2.1") != client_network("::ffff:192.0.2.2"));
  BOOST_TEST(client_network("nonsense") == "nonsense");
  BOOST_TEST(client_network(client_network("2001:db8::1")) == client_network("2001:db8::2"));
}

BOOST_AUTO_TEST_SUITE_END()
