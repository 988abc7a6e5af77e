#include <boost/test/unit_test.hpp>
#include <fstream>
#include <iterator>
#include <nlohmann/json.hpp>

#include "core/rules/limits.hpp"
#include "core/rules/opening_hours.hpp"

using rules::HoursState;
using rules::Locality;
using rules::OpeningHours;

namespace {

constexpr model::Position kParis{48.86, 2.34};

base::Instant at(std::string_view text) { return base::parse_rfc3339(text).value(); }

OpeningHours hours_of(std::string_view value) {
  auto hours = rules::parse_opening_hours(value);
  BOOST_REQUIRE_MESSAGE(hours, value);
  return *std::move(hours);
}

HoursState state(std::string_view value, std::string_view when,
                 const Locality& where = rules::locality_of("75001", kParis)) {
  const auto hours = hours_of(value);
  return rules::state_at(hours, where, at(when)).state;
}

std::string next(std::string_view value, std::string_view when,
                 const Locality& where = rules::locality_of("75001", kParis)) {
  const auto change = rules::next_change(hours_of(value), where, at(when));
  return change ? base::to_rfc3339(change->at).substr(0, 16) : "never";
}

std::string error_of(std::string_view value) {
  const auto hours = rules::parse_opening_hours(value);
  return hours ? "none" : hours.error().code + " " + hours.error().where;
}

HoursState named(const nlohmann::json& name) {
  return name == "open"     ? HoursState::open
         : name == "closed" ? HoursState::closed
                            : HoursState::unknown;
}

}  // namespace

BOOST_TEST_DONT_PRINT_LOG_VALUE(HoursState)

BOOST_AUTO_TEST_SUITE(opening_hours)

// Cases written by hand from the specification; the command `hours` reads the same file.
BOOST_AUTO_TEST_CASE(each_known_value_is_read_as_it_is_meant) {
  std::ifstream stream("tests/core/opening_hours_cases.json");
  const auto file = nlohmann::json::parse(std::string(std::istreambuf_iterator<char>(stream), {}));
  const auto where = rules::locality_of("75001", kParis);
  for (const auto& known : file["cases"]) {
    const auto value = known["value"].get<std::string>();
    BOOST_TEST_CONTEXT(value) {
      const auto hours = rules::parse_opening_hours(value);
      BOOST_REQUIRE(bool(hours) != known.contains("error"));
      if (!hours) continue;
      for (std::size_t i = 0; i < file["instants"].size(); ++i) {
        const auto instant = at(file["instants"][i].get<std::string>());
        BOOST_TEST(rules::state_at(*hours, where, instant).state == named(known["states"][i]));
        if (!known.contains("next_change") || i >= known["next_change"].size()) continue;
        const auto& expected = known["next_change"][i];
        const auto change = rules::next_change(*hours, where, instant);
        BOOST_REQUIRE(change.has_value() != expected.is_null());
        if (change) BOOST_CHECK(change->at == at(expected.get<std::string>()));
      }
    }
  }
}

BOOST_AUTO_TEST_CASE(an_error_names_the_byte_and_the_kind) {
  BOOST_TEST(error_of("Mo-Fr 10:00") == "hours.point_in_time 11");
  BOOST_TEST(error_of("Mo foo") == "hours.unknown_word 3");
  BOOST_TEST(error_of("Mo \"a") == "hours.unclosed_comment 3");
  BOOST_TEST(error_of("Mo-Fr 10:75-12:00") == "hours.out_of_range 11");
  BOOST_TEST(error_of("Mo-10:00") == "hours.unexpected 3");
  BOOST_TEST(error_of("Mo-Su,SH") == "hours.no_hours 8");
  BOOST_TEST(error_of(std::string(rules::limits::kHoursBytesMax + 1, ' ')) ==
             "hours.too_long 2000");
  std::string many = "Mo";
  for (std::size_t i = 0; i < rules::limits::kHoursRulesMax; ++i) many += ";Mo";
  BOOST_TEST(error_of(many) == "hours.too_many_rules 300");
}

BOOST_AUTO_TEST_CASE(comments_come_with_the_state_they_belong_to) {
  const auto hours =
      hours_of("Mo-Fr 09:00-12:00 \"entrée par la cour\"; Sa off \"travaux; merci\"; Su 17:00+");
  const auto where = rules::locality_of("75001", kParis);
  const auto now = [&](std::string_view when) { return rules::state_at(hours, where, at(when)); };
  BOOST_TEST(now("2026-06-01T08:00Z").comment == "entrée par la cour");
  BOOST_TEST(now("2026-06-01T12:00Z").comment == "");
  BOOST_TEST(now("2026-06-06T08:00Z").comment == "travaux; merci");
  BOOST_TEST(now("2026-06-06T08:00Z").state == HoursState::closed);
  BOOST_TEST(now("2026-06-07T18:00Z").is_open_end);
  BOOST_TEST(!now("2026-06-01T08:00Z").is_open_end);
}

BOOST_AUTO_TEST_CASE(holidays_are_those_of_the_place) {
  const auto in = [](std::string_view code) { return rules::locality_of(code, kParis); };
  const std::string_view good_friday = "2026-04-03T10:00Z", value = "Mo-Fr 09:00-17:00; PH off";
  BOOST_TEST(state(value, good_friday, in("75001")) == HoursState::open);
  BOOST_TEST(state(value, good_friday, in("67000")) == HoursState::closed);
  BOOST_TEST(state("SH 09:00-17:00", "2026-02-16T10:00Z", in("69001")) == HoursState::open);
  BOOST_TEST(state("SH 09:00-17:00", "2026-02-16T10:00Z", in("75001")) == HoursState::closed);
}

BOOST_AUTO_TEST_CASE(what_hangs_on_school_holidays_nobody_knows_yet_is_unknown) {
  const std::string_view later = "2031-02-12T10:00Z";  // a Wednesday
  BOOST_TEST(state("SH 09:00-17:00", later) == HoursState::unknown);
  BOOST_TEST(state("SH 12:00-17:00", later) == HoursState::closed);
  BOOST_TEST(state("Mo-Fr 09:00-17:00; SH off", later) == HoursState::unknown);
  BOOST_TEST(state("Mo-Fr 09:00-17:00; SH Mo-Fr 08:00-18:00", later) == HoursState::open);
  BOOST_TEST(state("Jul SH 09:00-17:00", later) == HoursState::closed);
  const auto corner = rules::locality_of("", kParis);  // without a postal code: no zone
  BOOST_TEST(state("SH 09:00-17:00", "2026-02-16T10:00Z", corner) == HoursState::unknown);
  BOOST_TEST(state("SH 09:00-17:00", "2026-07-20T10:00Z", corner) == HoursState::open);
}

BOOST_AUTO_TEST_CASE(overseas_clocks_are_their_own) {
  const auto reunion = rules::locality_of("97400", {-20.88, 55.45});
  BOOST_TEST(state("09:00-12:00", "2026-06-01T05:00Z", reunion) == HoursState::open);
  BOOST_TEST(state("09:00-12:00", "2026-06-01T09:00Z", reunion) == HoursState::closed);
  const auto tahiti = rules::locality_of("98714", {-17.55, -149.56});
  BOOST_TEST(next("Mo 08:00-10:00", "2026-06-01T17:00Z", tahiti) == "2026-06-01T18:00");
  // Sunrise at the antipodes of Paris's summer.
  BOOST_TEST(state("sunrise-sunset", "2026-06-21T03:30Z", reunion) == HoursState::open);
  BOOST_TEST(state("sunrise-sunset", "2026-06-21T02:30Z", reunion) == HoursState::closed);
}

BOOST_AUTO_TEST_CASE(in_spring_an_hour_does_not_exist) {
  BOOST_TEST(state("Su 02:00-03:00", "2026-03-29T00:59Z") == HoursState::closed);
  BOOST_TEST(state("Su 02:00-03:00", "2026-03-29T01:00Z") == HoursState::closed);
  BOOST_TEST(next("Su 02:15-02:45", "2026-03-28T20:00Z") == "2026-04-05T00:15");
  BOOST_TEST(next("Su 01:00-02:30", "2026-03-29T00:30Z") == "2026-03-29T01:00");
  BOOST_TEST(next("Su 02:30-05:00", "2026-03-29T00:30Z") == "2026-03-29T01:00");
  BOOST_TEST(next("Sa 22:00-04:00", "2026-03-29T00:30Z") == "2026-03-29T02:00");
}

BOOST_AUTO_TEST_CASE(in_autumn_an_hour_comes_twice) {
  const std::string_view value = "Su 02:15-02:45";
  BOOST_TEST(next(value, "2026-10-24T20:00Z") == "2026-10-25T00:15");
  BOOST_TEST(state(value, "2026-10-25T00:30Z") == HoursState::open);
  BOOST_TEST(next(value, "2026-10-25T00:30Z") == "2026-10-25T00:45");
  BOOST_TEST(next(value, "2026-10-25T00:50Z") == "2026-10-25T01:15");
  BOOST_TEST(state(value, "2026-10-25T01:30Z") == HoursState::open);
  BOOST_TEST(next(value, "2026-10-25T01:30Z") == "2026-10-25T01:45");
  BOOST_TEST(next("Su 01:00-03:00", "2026-10-24T23:30Z") == "2026-10-25T02:00");
}

BOOST_AUTO_TEST_CASE(what_began_the_day_before_ends_as_it_was_said_then) {
  // The evening before a Sunday with hours of its own goes on; one cancelled as a whole does not.
  BOOST_TEST(state("Mo-Su 20:00-03:00; Su 10:00-12:00", "2026-06-07T00:30Z") == HoursState::open);
  BOOST_TEST(state("Mo-Su 20:00-03:00; Su 10:00-12:00", "2026-06-08T00:30Z") == HoursState::closed);
  BOOST_TEST(state("Mo-Su 20:00-03:00; Su off", "2026-06-07T00:30Z") == HoursState::closed);
  BOOST_TEST(state("Mo-Su 20:00-03:00; Su off", "2026-06-08T00:30Z") == HoursState::closed);
  BOOST_TEST(state("Su off; Mo-Su 20:00-03:00", "2026-06-07T00:30Z") == HoursState::open);
}

BOOST_AUTO_TEST_CASE(the_intervals_of_a_day_are_whole) {
  const auto hours = hours_of("Mo-Fr 09:00-12:00,14:00-18:00; Fr 20:00-02:00 unknown \"concert\"");
  const auto where = rules::locality_of("75001", kParis);
  const auto of = [&](base::CivilDate date) {
    std::string text;
    for (const auto& one : rules::day_intervals(hours, where, base::day_of(date)))
      text += std::to_string(one.from_min) + "-" + std::to_string(one.to_min) +
              "cou"[static_cast<int>(one.is.state)] + " ";
    return text;
  };
  BOOST_TEST(of({2026, 6, 4}) == "0-540c 540-720o 720-840c 840-1080o 1080-1440c ");
  BOOST_TEST(of({2026, 6, 5}) == "0-1200c 1200-1440u ");
  BOOST_TEST(of({2026, 6, 6}) == "0-120u 120-1440c ");
  BOOST_TEST(of({2026, 6, 7}) == "0-1440c ");
}

BOOST_AUTO_TEST_CASE(a_change_is_sought_for_five_years) {
  BOOST_TEST(next("Feb 29", "2026-01-01T00:00Z") == "2028-02-28T23:00");
  BOOST_TEST(next("2030 Jan 01", "2026-01-01T00:00Z") == "2029-12-31T23:00");
  BOOST_TEST(next("2032 Jan 01", "2026-01-01T00:00Z") == "never");
  BOOST_TEST(next("Mo-Su 00:00-24:00", "2026-01-01T00:00Z") == "never");
  BOOST_TEST(next("2020 Jan 01", "2026-01-01T00:00Z") == "never");
}

BOOST_AUTO_TEST_SUITE_END()
