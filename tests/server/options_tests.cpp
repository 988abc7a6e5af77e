#include "server/options.hpp"

#include <boost/test/unit_test.hpp>
#include <set>

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
  using storage::parse_database;
  BOOST_TEST(parse_database("sqlite:var/a.db")->target == "var/a.db");
  BOOST_TEST(parse_database("sqlite:///srv/a.db")->target == "/srv/a.db");
  BOOST_TEST(parse_database("").error().code == "database.missing");
  BOOST_TEST(parse_database("sqlite:").error().code == "database.unsupported");
  BOOST_TEST(parse_database("a.db").error().code == "database.unsupported");
  const auto far =
      parse_database("postgresql://ana:secret@db.exemple.test:5433/world?password=secret");
  BOOST_REQUIRE(far);
  BOOST_TEST((far->engine == storage::EngineKind::postgres));
  BOOST_TEST(name_of(*far) == "postgresql://db.exemple.test:5433/world");
  const auto wrong = parse_database("postgresql://h/d?no_such_parameter=1");
  BOOST_TEST(wrong.error().code == "database.unsupported");
  BOOST_TEST(wrong.error().detail.find("no_such_parameter") != std::string::npos);
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

BOOST_AUTO_TEST_CASE(the_environment_says_what_the_command_line_does_not) {
  const std::vector<std::string> dev{"--dev"};
  const server::Environment environment{{"ENTOURAGE_PORT", "81"},
                                        {"ENTOURAGE_TRUSTED_PROXY", "10.0.0.0/8,::1"},
                                        {"ENTOURAGE_API_RATE", ""},
                                        {"DATABASE_URL", "sqlite:a.db"},
                                        {"ENTOURAGE_SERVER", "build/entourage-server"},
                                        {"ENTOURAGE_PROT", "82"}};
  const auto options = server::parse_serve_options(dev, environment);
  BOOST_REQUIRE(options);
  BOOST_TEST(options->port == 81);
  BOOST_TEST(options->proxies.contains("10.1.2.3"));
  BOOST_TEST(options->proxies.contains("::1"));
  BOOST_TEST(options->api_rate == 0);
  BOOST_TEST(options->database == "sqlite:a.db");
  BOOST_TEST((options->strange_variables == std::vector<std::string>{"ENTOURAGE_PROT"}));

  const auto said = server::parse_serve_options(
      {"--dev", "--port=90", "--trusted-proxy", "192.0.2.1", "--database", "sqlite:c.db"},
      environment);
  BOOST_REQUIRE(said);
  BOOST_TEST(said->port == 90);
  BOOST_TEST(!said->proxies.contains("10.1.2.3"));
  BOOST_TEST(said->database == "sqlite:c.db");

  auto both = environment;
  both["ENTOURAGE_DATABASE"] = "sqlite:b.db";
  BOOST_TEST(server::parse_serve_options(dev, both)->database == "sqlite:b.db");
}

BOOST_AUTO_TEST_CASE(switches_and_nonsense_in_the_environment) {
  for (const auto* yes : {"1", "true", "yes"})
    BOOST_TEST(server::parse_serve_options({}, {{"ENTOURAGE_DEV", yes}})->dev);
  for (const auto* no : {"0", "false", "no", ""})
    BOOST_TEST(!server::parse_serve_options({}, {{"ENTOURAGE_DEV", no}}));
  for (const auto& [name, value] :
       server::Environment{{"ENTOURAGE_DEV", "perhaps"},
                           {"ENTOURAGE_PORT", "eighty"},
                           {"ENTOURAGE_LOG", "loud"},
                           {"ENTOURAGE_TRUSTED_PROXY", "10.0.0.0/8,everybody"}}) {
    const auto refused =
        server::parse_serve_options({"--database", "sqlite:a.db"}, {{name, value}});
    BOOST_REQUIRE(!refused);
    BOOST_TEST(refused.error().detail.find(name) != std::string::npos);
  }
}

BOOST_AUTO_TEST_CASE(every_flag_has_its_variable_and_its_line_of_help) {
  server::ServeOptions options;
  const auto groups = server::serve_flags(options);
  std::set<std::string> names;
  for (const auto& flag : server::flags_of(groups)) {
    BOOST_TEST(names.insert(server::variable_of(flag)).second);
    BOOST_TEST(server::help_of(groups).find("  " + flag.name + " ") != std::string::npos);
  }
  BOOST_TEST(names.contains("ENTOURAGE_SMTP_PASSWORD_FILE"));
}

BOOST_AUTO_TEST_SUITE_END()
