#include "core/wire/json.hpp"

#include <boost/test/unit_test.hpp>

#include <algorithm>
#include <limits>

#include "tests/core/examples.hpp"
#include "tests/core/golden.hpp"

namespace {

template <class T>
std::string code_of(const base::Result<T>& result) {
  return result ? "" : result.error().code;
}
template <class T>
std::string where_of(const base::Result<T>& result) {
  return result ? "" : result.error().where;
}

std::string replaced(std::string text, std::string_view what, std::string_view by) {
  const auto at = text.find(what);
  BOOST_REQUIRE_MESSAGE(at != std::string::npos, what);
  return text.replace(at, what.size(), by);
}

const std::string kCreateJson =
    wire::to_json(std::vector{examples::command(examples::create_action())});
const std::string kPlaceJson = wire::to_json(examples::place());

model::Action random_action(examples::Chance& chance) {
  auto action = examples::action();
  action.id = {chance.uuid()};
  action.kind = model::kActionKinds[chance.below(2)];
  action.section = model::kActionSections[chance.below(5)];
  action.status = model::kActionStatuses[chance.below(3)];
  action.title = chance.text(50);
  action.text = chance.text(500);
  action.author = {{chance.uuid()}, chance.text(10)};
  action.at = {chance.position(), chance.between(0, 1), chance.between(0, 1)};
  action.created = {static_cast<std::int64_t>(chance.below(253402300800000))};
  if (chance.below(2) == 0) action.outcome.reset();
  action.outcome_message = chance.text(20);
  action.example = chance.below(2) == 0;
  return action;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(json)

BOOST_AUTO_TEST_CASE(the_format_is_the_one_that_was_published) {
  using golden::kPlace;
  BOOST_TEST(wire::to_json(examples::place()) == golden::without_line_ends(kPlace));
  BOOST_TEST(wire::to_json(examples::action()) == golden::without_line_ends(golden::kAction));
  model::CloseAction close{examples::action().id, model::ActionOutcome::not_happened, "Dommage."};
  auto commune = examples::create_action();
  commune.at = model::InseeCode{"75110"};
  const std::vector commands{examples::command(examples::create_action()),
                             examples::command(commune), examples::command(close)};
  BOOST_TEST(wire::to_json(commands) == golden::without_line_ends(golden::kCommands));
  BOOST_TEST(wire::to_json(model::Change{43, model::ActionPut{examples::action()}}) ==
             R"({"sequence":43,"kind":"action.put","action":)" +
                 golden::without_line_ends(golden::kAction) + "}");
  BOOST_TEST(wire::to_json(model::Change{44, model::PlacesReloaded{}}) == golden::kPlacesReloaded);
}

BOOST_AUTO_TEST_CASE(unknown_fields_of_a_place_are_null) {
  model::Place place;
  place.id = examples::place().id;
  place.name = "x";
  const std::string json = wire::to_json(place);
  BOOST_TEST(json.find(R"("address":null)") != std::string::npos);
  BOOST_TEST(json.find(R"("languages":[])") != std::string::npos);
  BOOST_CHECK(*wire::place_from_json(json) == place);
}

BOOST_AUTO_TEST_CASE(places_and_actions_read_as_they_were_written) {
  BOOST_CHECK(*wire::place_from_json(wire::to_json(examples::place())) == examples::place());
  examples::Chance chance(30);
  for (int i = 0; i < 500; ++i) {
    auto place = examples::place();
    place.id = {chance.uuid()};
    place.name = chance.text(100);
    place.description = chance.text(1000);
    place.category = model::kPlaceCategories[chance.below(model::kPlaceCategories.size())];
    place.at = chance.position();
    place.languages.assign(chance.below(4), chance.text(5));
    const auto read_place = wire::place_from_json(wire::to_json(place));
    BOOST_REQUIRE_MESSAGE(read_place, code_of(read_place));
    BOOST_REQUIRE(*read_place == place);

    const auto action = random_action(chance);
    const auto read_action = wire::action_from_json(wire::to_json(action));
    BOOST_REQUIRE_MESSAGE(read_action, code_of(read_action));
    BOOST_REQUIRE(*read_action == action);

    const model::Change change{1 + static_cast<std::int64_t>(chance.below(1'000'000)),
                               model::ActionPut{action}};
    BOOST_REQUIRE(*wire::change_from_json(wire::to_json(change)) == change);
  }
}

BOOST_AUTO_TEST_CASE(commands_and_answers_read_as_they_were_written) {
  examples::Chance chance(31);
  std::vector<model::Command> commands;
  std::vector<model::Answer> answers;
  for (int i = 0; i < 50; ++i) {
    auto create = examples::create_action();
    create.text = chance.text(100);
    create.at = chance.below(2) == 0 ? model::Whereabouts{chance.position()}
                                     : model::Whereabouts{model::InseeCode{"2A004"}};
    const model::CloseAction close{
        {chance.uuid()}, model::kActionOutcomes[chance.below(2)], chance.text(50)};
    const model::Intent intent =
        chance.below(2) == 0 ? model::Intent{create} : model::Intent{close};
    commands.push_back({{chance.uuid()}, intent});
    answers.push_back({commands.back().id, static_cast<model::Verdict>(chance.below(3)),
                       "text.too_long", "title"});
  }
  answers[0].reason = answers[0].where = "";
  BOOST_CHECK(*wire::commands_from_json(wire::to_json(commands)) == commands);
  BOOST_CHECK(*wire::answers_from_json(wire::to_json(answers)) == answers);
  BOOST_CHECK(wire::commands_from_json("[]")->empty());
  commands.push_back({{chance.uuid()}, examples::create_action()});
  BOOST_TEST(code_of(wire::commands_from_json(wire::to_json(commands))) == "json.too_many");
}

BOOST_AUTO_TEST_CASE(what_comes_with_a_session_reads_as_it_was_written) {
  const wire::SignedIn who{
      {{examples::uuid("01930000-0000-7000-8000-0000000000b1")},
       "Maëlle",
       model::Goal::ask_for_help},
      {true,
       {{model::AreaRole::moderator, {{48.85, 2.35}, 20'000}}},
       {{{examples::uuid("01930000-0000-7000-8000-0000000000c1")}, model::MemberRole::owner}}}};
  BOOST_CHECK(*wire::session_from_json(wire::session_to_json(who)) == who);
  BOOST_CHECK(*wire::session_from_json(R"({"account":null})") == std::nullopt);
  BOOST_TEST(code_of(wire::session_from_json("{}")) == "json.missing");
  const wire::CodeRequest request{"06 12 34 56 78"};
  BOOST_CHECK(*wire::code_request_from_json(wire::to_json(request)) == request);
  for (const wire::SignIn& sign_in :
       {wire::SignIn{"a@b.fr", "123456", "", {}},
        wire::SignIn{"a@b.fr", "123456", "Zoé", model::Goal::organization}}) {
    BOOST_CHECK(*wire::sign_in_from_json(wire::to_json(sign_in)) == sign_in);
  }
  BOOST_TEST(where_of(wire::sign_in_from_json(
                 R"({"to":"a@b.fr","code":"1","first_name":"Zoé"})")) == "goal");
  BOOST_TEST(where_of(wire::sign_in_from_json(
                 R"({"to":"a@b.fr","code":"1","goal":"offer_help"})")) == "first_name");
}

BOOST_AUTO_TEST_CASE(searches_manifests_changes_and_problems_read_as_they_were_written) {
  const wire::SearchAnswer found{
      {{examples::uuid("01930000-0000-7000-8000-000000000001"), {1}, "Soupe", "Paris", {48.8, 2.3}},
       {examples::uuid("01930000-0000-7000-8000-000000000002"), {146}, "Pull", "", {-1, -2}}},
      {{model::TownKind::commune, "Bondy", "", "93", {48.9, 2.48}, 14},
       {model::TownKind::quartier, "Belleville", "Paris", "75", {48.87, 2.38}, 15}}};
  BOOST_CHECK(*wire::search_answer_from_json(wire::to_json(found)) == found);
  const wire::MarkerManifest manifest{
      1, 42, {{"/api/v1/markers/0-abc.bin", 196}, {"/api/v1/markers/1-def.bin", 0}}};
  BOOST_CHECK(*wire::manifest_from_json(wire::to_json(manifest)) == manifest);
  const wire::Changes changes{
      45, {{43, model::ActionPut{examples::action()}}, {45, model::PlacesReloaded{}}}};
  BOOST_CHECK(*wire::changes_from_json(wire::to_json(changes)) == changes);
  const wire::Problem problem{422, "text.too_long", "Le titre est trop long.", "[0].title", ""};
  BOOST_CHECK(*wire::problem_from_json(wire::to_json(problem)) == problem);
  BOOST_TEST(
      wire::to_json(wire::Problem{404, "not_found", "Rien ici.", "", ""}) ==
      R"({"type":"/problems/not_found","title":"Rien ici.","status":404,"code":"not_found"})");
  BOOST_TEST(code_of(wire::problem_from_json(
                 R"({"title":"x","status":400,"code":"y","instance":"/1"})")) == "");
}

BOOST_AUTO_TEST_CASE(markers_and_manifests_of_elsewhere_are_refused) {
  const std::string good = R"({"format":1,"sequence":0,"cells":[{"url":"/a","count":1}]})";
  BOOST_TEST(code_of(wire::manifest_from_json(good)) == "");
  BOOST_TEST(where_of(wire::manifest_from_json(replaced(good, ":1,", ":2,"))) == "format");
  for (const auto* url : {"", "a", "//elsewhere/a", "/\\\\elsewhere/a", "https://elsewhere/a"}) {
    BOOST_TEST(where_of(wire::manifest_from_json(
                   replaced(good, "\"/a\"", '"' + std::string(url) + '"'))) == "cells[0].url",
               url);
  }
  BOOST_TEST(code_of(wire::manifest_from_json(replaced(good, "\"count\":1", "\"count\":20001"))) ==
             "json.value");
  BOOST_TEST(code_of(wire::manifest_from_json(replaced(good, "\"count\":1", "\"count\":-1"))) ==
             "json.value");
  const std::string kind =
      R"({"items":[{"id":"01930000-0000-7000-8000-000000000001","kind":4,"title":"","detail":"","lat":0,"lon":0}],"towns":[]})";
  BOOST_TEST(where_of(wire::search_answer_from_json(kind)) == "items[0].kind");
  const std::string town =
      R"({"items":[],"towns":[{"kind":"commune","name":"Bondy","commune":"","department":"93","lat":0,"lon":0,"zoom":14}]})";
  BOOST_TEST(code_of(wire::search_answer_from_json(town)) == "");
  BOOST_TEST(where_of(wire::search_answer_from_json(replaced(town, "commune\",", "village\","))) ==
             "towns[0].kind");
  BOOST_TEST(where_of(wire::search_answer_from_json(replaced(town, "14}", "20}"))) ==
             "towns[0].zoom");
  BOOST_TEST(code_of(wire::changes_from_json(
                 R"({"sequence":1,"changes":[{"sequence":2,"kind":"places.reloaded"}]})")) ==
             "json.value");
  BOOST_TEST(code_of(wire::change_from_json(R"({"sequence":0,"kind":"places.reloaded"})")) ==
             "json.value");
  BOOST_TEST(code_of(wire::change_from_json(R"({"sequence":1,"kind":"places.sold"})")) ==
             "json.value");
}

BOOST_AUTO_TEST_CASE(an_error_names_the_place) {
  const auto error = [](std::string_view what, std::string_view by) {
    const auto read = wire::commands_from_json(replaced(kCreateJson, what, by));
    return code_of(read) + " " + where_of(read);
  };
  BOOST_TEST(error("\"lat\":48.87", "\"lat\":\"48.87\"") == "json.type [0].action.at.lat");
  BOOST_TEST(error("\"lat\":48.87", "\"lat\":null") == "json.type [0].action.at.lat");
  BOOST_TEST(error("\"lat\":48.87", "\"lat\":90.5") == "json.value [0].action.at.lat");
  BOOST_TEST(error("\"lat\":48.87,", "") == "json.missing [0].action.at.lat");
  BOOST_TEST(error("\"lat\":48.87", "\"lat\":48.87,\"alt\":3") ==
             "json.unknown_field [0].action.at.alt");
  BOOST_TEST(error("\"lat\":48.87", "\"lat\":48.87,\"insee\":\"75110\"") ==
             "json.unknown_field [0].action.at.lat");
  BOOST_TEST(error("\"at\":{\"lat\":48.87,\"lon\":2.36}", "\"at\":[48.87,2.36]") ==
             "json.type [0].action.at");
  BOOST_TEST(error("\"section\":\"clothes\"", "\"section\":\"money\"") ==
             "json.value [0].action.section");
  BOOST_TEST(error("\"title\":", "\"titel\":") == "json.missing [0].action.title");
  BOOST_TEST(error("action.create", "action.destroy") == "json.value [0].kind");
  BOOST_TEST(error("\"kind\":\"action.create\",", "") == "json.missing [0].kind");
  BOOST_TEST(error("\"id\":\"0193", "\"id\":\"x193") == "json.value [0].id");
  BOOST_TEST(error("[{", "{\"a\":[{") == "json.malformed ");
  BOOST_TEST(where_of(wire::commands_from_json("[1]")) == "[0]");
  BOOST_TEST(code_of(wire::commands_from_json("{}")) == "json.type");
  BOOST_TEST(code_of(wire::commands_from_json("null")) == "json.type");
  const auto twice = std::vector{examples::command(examples::create_action()),
                                 examples::command(model::CloseAction{})};
  BOOST_TEST(code_of(wire::commands_from_json(wire::to_json(twice))) == "json.duplicate_id");
  BOOST_TEST(where_of(wire::commands_from_json(wire::to_json(twice))) == "[1].id");
}

BOOST_AUTO_TEST_CASE(what_is_not_json_is_malformed) {
  for (const std::string& text : {std::string(),
                                  std::string(" "),
                                  std::string("{"),
                                  std::string("[}"),
                                  std::string("[1,]"),
                                  std::string("{\"a\":1,}"),
                                  std::string("{a:1}"),
                                  std::string("['a']"),
                                  std::string("[NaN]"),
                                  std::string("[Infinity]"),
                                  std::string("[-]"),
                                  std::string("[01]"),
                                  std::string("[1.]"),
                                  std::string("[.5]"),
                                  std::string("[+1]"),
                                  std::string("[1e999]"),
                                  std::string("[-1e999]"),
                                  std::string("[] []"),
                                  std::string("[]x"),
                                  std::string("// c\n[]"),
                                  std::string("[\"\\ud800\"]"),
                                  std::string("[\"\\udc00\\ud800\"]"),
                                  std::string("[\"\\uD83D\\u0041\"]"),
                                  std::string("[\"\xED\xA0\x80\"]"),
                                  std::string("[\"\xFF\"]"),
                                  std::string("[\"\xC0\x80\"]"),
                                  std::string("[\"caf\xE9\"]"),
                                  std::string("[\"a\nb\"]"),
                                  std::string("[\"\\x41\"]"),
                                  std::string("[\"a"),
                                  std::string("[\"\\"),
                                  std::string("[\"\\u12"),
                                  std::string("[tru]"),
                                  std::string("[\0]", 3),
                                  std::string("[]\0", 3),
                                  std::string("{\"a\":1,\"a\":1}"),
                                  std::string("{\"\\u0061\":1,\"a\":1}")}) {
    BOOST_TEST(code_of(wire::commands_from_json(text)) == "json.malformed", text);
  }
}

BOOST_AUTO_TEST_CASE(deep_nesting_is_refused_without_effort) {
  const auto nested = [](std::size_t depth, const std::string& open, const std::string& close) {
    std::string text;
    for (std::size_t i = 0; i < depth; ++i) text += open;
    for (std::size_t i = 0; i < depth; ++i) text += close;
    return text;
  };
  BOOST_TEST(code_of(wire::commands_from_json(nested(32, "[", "]"))) == "json.type");
  BOOST_TEST(code_of(wire::commands_from_json(nested(33, "[", "]"))) == "json.malformed");
  BOOST_TEST(code_of(wire::commands_from_json(nested(1'000'000, "[", ""))) == "json.malformed");
  BOOST_TEST(code_of(wire::commands_from_json(nested(200'000, "{\"a\":", ""))) == "json.malformed");
  BOOST_TEST(code_of(wire::commands_from_json(nested(1'000'000, "[", "]"))) == "json.malformed");
}

BOOST_AUTO_TEST_CASE(json_cut_at_any_length_is_refused) {
  for (std::size_t length = 0; length < kCreateJson.size(); ++length) {
    BOOST_REQUIRE_EQUAL(code_of(wire::commands_from_json(kCreateJson.substr(0, length))),
                        "json.malformed");
  }
  for (std::size_t length = 0; length < kPlaceJson.size(); ++length) {
    BOOST_REQUIRE_EQUAL(code_of(wire::place_from_json(kPlaceJson.substr(0, length))),
                        "json.malformed");
  }
}

BOOST_AUTO_TEST_CASE(damaged_json_breaks_nothing) {
  examples::Chance chance(32);
  for (int i = 0; i < 20'000; ++i) {
    std::string damaged = chance.below(2) == 0 ? kCreateJson : kPlaceJson;
    for (auto changes = 1 + chance.below(4); changes > 0; --changes) {
      const auto at = chance.below(damaged.size());
      if (chance.below(2) == 0)
        damaged[at] = static_cast<char>(chance.bits());
      else
        damaged[at] = "{}[],:\"\\0-eu"[chance.below(12)];
    }
    const auto commands = wire::commands_from_json(damaged);
    if (commands) BOOST_REQUIRE(*wire::commands_from_json(wire::to_json(*commands)) == *commands);
    const auto place = wire::place_from_json(damaged);
    if (place) BOOST_REQUIRE(*wire::place_from_json(wire::to_json(*place)) == *place);
  }
}

BOOST_AUTO_TEST_CASE(numbers_are_short_and_exact) {
  auto place = examples::place();
  examples::Chance chance(33);
  for (int i = 0; i < 5000; ++i) {
    place.at = {chance.between(-90, 90) / static_cast<double>(1 + chance.below(1'000'000)),
                chance.between(-180, 180)};
    BOOST_REQUIRE(wire::place_from_json(wire::to_json(place))->at == place.at);
  }
  place.at = {0.1, -1.0 / 3};
  BOOST_TEST(wire::to_json(place).find(R"("lat":0.1,"lon":-0.3333333333333333,)") !=
             std::string::npos);
  place.at = {std::numeric_limits<double>::denorm_min(), 1e-300};
  BOOST_CHECK(wire::place_from_json(wire::to_json(place))->at == place.at);
}

BOOST_AUTO_TEST_CASE(whole_numbers_are_whole) {
  const auto change = [](const std::string& sequence) {
    return code_of(
        wire::change_from_json(R"({"kind":"places.reloaded","sequence":)" + sequence + "}"));
  };
  BOOST_TEST(change("9007199254740992") == "");
  BOOST_TEST(change("9007199254740993") == "json.value");
  BOOST_TEST(change("18446744073709551615") == "json.value");
  BOOST_TEST(change("-9223372036854775808") == "json.value");
  BOOST_TEST(change("36893488147419103232") == "json.type");
  BOOST_TEST(change("1.0") == "json.type");
  BOOST_TEST(change("1e2") == "json.type");
  BOOST_TEST(change("\"1\"") == "json.type");
  BOOST_TEST(change("true") == "json.type");
}

BOOST_AUTO_TEST_CASE(broken_text_is_written_so_that_it_can_be_read) {
  auto place = examples::place();
  place.name = "caf\xE9 \xF0\x9F \x01";
  const auto read = wire::place_from_json(wire::to_json(place));
  BOOST_REQUIRE(read);
  BOOST_TEST(read->name == "caf\uFFFD \uFFFD\uFFFD \x01");
}

BOOST_AUTO_TEST_SUITE_END()
