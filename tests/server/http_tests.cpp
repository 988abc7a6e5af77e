#include <boost/test/unit_test.hpp>

#include "server/client_address.hpp"
#include "server/html.hpp"
#include "server/http/admission.hpp"
#include "server/http/caching.hpp"
#include "server/http/gzip.hpp"
#include "server/http/request_check.hpp"
#include "server/http/stream_queue.hpp"

namespace {

using State = http::HeadScan::State;

http::HeadScan scan(const std::string& bytes) { return http::scan_head(bytes, http::Limits{}); }
int check(std::vector<http::Header> headers, const std::string& target = "/", int version = 11) {
  http::Request head;
  head.method = "POST";
  head.headers = std::move(headers);
  return http::check_head(head, target, version, http::Limits{});
}
http::Request with(const std::string& name, const std::string& value) {
  http::Request request;
  request.headers = {{name, value}};
  return request;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(http_heads)

BOOST_AUTO_TEST_CASE(a_head_is_found_piece_by_piece) {
  const std::string head = "GET / HTTP/1.1\r\nHost: a\r\n\r\n";
  for (std::size_t i = 0; i < head.size(); ++i)
    BOOST_TEST((scan(head.substr(0, i)).state == State::incomplete));
  BOOST_TEST((scan(head + "body").state == State::complete));
  BOOST_TEST(scan(head + "body").length == head.size());
}

BOOST_AUTO_TEST_CASE(heads_two_servers_could_read_differently_are_refused) {
  const std::string start = "GET / HTTP/1.1\r\nHost: a\r\n";
  for (const auto* bad :
       {"X: a\r\n b\r\n\r\n", "X: a\rY: b\r\n\r\n", "X : a\r\n\r\n", "X\r\n\r\n", ": a\r\n\r\n",
        "X: a\n\r\n", "X: \x01\r\n\r\n", "\tX: a\r\n\r\n", "X\t: a\r\n\r\n"})
    BOOST_TEST_CONTEXT(bad) { BOOST_TEST(scan(start + bad).status == 400); }
  BOOST_TEST(scan(start + std::string("X: a\0b\r\n\r\n", 10)).status == 400);
  BOOST_TEST(scan("\r\nGET / HTTP/1.1\r\n\r\n").status == 400);
  BOOST_TEST(scan("GET / HTTP/1.1\n").status == 400);
  BOOST_TEST(scan(start + "X: " + std::string(17'000, 'a')).status == 431);
  std::string many = start;
  for (int i = 0; i < 101; ++i) many += "X: a\r\n";
  BOOST_TEST(scan(many).status == 431);
}

BOOST_AUTO_TEST_CASE(hosts_lengths_and_encodings) {
  BOOST_TEST(check({{"host", "a:8080"}}) == 0);
  BOOST_TEST(check({}) == 400);
  BOOST_TEST(check({}, "/", 10) == 0);
  BOOST_TEST(check({{"host", "a"}, {"host", "a"}}) == 400);
  BOOST_TEST(check({{"host", "a/b"}}) == 400);
  BOOST_TEST(check({{"host", ""}}) == 400);
  BOOST_TEST(check({{"host", "a"}}, "http://a/") == 400);
  BOOST_TEST(check({{"host", "a"}}, "*") == 400);
  BOOST_TEST(check({{"host", "a"}}, "/" + std::string(3000, 'a')) == 414);
  BOOST_TEST(check({{"host", "a"}}, "/", 20) == 505);
  BOOST_TEST(check({{"host", "a"}, {"content-length", "5"}}) == 0);
  for (const auto* length : {"", "+5", "-5", "5, 5", "0x5", "5 5"})
    BOOST_TEST(check({{"host", "a"}, {"content-length", length}}) == 400);
  BOOST_TEST(check({{"host", "a"}, {"content-length", "5"}, {"content-length", "5"}}) == 400);
  for (const auto* length : {"262145", "1073741824", "18446744073709551616"})
    BOOST_TEST(check({{"host", "a"}, {"content-length", length}}) == 413);
  BOOST_TEST(check({{"host", "a"}, {"transfer-encoding", "Chunked"}}) == 0);
  BOOST_TEST(check({{"host", "a"}, {"transfer-encoding", "xchunked"}}) == 501);
  BOOST_TEST(check({{"host", "a"}, {"transfer-encoding", "gzip, chunked"}}) == 501);
  BOOST_TEST(
      check({{"host", "a"}, {"transfer-encoding", "chunked"}, {"transfer-encoding", "identity"}}) ==
      501);
  BOOST_TEST(check({{"host", "a"}, {"transfer-encoding", "chunked"}, {"content-length", "5"}}) ==
             400);
  BOOST_TEST(check({{"host", "a"}, {"transfer-encoding", "chunked"}}, "/", 10) == 400);
  BOOST_TEST(check({{"host", "a"}, {"expect", "100-continue"}}) == 0);
  BOOST_TEST(check({{"host", "a"}, {"expect", "tea"}}) == 417);
}

BOOST_AUTO_TEST_CASE(no_header_of_ours_carries_a_line_end) {
  http::Response response;
  response.with("X-Evil", "a\r\nSet-Cookie: b").with("X-Good", "c");
  const auto head = http::response_head(response, false);
  BOOST_TEST(head.find("Set-Cookie") == std::string::npos);
  BOOST_TEST(head.find("X-Good: c\r\n") != std::string::npos);
  BOOST_TEST(head.find("Content-Length: 0\r\n") != std::string::npos);
}

BOOST_AUTO_TEST_SUITE_END()

BOOST_AUTO_TEST_SUITE(http_values)

BOOST_AUTO_TEST_CASE(queries_and_cookies) {
  http::Request request;
  request.query = "a=1&q=caf%C3%A9+bar&broken=%4&q=second";
  BOOST_TEST(*request.parameter("q") == "café bar");
  BOOST_TEST(!request.parameter("broken").has_value());
  BOOST_TEST(!request.parameter("none").has_value());
  request.headers = {{"cookie", "a=b; __Host-session=token; c=d"}};
  BOOST_TEST(*request.cookie("__Host-session") == "token");
  request.headers.push_back({"cookie", "__Host-session=planted"});
  BOOST_TEST(!request.cookie("__Host-session").has_value());
}

BOOST_AUTO_TEST_CASE(content_codings) {
  BOOST_TEST(http::accepts_encoding(with("accept-encoding", "gzip, deflate, br"), "br"));
  BOOST_TEST(!http::accepts_encoding(with("accept-encoding", "gzip, br;q=0"), "br"));
  BOOST_TEST(!http::accepts_encoding(with("accept-encoding", "gzip, br; q=0.0"), "br"));
  BOOST_TEST(http::accepts_encoding(with("accept-encoding", "*"), "br"));
  BOOST_TEST(!http::accepts_encoding(with("accept-encoding", "identity;q=1, *;q=0"), "gzip"));
  BOOST_TEST(!http::accepts_encoding({}, "gzip"));
}

BOOST_AUTO_TEST_CASE(etags_and_ranges) {
  http::Response whole;
  whole.body = http::share("0123456789");
  const auto status = [&](const http::Request& request) {
    return http::cacheable(request, whole, "t", "no-cache").status;
  };
  BOOST_TEST(status(with("if-none-match", "\"t\"")) == 304);
  BOOST_TEST(status(with("if-none-match", "\"x\", W/\"t\"")) == 304);
  BOOST_TEST(status(with("if-none-match", "*")) == 304);
  BOOST_TEST(status(with("if-none-match", "t")) == 200);
  const auto range = [&](const std::string& value) {
    const auto response = http::ranged(with("range", value), whole, "t");
    return std::to_string(response.status) + " " + std::string(response.bytes());
  };
  BOOST_TEST(range("bytes=0-3") == "206 0123");
  BOOST_TEST(range("bytes=8-") == "206 89");
  BOOST_TEST(range("bytes=-3") == "206 789");
  BOOST_TEST(range("bytes=-30") == "206 0123456789");
  BOOST_TEST(range("bytes=5-999") == "206 56789");
  BOOST_TEST(range("bytes=10-") == "416 ");
  BOOST_TEST(range("bytes=-0") == "416 ");
  for (const auto* passed_over :
       {"bytes=3-1", "bytes=a-b", "lines=1-2", "bytes=0-1,3-4", "bytes=", "bytes=--1", "bytes=1"})
    BOOST_TEST(range(passed_over) == "200 0123456789");
}

BOOST_AUTO_TEST_CASE(gzip_has_its_frame) {
  const auto packed = http::gzip(std::string(10'000, 'a'));
  BOOST_TEST(packed.size() < 200u);
  BOOST_TEST(packed.substr(0, 3) == "\x1f\x8b\x08");
  BOOST_TEST(packed.substr(packed.size() - 4) == std::string("\x10\x27\0\0", 4));
}

BOOST_AUTO_TEST_CASE(proxies_vouch_for_who_is_before_them) {
  server::TrustedProxies proxies;
  BOOST_TEST(proxies.add("10.0.0.0/8"));
  BOOST_TEST(proxies.add("2001:db8::/33"));
  BOOST_TEST(proxies.add("192.0.2.7"));
  for (const auto* bad :
       {"", "10.0.0.0/33", "10.0.0/8", "::/129", "a/8", "10.0.0.0/", "10.0.0.0/-1"})
    BOOST_TEST(!proxies.add(bad));
  BOOST_TEST(!proxies.add(std::string_view("10.0.0.0\0x", 10)));
  const auto client = [&](const std::string& peer, const std::string& forwarded) {
    auto request = with("x-forwarded-for", forwarded);
    request.remote = peer;
    return proxies.client_of(request);
  };
  BOOST_TEST(client("10.1.2.3", "198.51.100.1") == "198.51.100.1");
  BOOST_TEST(client("10.1.2.3", "203.0.113.9, 198.51.100.1, 10.9.9.9") == "198.51.100.1");
  BOOST_TEST(client("198.51.100.2", "203.0.113.9") == "198.51.100.2");
  BOOST_TEST(client("10.1.2.3", "nonsense") == "10.1.2.3");
  BOOST_TEST(client("::ffff:10.1.2.3", "198.51.100.1") == "198.51.100.1");
  BOOST_TEST(client("2001:db8:7fff::1", "198.51.100.1") == "198.51.100.1");
  BOOST_TEST(client("2001:db8:8000::1", "198.51.100.1") == "2001:db8:8000::1");
  // A proxy that adds a line of its own instead of extending the one it was sent.
  http::Request request;
  request.remote = "10.1.2.3";
  request.headers = {{"x-forwarded-for", "203.0.113.9"}, {"x-forwarded-for", "198.51.100.1"}};
  BOOST_TEST(proxies.client_of(request) == "198.51.100.1");
  request.headers.push_back({"x-forwarded-for", "\t10.9.9.9"});
  BOOST_TEST(proxies.client_of(request) == "198.51.100.1");
}

BOOST_AUTO_TEST_CASE(text_becomes_html_and_nothing_else) {
  BOOST_TEST(server::html::escaped("<a href=\"x\" onclick='y'>&") ==
             "&lt;a href=&quot;x&quot; onclick=&#39;y&#39;&gt;&amp;");
  BOOST_TEST(server::html::filled("a {{x}} {{y}} {{z", {{"x", "{{y}}"}, {"y", "2"}}) ==
             "a {{y}} 2 {{z");
  BOOST_TEST(server::html::shortened("abcé", 4) == "abc…");
  BOOST_TEST(server::html::shortened("abcé", 5) == "abcé");
}

BOOST_AUTO_TEST_SUITE_END()

BOOST_AUTO_TEST_SUITE(http_limits)

BOOST_AUTO_TEST_CASE(connections_are_counted_in_all_and_by_address) {
  http::Admission admission(5, 2,
                            [](const std::string& address) { return address == "127.0.0.1"; });
  BOOST_TEST(admission.enter("192.0.2.1"));
  BOOST_TEST(admission.enter("192.0.2.1"));
  BOOST_TEST(!admission.enter("192.0.2.1"));
  BOOST_TEST(admission.enter("192.0.2.2"));
  BOOST_TEST(admission.enter("127.0.0.1"));
  BOOST_TEST(admission.enter("127.0.0.1"));
  BOOST_TEST(!admission.enter("127.0.0.1"));
  admission.leave("192.0.2.1");
  BOOST_TEST(admission.enter("192.0.2.1"));
  BOOST_TEST(admission.open() == 5u);
}

BOOST_AUTO_TEST_CASE(a_reader_that_is_too_slow_loses_its_stream) {
  int woken = 0;
  http::StreamQueue queue(2, [&] { ++woken; });
  const auto text = std::make_shared<const std::string>("a");
  BOOST_TEST(queue.send(text));
  BOOST_TEST(queue.send(text));
  BOOST_TEST(queue.take() == "aa");
  BOOST_TEST(queue.send(text));
  BOOST_TEST(queue.send(text));
  BOOST_TEST(!queue.send(text));
  BOOST_TEST(!queue.is_open());
  const auto before = woken;
  queue.close();
  BOOST_TEST(!queue.send(text));
  BOOST_TEST(woken == before);
  BOOST_TEST(queue.take() == "aa");
}

BOOST_AUTO_TEST_SUITE_END()
