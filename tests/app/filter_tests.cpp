#include <boost/test/unit_test.hpp>

#include "app/vm/home_vm.hpp"
#include "app/vm/opening_vm.hpp"
#include "tests/app/app_helpers.hpp"

using namespace app;
using namespace app_tests;

namespace {

base::Instant instant(const char* text) { return base::parse_rfc3339(text).value(); }

// A Monday at noon in Paris.
const auto kNoon = instant("2026-11-23T11:00:00Z");

model::Place place_with(int n, const char* hours, const char* wheelchair = "") {
  auto p = place(n);
  p.postal_code = "75003";
  p.opening_hours = hours;
  p.wheelchair = wheelchair;
  return p;
}

// Place 5 is 1.1 km from place 0, 20 minutes on foot.
Client at_noon(const std::string& url) {
  Client client;
  client.start(url);
  client.load({model::marker_of(place_with(0, "Mo-Su 11:00-14:00")),
               model::marker_of(place_with(1, "")),
               model::marker_of(place_with(5, "Mo-Su 10:00-12:10", "yes")),
               model::marker_of(place_with(6, "Mo-Su 12:15-13:00")), model::marker_of(action(30))});
  client.send(ClockRead{kNoon});
  return client;
}

std::vector<std::string> listed(const State& state) {
  const auto vm = home_vm(state);
  std::vector<std::string> titles;
  for (std::size_t i = 0; i < vm.rows.size(); ++i) titles.push_back(vm.rows[i].title);
  return titles;
}

using Titles = std::vector<std::string>;

}  // namespace

BOOST_AUTO_TEST_SUITE(filter)

BOOST_AUTO_TEST_CASE(what_is_open_now_is_listed_and_what_nobody_knows_is_counted) {
  auto client = at_noon("/?open=now");
  BOOST_TEST(listed(client.state) == (Titles{"Lieu 0", "Lieu 5"}),
             boost::test_tools::per_element());
  const auto vm = home_vm(client.state);
  BOOST_TEST(vm.hours_unknown == 1u);
  BOOST_TEST(vm.total == 2u);
  BOOST_TEST(vm.chips[0].count == 2u);
  BOOST_TEST(vm.chips[2].count == 0u);  // actions
}

BOOST_AUTO_TEST_CASE(at_rest_a_timer_waits_for_the_next_change) {
  auto client = at_noon("/?open=now");
  const auto timers = client.take<SetTimer>();
  BOOST_REQUIRE(!timers.empty());
  BOOST_TEST(timers.back().after_ms == 10 * base::kMinuteMs);
  client.send(TimerFired{timers.back().timer, {kNoon.unix_ms + 10 * base::kMinuteMs}});
  BOOST_TEST(listed(client.state) == (Titles{"Lieu 0"}), boost::test_tools::per_element());
  BOOST_TEST(client.take<SetTimer>().back().after_ms == 5 * base::kMinuteMs);
  client.send(FilterNarrowed{FilterChoice::all});
  client.effects.clear();
  client.send(TimerFired{timers.back().timer, {kNoon.unix_ms + base::kDayMs}});
  BOOST_TEST(client.effects.empty());
  BOOST_TEST(home_vm(client.state).total == 5u);
}

BOOST_AUTO_TEST_CASE(the_clock_is_read_whenever_what_is_shown_may_be_another) {
  auto client = at_noon("/");
  BOOST_TEST(client.take<ReadClock>().empty());
  Filter filter;
  filter.open = OpenWhen::now;
  client.send(FilterNarrowed{filter});
  BOOST_TEST(client.take<ReadClock>().size() == 1u);
  client.send(MapMoved{map_at(beside(1))});
  BOOST_TEST(client.take<ReadClock>().size() == 1u);
  client.send(ClockRead{kNoon});
  BOOST_TEST(client.take<ReadClock>().empty());
}

BOOST_AUTO_TEST_CASE(who_walks_sees_what_is_open_when_they_arrive) {
  auto client = at_noon("/?open=arrival");
  client.effects.clear();
  client.send(PositionAsked{});
  client.send(PositionAsked{});
  BOOST_TEST(client.take<AskPosition>().size() == 1u);
  client.send(PositionArrived{beside(0)});
  client.send(ClockRead{kNoon});
  BOOST_TEST(listed(client.state) == (Titles{"Lieu 0", "Lieu 6"}),
             boost::test_tools::per_element());
  BOOST_TEST(home_vm(client.state).rows[1].walk_min.value() == 24);
  // The position leads to nothing that leaves the page.
  for (const auto& effect : client.effects)
    BOOST_TEST((std::holds_alternative<FlyTo>(effect) ||
                std::holds_alternative<ReadClock>(effect) ||
                std::holds_alternative<SetTimer>(effect)));
}

BOOST_AUTO_TEST_CASE(who_is_not_found_starts_from_the_middle_of_the_map) {
  auto client = at_noon("/?open=arrival");
  client.send(PositionAsked{});
  client.send(PositionArrived{std::nullopt});
  BOOST_TEST(client.has_toast(Notice::position_unknown));
  BOOST_TEST((client.state.here.state == Whereabouts::State::refused));
  client.send(ClockRead{kNoon});
  BOOST_TEST(listed(client.state) == (Titles{"Lieu 0", "Lieu 6"}),
             boost::test_tools::per_element());
  // A chosen point stays while the map moves.
  client.send(MapMoved{map_at(beside(5))});
  client.send(StartChosen{});
  client.send(MapMoved{map_at(beside(0))});
  client.send(ClockRead{kNoon});
  BOOST_TEST(listed(client.state) == (Titles{"Lieu 5", "Lieu 0"}),
             boost::test_tools::per_element());
  client.send(PositionAsked{});
  client.send(PositionArrived{model::Position{91, 0}});
  BOOST_TEST((client.state.here.state == Whereabouts::State::refused));
}

BOOST_AUTO_TEST_CASE(the_map_goes_to_who_asks_where_they_are_and_arrivals_start_from_there) {
  auto client = at_noon("/");
  client.send(LocateAsked{});
  client.send(PositionAsked{});
  BOOST_TEST(client.take<AskPosition>().size() == 1u);  // one question is enough
  client.send(PositionArrived{beside(1)});
  const auto flown = client.take<FlyTo>();
  BOOST_REQUIRE(flown.size() == 1u);
  BOOST_TEST((flown[0].at == beside(1)));
  BOOST_TEST(flown[0].zoom == 15);
  BOOST_TEST((client.state.here.at == beside(1)));
  Filter on_arrival;
  on_arrival.open = OpenWhen::on_arrival;
  client.send(FilterNarrowed{on_arrival});
  BOOST_TEST(client.take<AskPosition>().empty());

  // Asked for their sake alone, a position in view leaves the map where it is.
  client.send(PositionAsked{});
  client.send(PositionArrived{beside(2)});
  BOOST_TEST(client.take<FlyTo>().at(0).zoom < 0);

  client.send(LocateAsked{});
  client.send(PositionArrived{std::nullopt});
  BOOST_TEST(client.has_toast(Notice::position_unknown));
  BOOST_TEST(client.take<FlyTo>().empty());
  BOOST_TEST(!client.state.here.map_follows);
}

BOOST_AUTO_TEST_CASE(what_a_wheelchair_enters_in_part_passes_and_says_so) {
  auto client = at_noon("/?wheelchair=yes");
  client.send(StreamReset{});
  client.load({model::marker_of(place_with(1, "24/7", "yes")),
               model::marker_of(place_with(2, "24/7", "limited")),
               model::marker_of(place_with(3, "24/7", "no")),
               model::marker_of(place_with(4, "24/7", "une marche")),
               model::marker_of(place_with(6, "24/7"))},
              9);
  BOOST_REQUIRE(listed(client.state) == (Titles{"Lieu 1", "Lieu 2"}));
  BOOST_TEST(!home_vm(client.state).rows[0].partly_accessible);
  BOOST_TEST(home_vm(client.state).rows[1].partly_accessible);
  client.send(FilterNarrowed{{}});  // nobody asks for it
  const auto vm = home_vm(client.state);
  for (std::size_t i = 0; i < vm.rows.size(); ++i) BOOST_TEST(!vm.rows[i].partly_accessible);
}

BOOST_AUTO_TEST_CASE(parts_of_the_filter_stay_while_another_is_chosen) {
  auto client = at_noon("/?open=now&wheelchair=yes");
  BOOST_TEST(listed(client.state) == (Titles{"Lieu 5"}), boost::test_tools::per_element());
  client.send(FilterChosen{FilterChoice::food});
  BOOST_TEST(to_url(client.state.location) == "/?voir=se-nourrir&open=now&wheelchair=yes");
  BOOST_TEST(home_vm(client.state).rows[0].open.filter.wheelchair);
}

BOOST_AUTO_TEST_CASE(a_reload_of_the_places_asks_for_the_new_ones) {
  auto client = at_noon("/?open=now");
  client.send(StreamReset{});
  client.load({model::marker_of(place_with(3, "24/7"))}, 9);
  client.send(ClockRead{kNoon});
  BOOST_TEST(listed(client.state) == (Titles{"Lieu 3"}), boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(a_card_says_until_when) {
  const auto said = [](const char* hours, base::Instant now) {
    return opening_vm(model::facts_of(place_with(1, hours)), kParis, now);
  };
  BOOST_TEST(!said("", kNoon));
  BOOST_TEST((said("le matin", kNoon)->now.state == rules::OpenState::unsaid));
  const auto soon = said("Mo-Fr 10:00-12:20", {kNoon.unix_ms + 30'000});
  BOOST_TEST((soon->now.state == rules::OpenState::open));
  BOOST_TEST(soon->now.next->minutes == 20);
  BOOST_TEST(soon->until.unix_ms == kNoon.unix_ms + base::kMinuteMs);
  const auto later = said("Mo-Fr 10:00-18:00", kNoon);
  BOOST_TEST(later->until.unix_ms == kNoon.unix_ms + 15 * base::kMinuteMs);
}

BOOST_AUTO_TEST_SUITE_END()
