#include "server/sending/mail_text.hpp"

#include <boost/test/unit_test.hpp>

#include <sstream>

#include "tests/server/world_helpers.hpp"

using namespace tests;

namespace {

sending::Message message(const std::string& subject, const std::string& text) {
  return {id_number(1), sending::Channel::email, "zoe@exemple.test", subject, text, "", kNoon};
}
std::string mail(const std::string& subject, const std::string& text) {
  return sending::mail_text(message(subject, text), "bonjour@entourage.exemple.test");
}
std::string head_of(const std::string& mail) { return mail.substr(0, mail.find("\r\n\r\n") + 2); }
std::string body_of(const std::string& mail) { return mail.substr(mail.find("\r\n\r\n") + 4); }

}  // namespace

BOOST_AUTO_TEST_SUITE(mail_texts)

BOOST_AUTO_TEST_CASE(a_message_and_its_headers) {
  BOOST_TEST(mail("Votre code Entourage", "Votre code : 493817.") ==
             "Date: Wed, 18 Nov 2026 11:06:40 +0000\r\n"
             "From: Entourage <bonjour@entourage.exemple.test>\r\n"
             "To: <zoe@exemple.test>\r\n"
             "Subject: Votre code Entourage\r\n"
             "Message-ID: <" +
                 base::to_text(id_number(1)) +
                 "@entourage.exemple.test>\r\n"
                 "MIME-Version: 1.0\r\n"
                 "Content-Type: text/plain; charset=utf-8\r\n"
                 "Content-Transfer-Encoding: quoted-printable\r\n"
                 "Auto-Submitted: auto-generated\r\n"
                 "\r\n"
                 "Votre code : 493817.\r\n");
}

BOOST_AUTO_TEST_CASE(dates) {
  const auto at = [](const char* text) { return sending::mail_date(*base::parse_rfc3339(text)); };
  BOOST_TEST(at("1970-01-01T00:00:00Z") == "Thu, 1 Jan 1970 00:00:00 +0000");
  BOOST_TEST(at("2028-02-29T23:59:59.999Z") == "Tue, 29 Feb 2028 23:59:59 +0000");
}

BOOST_AUTO_TEST_CASE(text_beyond_ascii_is_quoted) {
  BOOST_TEST(body_of(mail("", "L’été = 30 °\nfin ")) ==
             "L=E2=80=99=C3=A9t=C3=A9 =3D 30 =C2=B0\r\nfin=20\r\n");
  BOOST_TEST(body_of(mail("", "a\r\nb\n\nc")) == "a\r\nb\r\n\r\nc\r\n");
  BOOST_TEST(body_of(mail("", std::string("a\rb\0c", 5))) == "a=0Db=00c\r\n");
}

BOOST_AUTO_TEST_CASE(no_line_is_long_and_nothing_is_lost) {
  std::string text;
  for (int i = 0; i < 200; ++i) text += i % 3 ? "été " : "=";
  const auto body = body_of(mail("", text));
  std::string joined;
  std::istringstream lines(body);
  for (std::string line; std::getline(lines, line);) {
    BOOST_TEST(line.size() <= 77u);  // with its \r
    BOOST_REQUIRE(line.ends_with('\r'));
    line.pop_back();
    const bool goes_on = line.ends_with('=');
    joined += goes_on ? line.substr(0, line.size() - 1) : line + "\n";
  }
  std::string decoded;
  for (std::size_t i = 0; i < joined.size(); ++i) {
    if (joined[i] != '=') {
      decoded += joined[i];
      continue;
    }
    decoded += static_cast<char>(std::stoi(joined.substr(i + 1, 2), nullptr, 16));
    i += 2;
  }
  BOOST_TEST(decoded == text + "\n");
}

BOOST_AUTO_TEST_CASE(a_subject_begins_no_header) {
  for (const auto* subject : {"a\r\nBcc: eve@exemple.test", "a\nBcc: eve@exemple.test",
                              "a\rBcc: eve@exemple.test", "=?UTF-8?Q?a=0ABcc:?="}) {
    const auto head = head_of(mail(subject, ""));
    BOOST_TEST(head.find("Bcc") == std::string::npos, head);
    BOOST_TEST(head.find("Subject: =?UTF-8?B?") != std::string::npos, head);
  }
}

BOOST_AUTO_TEST_CASE(a_long_subject_is_folded_between_letters) {
  std::string subject;
  for (int i = 0; i < 60; ++i) subject += "é";
  const auto head = head_of(mail(subject, ""));
  std::istringstream lines(head);
  for (std::string line; std::getline(lines, line);) BOOST_TEST(line.size() <= 77u, line);
  // 38 bytes are 19 letters: no word ends within one.
  std::string nineteen;
  for (int i = 0; i < 19; ++i) nineteen += "é";
  BOOST_TEST(head.find("=?UTF-8?B?" + server::base64(nineteen) + "?=\r\n =?UTF-8?B?") !=
             std::string::npos);
}

BOOST_AUTO_TEST_SUITE_END()
