#include <boost/test/unit_test.hpp>
#include <cmath>

#include "app/vm/action_vm.hpp"
#include "app/vm/home_vm.hpp"
#include "app/vm/map_vm.hpp"
#include "app/vm/place_vm.hpp"
#include "app/vm/shell_vm.hpp"
#include "tests/app/app_helpers.hpp"

using namespace app;
using namespace app_tests;

BOOST_AUTO_TEST_SUITE(vm)

BOOST_AUTO_TEST_CASE(home_lists_the_nearest_with_their_way) {
  Client client;
  client.settle_in();
  client.send(Opened{{PlaceRoute{place_id(2)}, FilterChoice::all}});
  const auto vm = home_vm(client.state);
  BOOST_TEST((vm.load == LoadState::ready));
  BOOST_TEST(vm.total == 3u);
  BOOST_REQUIRE(vm.rows.size() == 3u);
  BOOST_TEST(vm.rows[0].title == "Lieu 1");
  BOOST_TEST(vm.rows[0].detail == "Paris");
  BOOST_REQUIRE(vm.rows[0].distance_m);
  BOOST_TEST(std::abs(*vm.rows[0].distance_m - 222) < 5);
  BOOST_TEST(*vm.rows[0].walk_min == 4);
  BOOST_TEST(!vm.rows[0].chosen);
  BOOST_TEST(vm.rows[1].chosen);
  BOOST_TEST((vm.rows[2].open.route == Route{ActionRoute{action_id(30)}}));
  BOOST_TEST(!vm.rows[2].pending);
  BOOST_TEST(vm.pending == 0u);
  BOOST_TEST(!vm.offline);
}

BOOST_AUTO_TEST_CASE(home_has_a_chip_for_each_filter) {
  Client client;
  client.settle_in("/?voir=demandes");
  const auto vm = home_vm(client.state);
  BOOST_REQUIRE(vm.chips.size() == kFilterChoices.size());
  for (std::size_t i = 0; i < vm.chips.size(); ++i) {
    BOOST_TEST((vm.chips[i].choice == kFilterChoices[i]));
    BOOST_TEST(vm.chips[i].chosen == (vm.chips[i].choice == FilterChoice::demands));
  }
}

BOOST_AUTO_TEST_CASE(before_the_map_has_spoken_nothing_is_near) {
  Client client;
  client.send(Started{"/", "", "", kNow});
  client.load({model::marker_of(place(1))});
  const auto vm = home_vm(client.state);
  BOOST_REQUIRE(vm.rows.size() == 1u);
  BOOST_TEST(!vm.rows[0].distance_m);
  BOOST_TEST(!vm.rows[0].walk_min);
}

BOOST_AUTO_TEST_CASE(what_is_not_acknowledged_is_marked_everywhere) {
  Client client;
  client.settle_in();
  client.publish(100);
  client.send(MapMoved{map_at(kParis, 18)});
  BOOST_TEST(home_vm(client.state).pending == 1u);
  BOOST_TEST(shell_vm(client.state).pending == 1u);
  BOOST_TEST(action_vm(client.state, action_id(100), kNow).pending);
  int marked = 0;
  for (const auto& marker : map_vm(client.state).markers) {
    if (!marker.pending) continue;
    ++marked;
    BOOST_TEST(marker.title == "Manteaux d’hiver");
    BOOST_TEST(marker.selected);
  }
  BOOST_TEST(marked == 1);
  client.send(CommandsAnswered{std::vector{applied(100)}});
  BOOST_TEST(!action_vm(client.state, action_id(100), kNow).pending);
  BOOST_TEST(home_vm(client.state).pending == 0u);
}

BOOST_AUTO_TEST_CASE(the_map_opens_markers_and_clusters) {
  Client client;
  client.settle_in();
  client.send(MapMoved{map_at(kParis, 18)});
  auto vm = map_vm(client.state);
  BOOST_REQUIRE(vm.markers.size() == 3u);
  for (const auto& marker : vm.markers) {
    BOOST_TEST(marker.count == 1u);
    BOOST_TEST(std::holds_alternative<Location>(marker.opens));
  }
  client.send(MapMoved{map_at(kParis, 8)});
  vm = map_vm(client.state);
  BOOST_REQUIRE(vm.markers.size() == 1u);
  BOOST_TEST(vm.markers[0].count == 3u);
  BOOST_TEST(vm.markers[0].people == 1u);
  BOOST_TEST(std::holds_alternative<geo::Cluster>(vm.markers[0].opens));
  BOOST_TEST(!vm.area);
}

BOOST_AUTO_TEST_CASE(what_is_open_is_seen_on_the_map_though_it_is_merged_with_others) {
  Client client;
  client.settle_in();
  client.send(MapMoved{map_at(kParis, 18)});
  client.send(Opened{{PlaceRoute{place_id(2)}, FilterChoice::all}});
  const auto alone = map_vm(client.state).markers;
  BOOST_REQUIRE(alone.size() == 3u);
  client.send(MapMoved{map_at(kParis, 8)});
  const auto merged = map_vm(client.state).markers;
  BOOST_REQUIRE(merged.size() == 2u);
  BOOST_TEST(merged[0].count == 3u);
  BOOST_TEST(merged[1].selected);
  BOOST_TEST(merged[1].title == "Lieu 2");
  for (const auto& marker : alone)
    BOOST_TEST((marker.identity == merged[1].identity) == marker.selected);
}

BOOST_AUTO_TEST_CASE(the_map_shows_the_cell_of_an_action_and_of_a_draft) {
  Client client;
  client.settle_in();
  client.send(Opened{{ActionRoute{action_id(30)}, FilterChoice::all}});
  BOOST_TEST(!map_vm(client.state).area);
  client.send(ActionArrived{action_id(30), action(30)});
  const auto area = map_vm(client.state).area;
  BOOST_REQUIRE(area);
  const auto at = action(30).at;
  BOOST_TEST(area->north_deg - area->south_deg == at.cell_height_deg,
             boost::test_tools::tolerance(1e-6));
  client.write("Manteaux");
  BOOST_TEST(map_vm(client.state).area.has_value());
}

BOOST_AUTO_TEST_CASE(a_place_shows_what_is_known) {
  Client client;
  client.settle_in();
  client.send(Opened{{PlaceRoute{place_id(1)}, FilterChoice::all}});
  auto vm = place_vm(client.state, place_id(1), kNow);
  BOOST_TEST((vm.load == LoadState::loading));
  BOOST_TEST(vm.name == "Lieu 1");  // of the marker, meanwhile
  auto p = place(1);
  p.address = "4 rue des Récollets";
  p.postal_code = "75010";
  p.phone = "01 42 33 12 34";
  p.website = "javascript:alert(1)";
  p.animals = "yes";
  p.wheelchair = "une marche";
  p.last_checked = "2026-11-09T10:00:00.000Z";
  p.example = true;
  client.send(PlaceArrived{place_id(1), p});
  vm = place_vm(client.state, place_id(1), kNow);
  BOOST_TEST((vm.load == LoadState::ready));
  const std::vector<std::string> lines{"4 rue des Récollets", "75010 Paris"};
  BOOST_TEST(vm.address == lines, boost::test_tools::per_element());
  BOOST_TEST(vm.phone_href == "tel:+33142331234");
  BOOST_TEST(vm.website_href == "");
  BOOST_TEST(vm.website_text == "");
  BOOST_TEST((vm.animals == YesNo::yes));
  BOOST_TEST((vm.wheelchair == YesNo::words));
  BOOST_TEST(vm.wheelchair_words == "une marche");
  BOOST_TEST(*vm.checked_days_ago == 11);
  BOOST_TEST(vm.example);
  BOOST_TEST(vm.directions_href.starts_with("geo:48."));
  p.address = "4 rue des Récollets, 75010 Paris";
  p.last_checked = "hier";
  client.send(PlaceArrived{place_id(1), p});
  vm = place_vm(client.state, place_id(1), kNow);
  BOOST_TEST(vm.address.size() == 1u);  // not twice
  BOOST_TEST(!vm.checked_days_ago);
  BOOST_TEST((place_vm(client.state, place_id(77), kNow).load == LoadState::idle));
}

BOOST_AUTO_TEST_CASE(an_action_shows_who_and_what_one_may_do) {
  Client client;
  client.settle_in();
  client.send(Opened{{ActionRoute{action_id(30)}, FilterChoice::all}});
  BOOST_TEST(action_vm(client.state, action_id(30), kNow).title == "Action 30");
  auto mine = action(30, kMona);
  mine.author.first_name = "émilie";
  client.send(ActionArrived{action_id(30), mine});
  const base::Instant later{kNow.unix_ms + 2 * base::kDayMs + 5};
  auto vm = action_vm(client.state, action_id(30), later);
  BOOST_TEST(vm.is_mine);
  BOOST_TEST(vm.can_close);
  BOOST_TEST(vm.author_initial == "É");
  BOOST_TEST((vm.age == Age{AgeUnit::days, 2}));
  BOOST_TEST(vm.area.has_value());
  client.send(CloseAsked{command_id(5), kNow, {action_id(30), model::ActionOutcome::happened, ""}});
  vm = action_vm(client.state, action_id(30), later);
  BOOST_TEST(!vm.can_close);
  BOOST_TEST((vm.outcome == model::ActionOutcome::happened));
  BOOST_TEST(vm.pending);

  Client guest;
  guest.start();
  guest.be(std::nullopt);
  guest.send(Opened{{ActionRoute{action_id(31)}, FilterChoice::all}});
  guest.send(ActionArrived{action_id(31), action(31)});
  BOOST_TEST(!action_vm(guest.state, action_id(31), later).can_close);
}

BOOST_AUTO_TEST_CASE(ages) {
  const auto after = [](std::int64_t ms) { return age(kNow, {kNow.unix_ms + ms}); };
  BOOST_TEST((after(-5) == Age{}));
  BOOST_TEST((after(59'999) == Age{}));
  BOOST_TEST((after(60'000) == Age{AgeUnit::minutes, 1}));
  BOOST_TEST((after(2 * base::kHourMs) == Age{AgeUnit::hours, 2}));
  BOOST_TEST((after(6 * base::kDayMs) == Age{AgeUnit::days, 6}));
  BOOST_TEST((after(15 * base::kDayMs) == Age{AgeUnit::weeks, 2}));
  BOOST_TEST((after(65 * base::kDayMs) == Age{AgeUnit::months, 2}));
  BOOST_TEST((after(800 * base::kDayMs) == Age{AgeUnit::years, 2}));
  BOOST_TEST((age({INT64_MIN}, {INT64_MAX}).unit == AgeUnit::years));
}

BOOST_AUTO_TEST_CASE(the_shell_knows_where_and_who) {
  Client client;
  client.settle_in("/?voir=autres");
  auto vm = shell_vm(client.state);
  BOOST_TEST((vm.section == app::Section::map));
  BOOST_TEST(vm.first_name == "Mona");
  BOOST_TEST(vm.initial == "M");
  BOOST_TEST(vm.subject == "");
  BOOST_TEST(to_url(vm.new_action) == "/actions/nouvelle?voir=autres");
  client.send(Opened{{PlaceRoute{place_id(1)}, FilterChoice::others}});
  BOOST_TEST(shell_vm(client.state).subject == "Lieu 1");
  client.send(Opened{{NewActionRoute{}, FilterChoice::others}});
  BOOST_TEST((shell_vm(client.state).section == app::Section::new_action));
}

BOOST_AUTO_TEST_SUITE_END()
