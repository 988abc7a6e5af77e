// Text that our faces cannot set: which it is, where its lines end, where it is painted, and what
// is remembered of it.
#include <imgui.h>

#include <boost/test/unit_test.hpp>

#include "tests/ui/ui_helpers.hpp"
#include "ui/direction.hpp"
#include "ui/paint.hpp"

namespace {

using ui::Direction;
using ui::Role;
using ui_test::Client;

constexpr const char kArabic[] = "مرحبا، هل تريد قهوة معي؟";
constexpr const char kBengali[] = "আমরা একসাথে রান্না করি";
constexpr const char kChinese[] = "我们一起做饭聊天散步";
constexpr const char kFamily[] = "👨‍👩‍👧‍👦";

// Fonts as the interface has them, by themselves.
struct Faces {
  Faces() : paint(&canvas, letters) {
    const auto ttf =
        ui_test::bytes_of("node_modules/@expo-google-fonts/nunito/500Medium/Nunito_500Medium.ttf");
    paint.begin(true);
    paint.fonts().add(ui::Face::regular, ttf);
  }
  ui_test::CountingCanvas canvas;
  ui_test::PlainLetters letters;
  ui::Paint paint;
  ui::Fonts& fonts = paint.fonts();
};

constexpr ui::TextStyle kStyle{ui::Face::regular, 16, 24};

std::string repeated(std::string_view text, int times) {
  std::string all;
  for (int i = 0; i < times; ++i) all.append(i ? " " : "").append(text);
  return all;
}

model::Action action_of(int i, std::string title, std::string text) {
  model::Action action;
  action.id = ui_test::action_id(i);
  action.title = std::move(title), action.text = std::move(text);
  action.author = {{}, "Leïla"};
  action.at = {{48.8675, 2.3636}, 0.00225, 0.0034};
  action.created = action.updated = {1'795'000'000'000};
  return action;
}

void put(Client& client, int i, std::string title, std::string text = {}) {
  client.store.send(app::ChangesArrived{
      {{i + 1, model::ActionPut{action_of(i, std::move(title), std::move(text))}}}});
}

}  // namespace

BOOST_AUTO_TEST_SUITE(lettering)

BOOST_AUTO_TEST_CASE(the_direction_is_that_of_the_first_letter) {
  const std::pair<const char*, Direction> texts[] = {
      {"", Direction::ltr},           {"12 !", Direction::ltr},
      {"Bonjour", Direction::ltr},    {"« été »", Direction::ltr},
      {kArabic, Direction::rtl},      {"12 — مرحبا", Direction::rtl},
      {"سلام Paris", Direction::rtl}, {"Paris سلام", Direction::ltr},
      {"😀 שלום", Direction::rtl},    {"٣ ٤", Direction::ltr},
      {kBengali, Direction::ltr},     {"（你好）", Direction::ltr},
      {"👩🏽 ok", Direction::ltr},    {"\u200fParis", Direction::rtl}};
  for (const auto& [text, direction] : texts)
    BOOST_TEST((ui::direction_of(text) == direction), text);
}

BOOST_AUTO_TEST_CASE(our_faces_set_what_needs_no_shaping_and_ask_nobody) {
  Faces faces;
  for (const char* text : {"Où êtes-vous, Zoë ? « Ici » — 12 €, à 19 h 30…",
                           "Łódź, İzmir, Reykjavík", "", "a\tb\nc"}) {
    BOOST_TEST(faces.fonts.sets(kStyle.face, text), text);
    BOOST_TEST(!faces.fonts.lines(kStyle, text, 60).empty());
    faces.fonts.width(kStyle, text);
    faces.fonts.ellipsized(kStyle, text, 60);
    faces.fonts.draw(*faces.paint.fixed(), kStyle, 1, 0, 0, 0xFF000000, text);
  }
  BOOST_TEST(faces.letters.asked == 0);
  for (const char* text : {kArabic, "שלום", kBengali, "สวัสดี", kChinese, "日本", "한국어", kFamily,
                           "Viens 🙂", "e\u0301te\u0301", "soft\u00adhyphen", "12 ☀"})
    BOOST_TEST(!faces.fonts.sets(kStyle.face, text), text);
}

BOOST_AUTO_TEST_CASE(a_page_of_latin_letters_asks_nothing_of_the_browser) {
  Client client("/", 200);
  client.resize(360, 740);
  client.click(client.mirror.find(Role::link, "Table du Canal"));
  BOOST_TEST(client.letters.asked == 0);
}

BOOST_AUTO_TEST_CASE(lines_end_between_ideographs_and_never_inside_a_grapheme) {
  Faces faces;
  const auto lines = faces.fonts.lines(kStyle, kChinese, 64);  // four ideographs
  BOOST_REQUIRE(lines.size() == 3u);
  BOOST_TEST(lines[0] == "我们一起");
  BOOST_TEST(lines[2] == "散步");

  const std::string families = std::string(kFamily) + kFamily + kFamily;
  for (const auto line : faces.fonts.lines(kStyle, families, 70))  // one is four emoji wide here
    BOOST_TEST(line == kFamily);
  for (const auto line : faces.fonts.lines(kStyle, "e\u0301e\u0301e\u0301", 8))
    BOOST_TEST(line == "e\u0301");
}

BOOST_AUTO_TEST_CASE(lines_keep_the_text_and_its_room) {
  Faces faces;
  const std::string text = std::string("Bonjour ") + kArabic + "\r\n\n" + repeated(kBengali, 6) +
                           " " + kChinese + kChinese + " Llanfairpwllgwyngyllgogerychwyrndrobwll";
  for (const float room : {40.f, 120.f, 333.f}) {
    std::string all;
    for (const auto line : faces.fonts.lines(kStyle, text, room)) {
      all.append(line);
      const auto bare = line.substr(0, line.find_last_not_of(' ') + 1);
      BOOST_TEST(faces.letters.width({500, 16}, bare) <= room + 0.5f, bare);
    }
    const auto letters = [](std::string some) {
      std::erase_if(some, [](char c) { return c == ' ' || c == '\n' || c == '\r'; });
      return some;
    };
    BOOST_TEST(letters(all) == letters(text));
  }
  const auto lines = faces.fonts.lines(kStyle, "سلام\n\nسلام", 500);
  BOOST_REQUIRE(lines.size() == 3u);
  BOOST_TEST(lines[1].empty());
}

BOOST_AUTO_TEST_CASE(what_is_cut_short_is_cut_between_graphemes) {
  Faces faces;
  BOOST_TEST(faces.fonts.ellipsized(kStyle, kChinese, 1000) == kChinese);
  BOOST_TEST(faces.fonts.ellipsized(kStyle, kChinese, 60) == "我们一…");
  const std::string text = std::string("ab ") + kFamily;
  BOOST_TEST(faces.fonts.ellipsized(kStyle, text, 60) == "ab…");
  BOOST_TEST(faces.fonts.ellipsized(kStyle, text, 4) == "…");
}

BOOST_AUTO_TEST_CASE(what_is_unused_goes_once_there_is_too_much) {
  ui::Remembered<int> some(3);
  std::vector<int> gone;
  const auto went = [&](int value) { gone.push_back(value); };
  for (int i = 0; i < 5; ++i) some.keep(std::to_string(i), i);
  some.end_frame(went);
  BOOST_TEST(gone.empty());  // all of them were used in that frame
  BOOST_TEST(*some.find("1") == 1);
  some.end_frame(went);
  BOOST_TEST(gone == (std::vector<int>{0, 2}), boost::test_tools::per_element());
  BOOST_TEST(some.find("0") == nullptr);
  BOOST_TEST(*some.find("1") == 1);
  some.clear(went);
  BOOST_TEST(gone.size() == 5u);
  BOOST_TEST(some.cost() == 0u);
}

BOOST_AUTO_TEST_CASE(what_people_write_is_painted_from_the_side_where_it_begins) {
  Client client("/actions/" + base::to_text(ui_test::action_id(1)));
  for (const float width : {360.f, 1280.f}) {
    client.resize(width, 740);
    for (const auto& [text, right] : {std::pair{kArabic, true}, std::pair{kBengali, false}}) {
      client.store.send(app::ActionArrived{ui_test::action_id(1), action_of(1, text, "x")});
      client.frames();
      const auto& heading = client.mirror.elements.at(client.mirror.find(Role::heading1, text));
      BOOST_TEST(heading.attributes.at("dir") == "auto");
      const std::uint64_t picture = client.letters.find(std::string_view(text).substr(0, 8));
      BOOST_REQUIRE(client.canvas.pictures.contains(picture));
      const ui::Rect at = client.canvas.pictures.at(picture);
      BOOST_TEST(at.y + at.h <= heading.rect.y + heading.rect.h);
      if (right)
        BOOST_TEST(std::abs(at.x + at.w - heading.rect.x - heading.rect.w) <= 1);
      else
        BOOST_TEST(std::abs(at.x - heading.rect.x) <= 1);
      BOOST_TEST((client.letters.painted.at(picture).direction ==
                  (right ? Direction::rtl : Direction::ltr)));
    }
  }
}

BOOST_AUTO_TEST_CASE(a_still_frame_asks_nothing_of_the_browser) {
  Client client("/", 0);
  for (int i = 0; i < 40; ++i) put(client, i, kArabic + std::to_string(i));
  client.frames();
  BOOST_TEST(client.letters.painted.size() > 3u);
  const int asked = client.letters.asked;
  client.frames(5);
  BOOST_TEST(client.letters.asked == asked);
}

BOOST_AUTO_TEST_CASE(another_text_of_the_same_size_is_painted) {
  Client client("/actions/" + base::to_text(ui_test::action_id(1)));
  client.store.send(app::ActionArrived{ui_test::action_id(1), action_of(1, "一二三", "")});
  client.frames();
  const int draws = client.canvas.draws;
  client.store.send(app::ActionArrived{ui_test::action_id(1), action_of(1, "四五六", "")});
  client.frames();
  BOOST_TEST(client.canvas.draws > draws);
}

BOOST_AUTO_TEST_CASE(only_so_many_pictures_are_kept) {
  Faces faces;
  std::size_t most = 0;
  for (int i = 0; i < 400; ++i) {
    faces.paint.begin(true);
    faces.fonts.draw(*faces.paint.fixed(), kStyle, 8, 0, 0, 0xFF000000,
                     kArabic + std::to_string(i));
    faces.paint.end();
    most = std::max(most, faces.letters.pixels());
  }
  BOOST_TEST(faces.letters.made == 400u);
  BOOST_TEST(faces.letters.painted.size() > 10u);
  BOOST_TEST(most <= ui::Lettering::kPixelsMost);
}

BOOST_AUTO_TEST_CASE(with_the_picture_go_its_textures) {
  Client client("/", 0);
  put(client, 1, kBengali);
  client.frames();
  BOOST_TEST(!client.letters.painted.empty());
  client.interface.set_picture(false);
  client.frames();
  BOOST_TEST(client.letters.painted.empty());
  client.interface.set_picture(true);
  client.frames();
  BOOST_TEST(!client.letters.painted.empty());
}

BOOST_AUTO_TEST_SUITE_END()
