#include "server/options.hpp"

#include <boost/test/unit_test.hpp>

#include "server/serve_options.hpp"

BOOST_AUTO_TEST_SUITE(command_line)

BOOST_AUTO_TEST_CASE(flags) {
  std::string text;
  bool is_on = false;
  std::uint16_t port = 0;
  const std::vector<server::Flag> flags{{"--text", "T", "", server::into(text)},
                                        {"--on", "", "", server::into(is_on)},
                                        {"--port", "N", "", server::into(port)}};
  const auto others =
      server::parse_flags({"a", "--text", "x", "--on", "--port=80", "--", "--b"}, flags);
  BOOST_REQUIRE(others);
  BOOST_TEST((*others == std::vector<std::string>{"a", "--b"}));
  BOOST_TEST(text == "x");
  BOOST_TEST(is_on);
  BOOST_TEST(port == 80);
  BOOST_TEST(server::parse_flags({"--no"}, flags).error().code == "option.unknown");
  for (const auto& wrong : std::vector<std::vector<std::string>>{{"--text"},
                                                                 {"--port", "70000"},
                                                                 {"--port", "8o"},
                                                                 {"--port="},
                                                                 {"--on=1"},
                                                                 {"--port", "-1"}})
    BOOST_TEST(server::parse_flags(wrong, flags).error().code == "option.value");
}

BOOST_AUTO_TEST_CASE(database_addresses) {
  BOOST_TEST(*server::sqlite_path("sqlite:var/a.db") == "var/a.db");
  BOOST_TEST(*server::sqlite_path("sqlite:///srv/a.db") == "/srv/a.db");
  BOOST_TEST(server::sqlite_path("").error().code == "database.missing");
  BOOST_TEST(server::sqlite_path("postgresql://h/d").error().code == "database.unsupported");
  BOOST_TEST(server::sqlite_path("sqlite:").error().code == "database.unsupported");
  BOOST_TEST(server::sqlite_path("a.db").error().code == "database.unsupported");
}

BOOST_AUTO_TEST_CASE(tiles_widen_the_policy_by_one_origin) {
  BOOST_TEST(*server::tile_origin("https://tiles.exemple.test:8443/a/{z}/{x}/{y}.png?k=1") ==
             "https://tiles.exemple.test:8443");
  for (const auto* bad : {"https://a b/{z}/{x}/{y}", "https://*/{z}/{x}/{y}", "ftp://a/{z}/{x}/{y}",
                          "https://a/{z}/{x}", "https:///{z}/{x}/{y}", "https://{s}.a/{z}/{x}/{y}",
                          "https://a;script-src/{z}/{x}/{y}"})
    BOOST_TEST(!server::tile_origin(bad).has_value());
}

BOOST_AUTO_TEST_CASE(serving_needs_a_way_to_send_codes) {
  const auto refused = server::parse_serve_options({"--database", "sqlite:a.db"});
  BOOST_REQUIRE(!refused);
  BOOST_TEST(refused.error().detail.find("--dev") != std::string::npos);
  BOOST_TEST(bool(server::parse_serve_options(
      {"--dev", "--trusted-proxy", "10.0.0.0/8", "--trusted-proxy", "::1"})));
  BOOST_TEST(!server::parse_serve_options({"--dev", "--trusted-proxy", "everybody"}));
  BOOST_TEST(!server::parse_serve_options({"--dev", "--tile-url", "https://a.test/{z}/{x}/{y}"}));
  BOOST_TEST(!server::parse_serve_options({"--dev", "nonsense"}));
}

BOOST_AUTO_TEST_SUITE_END()
