#include "server/invented_country.hpp"

#include <algorithm>
#include <array>
#include <sstream>

namespace server {
namespace {

constexpr std::array kWhats{
    "Accueil de jour",       "Épicerie solidaire",   "Douches",   "Laverie",
    "Distribution de repas", "Permanence juridique", "Bagagerie", "Fontaine",
    "Café suspendu",         "Halte de nuit",        "Vestiaire", "Point d’eau"};
constexpr std::array kWhoms{"des Lilas",        "du Canal",    "de la Gare", "Saint-Martin",
                            "de l’Étoile",      "des Voisins", "du Marché",  "de la Rive",
                            "des Quatre Vents", "du Pont"};
constexpr std::size_t kSharedMost = 10'000;

}  // namespace

InventedCountry::InventedCountry(std::istream& gazetteer) {
  std::vector<double> weights;
  std::string line;
  std::getline(gazetteer, line);
  while (std::getline(gazetteer, line)) {
    std::istringstream fields(line);
    std::array<std::string, 6> field;
    for (auto& each : field) std::getline(fields, each, '\t');
    if (field[0].size() > 5) continue;  // a quartier
    communes_.push_back({field[1], {std::stod(field[3]), std::stod(field[4])}});
    weights.push_back(std::stod(field[5]) + 1);
  }
  pick_ = std::discrete_distribution<std::size_t>(weights.begin(), weights.end());
}

model::Position InventedCountry::near(const Commune& commune) {
  std::normal_distribution<double> offset(0, 0.02);
  return {std::clamp(commune.at.lat_deg + offset(random_), -85.0, 85.0),
          std::clamp(commune.at.lon_deg + offset(random_), -180.0, 180.0)};
}

base::Uuid InventedCountry::id() {
  base::RandomBytes rest;
  for (auto& byte : rest) byte = static_cast<std::uint8_t>(below(256));
  return base::make_uuid_v7(kNow, rest);
}

std::string InventedCountry::whom() { return one_of(kWhoms); }

model::Place InventedCountry::place(std::size_t number) {
  const auto& home = commune();
  model::Place place;
  place.id = {id()};
  place.source = "invented";
  place.source_id = std::to_string(number);
  place.name = one_of(kWhats) + " " + whom();
  place.category = model::kPlaceCategories[below(model::kPlaceCategories.size())];
  place.at = near(home);
  if (below(20) == 0 && !shared_.empty())
    place.at = shared_[below(shared_.size())];
  else if (shared_.size() < kSharedMost)
    shared_.push_back(place.at);
  place.address = std::to_string(1 + below(120)) + " rue " + whom();
  place.city = home.name;
  place.description = "Ouvert à toutes et à tous, sans rendez-vous. " + one_of(kWhats) + ".";
  place.opening_hours = "Mo-Fr 09:00-17:00";
  place.example = true;
  return place;
}

}  // namespace server
