#include <algorithm>
#include <array>
#include <stdexcept>

#include "tests/core/examples.hpp"

namespace examples {
namespace {

void append_utf8(std::string& text, char32_t c) {
  const auto tail = [&](int shift) { text += static_cast<char>(0x80 | ((c >> shift) & 0x3F)); };
  if (c < 0x80) {
    text += static_cast<char>(c);
  } else if (c < 0x800) {
    text += static_cast<char>(0xC0 | c >> 6);
    tail(0);
  } else if (c < 0x10000) {
    text += static_cast<char>(0xE0 | c >> 12);
    tail(6), tail(0);
  } else {
    text += static_cast<char>(0xF0 | c >> 18);
    tail(12), tail(6), tail(0);
  }
}

}  // namespace

std::uint64_t Chance::bits() {
  std::uint64_t z = state_ += 0x9E3779B97F4A7C15;
  z = (z ^ z >> 30) * 0xBF58476D1CE4E5B9;
  z = (z ^ z >> 27) * 0x94D049BB133111EB;
  return z ^ z >> 31;
}

double Chance::between(double low, double high) {
  return low + (high - low) * static_cast<double>(bits() >> 11) * 0x1p-53;
}

base::Uuid Chance::uuid() {
  base::RandomBytes random{};
  for (auto& byte : random) byte = static_cast<std::uint8_t>(bits());
  return base::make_uuid_v7({static_cast<std::int64_t>(below(4'000'000'000'000))}, random);
}

std::string Chance::text(std::size_t code_points_max) {
  constexpr std::array<std::array<char32_t, 2>, 6> kRanges{{{0x00, 0x1F},
                                                            {0x20, 0x7E},
                                                            {0x20, 0x7E},
                                                            {0xA0, 0x24F},
                                                            {0xE000, 0xFFFF},
                                                            {0x1F300, 0x1F6FF}}};
  std::string text;
  for (auto left = below(code_points_max + 1); left > 0; --left) {
    const auto& range = kRanges[below(kRanges.size())];
    append_utf8(text, range[0] + static_cast<char32_t>(below(range[1] - range[0] + 1)));
  }
  return text;
}

model::Position Chance::position() {
  constexpr double kEdges[] = {-180, -90, -0.0, 90, 180};
  model::Position at{between(-90, 90), between(-180, 180)};
  if (below(10) == 0) at.lat_deg = kEdges[1 + below(3)];
  if (below(10) == 0) at.lon_deg = kEdges[below(5)];
  return at;
}

model::Position Chance::position_near(model::Position centre, double degrees) {
  return {centre.lat_deg + between(-degrees, degrees), centre.lon_deg + between(-degrees, degrees)};
}

model::MarkerKind Chance::kind() {
  if (below(2) == 0)
    return model::marker_kind(model::kPlaceCategories[below(model::kPlaceCategories.size())]);
  return model::marker_kind(model::kActionKinds[below(model::kActionKinds.size())],
                            model::kActionSections[below(model::kActionSections.size())]);
}

base::Uuid uuid(std::string_view text) {
  const auto id = base::parse_uuid(text);
  if (!id) throw std::invalid_argument("not a UUID");
  return *id;
}

model::Place place() {
  model::Place place;
  place.id = {uuid("01930000-0000-7000-8000-000000000001")};
  place.source = "exemple";
  place.source_id = "paris-1-0";
  place.name = "La Soupe du soir";
  place.category = model::PlaceCategory::food;
  place.at = {48.87506, 2.36747};
  place.address = "17 quai des Tanneurs";
  place.postal_code = "75010";
  place.city = "Paris";
  place.phone = "01 99 00 12 34";
  place.website = "https://soupe.exemple.test/";
  place.opening_hours = "Mo-Fr 19:00-21:00";
  place.hours_text = "Le soir, \"vers\" 19 h";
  place.description = "Repas chauds.\nSans inscription.";
  place.audience = "Tous publics";
  place.access = "unconditional";
  place.languages = {"fr", "ar"};
  place.animals = "yes";
  place.wheelchair = "limited";
  place.updated = "2026-11";
  place.last_checked = "2026-11-21T08:00:00.000Z";
  place.attribution = "Exemple";
  place.licence = "Licence d’essai";
  place.example = true;
  place.care.association = {{uuid("01930000-0000-7000-8000-0000000000d1")}, "Les Voisins"};
  place.care.checked = {{1'795'248'000'000}, {model::Hand::association, "Les Voisins"}};
  place.care.needs = {"Des couvertures.", "", {1'795'251'600'500}};
  return place;
}

model::Action action() {
  model::Action action;
  action.id = {uuid("01930000-0000-7000-8000-0000000000a1")};
  action.kind = model::ActionKind::contribution;
  action.section = model::ActionSection::clothes;
  action.status = model::ActionStatus::closed;
  action.title = "Dons de manteaux d’hiver";
  action.text = "Propres, du S au XL.";
  action.author = {{uuid("01930000-0000-7000-8000-0000000000b1")}, "Maëlle"};
  action.at = {{48.875, 2.3675}, 0.00225, 0.0034};
  action.created = {1'795'248'000'000};
  action.updated = {1'795'251'600'500};
  action.outcome = model::ActionOutcome::happened;
  action.outcome_message = "Merci à tous !";
  action.example = true;
  return action;
}

model::CreateAction create_action() {
  return {model::ActionKind::contribution, model::ActionSection::clothes, "Manteaux d’hiver",
          "Propres, du S au XL.", model::Position{48.87, 2.36}};
}

model::Command command(model::Intent intent) {
  return {{uuid("01930000-0000-7000-8000-0000000000c1")}, std::move(intent)};
}

std::vector<model::Marker> markers(std::size_t count, std::uint64_t seed) {
  constexpr std::array<model::Position, 7> kTowns{{{48.857, 2.352},
                                                   {45.758, 4.832},
                                                   {50.632, 3.058},
                                                   {48.111, -1.679},
                                                   {43.296, 5.370},
                                                   {44.838, -0.579},
                                                   {47.218, -1.554}}};
  Chance chance(seed);
  std::vector<base::Shared<model::PlaceFacts>> facts;
  while (facts.size() < 20)
    facts.emplace_back(model::PlaceFacts{chance.text(15),
                                         "",
                                         chance.text(5),
                                         chance.text(5),
                                         {chance.text(2), chance.text(2)},
                                         "yes",
                                         chance.text(1)});
  std::vector<model::Marker> markers;
  while (markers.size() < count) {
    model::Marker marker{chance.uuid(), chance.kind(), {}, chance.text(20), chance.text(10), {}};
    if (chance.below(3) == 0) marker.facts = facts[chance.below(facts.size())];
    const auto kind_of_place = chance.below(10);
    if (kind_of_place == 0 && !markers.empty())
      marker.at = markers[chance.below(markers.size())].at;
    else if (kind_of_place == 1)
      marker.at = chance.position();
    else
      marker.at = chance.position_near(kTowns[chance.below(kTowns.size())], 0.15);
    markers.push_back(std::move(marker));
  }
  return markers;
}

}  // namespace examples
