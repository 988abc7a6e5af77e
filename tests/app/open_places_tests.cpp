#include "app/open_places.hpp"

#include <boost/test/unit_test.hpp>

#include <random>
#include <set>

#include "core/geo/mercator.hpp"
#include "core/rules/opening_hours.hpp"
#include "core/rules/walk.hpp"
#include "tests/app/app_helpers.hpp"

namespace {

class Chance {
 public:
  explicit Chance(std::uint64_t seed) : engine_(seed) {}
  std::size_t below(std::size_t count) { return engine_() % count; }
  model::Position position_near(model::Position centre, double degrees) {
    return {centre.lat_deg + some(degrees), centre.lon_deg + some(degrees)};
  }

 private:
  double some(double most) { return (static_cast<double>(engine_() % 2001) / 1000 - 1) * most; }
  std::mt19937_64 engine_;
};

constexpr geo::View kWorld{-85, -180, 85, 180, 3};

// Where clocks and holidays differ: postal code and position.
struct Town {
  const char* postal_code;
  model::Position at;
};
constexpr Town kTowns[] = {{"75010", {48.87, 2.36}},     {"67000", {48.58, 7.75}},
                           {"20000", {41.92, 8.74}},     {"97110", {16.24, -61.53}},
                           {"97400", {-20.88, 55.45}},   {"97500", {46.78, -56.17}},
                           {"98714", {-17.54, -149.57}}, {"98742", {-9.8, -139.0}},
                           {"", {-21.0, 55.3}},          {"", {44.8, -0.6}}};
constexpr const char* kHours[] = {"24/7",
                                  "Mo-Fr 09:00-12:00,14:00-18:00; PH off",
                                  "Mo-Su 18:00-08:00",
                                  "06:00-01:00",
                                  "sunrise-sunset",
                                  "Th[1,3] 14:00-17:00",
                                  "Mo-Fr 17:00+",
                                  "Oct 1-Apr 30 08:00-19:00; May 1-Sep 30 08:00-22:00",
                                  "SH Mo-Fr 10:00-16:00",
                                  "02:30-03:30",
                                  "easter -2 days-easter +1 day off; Mo-Su 08:00-20:00",
                                  "le matin",
                                  ""};

// With ids from `first` on.
std::vector<model::Place> places(Chance& chance, std::size_t count, int first = 0) {
  std::vector<model::Place> places;
  while (places.size() < count) {
    const Town& town = kTowns[chance.below(std::size(kTowns))];
    auto place = app_tests::place(first + static_cast<int>(places.size()));
    place.postal_code = town.postal_code;
    place.at = geo::unproject(geo::project(chance.position_near(town.at, 0.03)));
    place.opening_hours = kHours[chance.below(std::size(kHours))];
    places.push_back(std::move(place));
  }
  return places;
}

// What the rules say of one place, read anew.
rules::HoursState by_the_rules(const model::Place& place, base::Instant at) {
  const auto hours = rules::parse_opening_hours(place.opening_hours);
  if (!hours || place.opening_hours.empty()) return rules::HoursState::unknown;
  return rules::state_at(*hours, rules::locality_of(place.postal_code, place.at), at).state;
}

std::set<base::Uuid> open_in(geo::MarkerStore& markers) {
  geo::MarkerFilter filter;
  filter.only_open = true;
  std::set<base::Uuid> open;
  for (const auto index : markers.nearest(kWorld, filter, {0, 0}, 100'000).nearest)
    open.insert(markers.marker(index).id);
  return open;
}

std::size_t unknown_in(geo::MarkerStore& markers) {
  geo::MarkerFilter filter;
  filter.only_open = true;
  return markers.unknown_opening(kWorld, filter);
}

base::Instant instant(const char* text) { return base::parse_rfc3339(text).value(); }

// Half of the instants are within two hours of a night when clocks change.
base::Instant some_instant(Chance& chance) {
  constexpr const char* kNights[] = {"2026-03-29T01:00:00Z", "2026-10-25T01:00:00Z",
                                     "2027-03-28T01:00:00Z", "2026-03-08T06:00:00Z",
                                     "2026-11-01T05:00:00Z"};
  if (chance.below(2) == 0)
    return {instant(kNights[chance.below(std::size(kNights))]).unix_ms +
            (static_cast<std::int64_t>(chance.below(240)) - 120) * base::kMinuteMs};
  return {instant("2026-01-01T00:00:00Z").unix_ms +
          static_cast<std::int64_t>(chance.below(2 * 365 * 24 * 60)) * base::kMinuteMs};
}

// What an update told is what the rules say of each place, and of nothing else.
void check(geo::MarkerStore& markers, const std::vector<model::Place>& places, base::Instant now,
           const std::optional<model::Position>& from) {
  std::set<base::Uuid> open;
  std::size_t unknown = 0;
  for (const auto& place : places) {
    const auto walk_ms =
        from ? rules::walk_min(geo::distance_m(*from, place.at)) * base::kMinuteMs : 0;
    const auto state = by_the_rules(place, {now.unix_ms + walk_ms});
    if (state == rules::HoursState::open) open.insert(place.id.uuid);
    unknown += state == rules::HoursState::unknown;
  }
  BOOST_REQUIRE(open_in(markers) == open);
  BOOST_REQUIRE_EQUAL(unknown_in(markers), unknown);
}

}  // namespace

BOOST_AUTO_TEST_SUITE(open_places)

BOOST_AUTO_TEST_CASE(what_is_open_is_what_the_rules_say_at_a_thousand_instants) {
  Chance chance(61);
  const auto all = places(chance, 40);
  geo::MarkerStore markers;
  app::OpenPlaces open;
  for (const auto& place : all) markers.put(model::marker_of(place));
  for (int i = 0; i < 1000; ++i) {
    const auto now = some_instant(chance);
    std::optional<model::Position> from;
    if (chance.below(2) == 0)
      from = chance.position_near(kTowns[chance.below(std::size(kTowns))].at, 0.05);
    open.update(markers, now, from);
    check(markers, all, now, from);
  }
}

BOOST_AUTO_TEST_CASE(nothing_changes_before_the_instant_that_was_said) {
  Chance chance(62);
  const auto all = places(chance, 40);
  for (int i = 0; i < 40; ++i) {
    geo::MarkerStore markers;
    app::OpenPlaces open;
    for (const auto& place : all) markers.put(model::marker_of(place));
    auto now = some_instant(chance);
    const std::optional<model::Position> from =
        i % 2 == 0 ? std::optional(kTowns[0].at) : std::nullopt;
    const auto first = open.update(markers, now, from);
    BOOST_REQUIRE(first.until && *first.until > now);
    check(markers, all, {first.until->unix_ms - 1}, from);
    const auto next = open.update(markers, *first.until, from);
    BOOST_TEST(next.changed);
    check(markers, all, *first.until, from);
  }
}

BOOST_AUTO_TEST_CASE(places_that_come_change_and_go_are_told_of) {
  Chance chance(63);
  auto all = places(chance, 60);
  geo::MarkerStore markers;
  app::OpenPlaces open;
  for (const auto& place : all) markers.put(model::marker_of(place));
  for (int i = 0; i < 300; ++i) {
    const auto some = chance.below(all.size());
    switch (chance.below(3)) {
      case 0:
        all.push_back(places(chance, 1, 100 + i).front());
        markers.put(model::marker_of(all.back()));
        break;
      case 1:
        all[some].opening_hours = kHours[chance.below(std::size(kHours))];
        all[some].at = geo::unproject(geo::project(chance.position_near(kTowns[1].at, 0.03)));
        markers.put(model::marker_of(all[some]));
        break;
      default:
        markers.erase(all[some].id.uuid);
        all.erase(all.begin() + static_cast<std::ptrdiff_t>(some));
    }
    const auto now = some_instant(chance);
    open.update(markers, now, {});
    check(markers, all, now, {});
  }
}

BOOST_AUTO_TEST_CASE(actions_are_never_open) {
  geo::MarkerStore markers;
  app::OpenPlaces open;
  markers.put(model::marker_of(app_tests::action(1)));
  const auto updated = open.update(markers, instant("2026-11-23T12:00:00Z"), {});
  BOOST_TEST(!updated.until);
  BOOST_TEST(open_in(markers).empty());
  BOOST_TEST(unknown_in(markers) == 0u);
}

BOOST_AUTO_TEST_SUITE_END()
