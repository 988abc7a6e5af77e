#include "server/imports/fetch.hpp"

#include <boost/test/unit_test.hpp>

BOOST_AUTO_TEST_SUITE(fetch)

BOOST_AUTO_TEST_CASE(addresses_that_are_the_internets_and_those_that_are_not) {
  for (const char* address :
       {"1.1.1.1", "9.255.255.255", "11.0.0.0", "100.63.255.255", "100.128.0.0", "172.15.255.255",
        "172.32.0.0", "192.167.0.1", "223.255.255.255", "2001:4860:4860::8888", "2a00::1"})
    BOOST_TEST(imports::is_public_address(address), address);
  for (const char* address : {"0.0.0.0",
                              "10.0.0.1",
                              "10.255.255.255",
                              "100.64.0.1",
                              "127.0.0.1",
                              "127.255.0.1",
                              "169.254.169.254",
                              "172.16.0.1",
                              "172.31.255.255",
                              "192.0.2.1",
                              "192.168.1.1",
                              "198.18.0.1",
                              "203.0.113.9",
                              "224.0.0.1",
                              "240.0.0.1",
                              "255.255.255.255",
                              "::",
                              "::1",
                              "::ffff:8.8.8.8",
                              "64:ff9b::808:808",
                              "fe80::1",
                              "fc00::1",
                              "ff02::1",
                              "2001::1",
                              "2001:db8::1",
                              "2002:7f00:1::",
                              "",
                              "localhost",
                              "127.1",
                              "0x7f.0.0.1",
                              "1.1.1.1 "})
    BOOST_TEST(!imports::is_public_address(address), address);
}

BOOST_AUTO_TEST_CASE(only_named_hosts_are_asked) {
  const imports::FetchRules rules{.hosts = {"exemple.test", "exemple.test:8443"}};
  const std::stop_token never;
  for (const char* url :
       {"", "exemple", "ftp://exemple.test/", "file:///etc/passwd", "https://exemple.test:81/",
        "https://autre.test/", "https://exemple.test.autre.test/", "https://a@exemple.test/",
        "https://exemple.test@autre.test/", "gopher://exemple.test/"})
    BOOST_TEST_CONTEXT(url) {
      const auto fetched = imports::fetch(url, {}, rules, never);
      BOOST_REQUIRE(!fetched);
      BOOST_TEST(fetched.error().code == "fetch.host");
    }
}

BOOST_AUTO_TEST_SUITE_END()
