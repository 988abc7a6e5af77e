#include "server/words.hpp"

namespace server {

std::string_view french(model::PlaceCategory category) {
  using enum model::PlaceCategory;
  switch (category) {
    case other: return "Autre";
    case food: return "Se nourrir";
    case shelter: return "Se loger";
    case health: return "Se soigner";
    case guidance: return "S’orienter";
    case wellbeing: return "Bien-être & activités";
    case work: return "Se réinsérer";
    case partners: return "Partenaires";
    case toilets: return "Toilettes";
    case fountains: return "Fontaines";
    case showers: return "Douches";
    case laundries: return "Laveries";
    case clothes_equipment: return "Vêtements & matériels";
    case giving_boxes: return "Boîtes à dons & lire";
    case luggage: return "Bagageries";
  }
  return "Autre";
}

std::string_view french(model::PlaceField field) {
  using enum model::PlaceField;
  switch (field) {
    case name: return "Nom";
    case address: return "Adresse";
    case postal_code: return "Code postal";
    case city: return "Commune";
    case phone: return "Téléphone";
    case website: return "Site";
    case opening_hours: return "Horaires";
    case hours_text: return "Horaires, en mots";
    case description: return "Présentation";
    case audience: return "Public";
    case access: return "Accès";
    case languages: return "Langues";
    case animals: return "Animaux";
    case wheelchair: return "Fauteuil roulant";
    case position: return "Position";
    case closed: return "Fermé";
  }
  return "";
}

std::string_view french(model::ActionKind kind) {
  switch (kind) {
    case model::ActionKind::contribution: return "Proposition";
    case model::ActionKind::demand: return "Demande";
  }
  return "";
}

std::string_view french(model::ActionSection section) {
  using enum model::ActionSection;
  switch (section) {
    case social: return "Temps de partage";
    case services: return "Service";
    case clothes: return "Vêtement";
    case equipment: return "Équipement";
    case hygiene: return "Produit d’hygiène";
  }
  return "";
}

std::string_view french(model::ActionStatus status) {
  switch (status) {
    case model::ActionStatus::open: return "En cours";
    case model::ActionStatus::closed: return "Terminée";
    case model::ActionStatus::suspended: return "Suspendue";
  }
  return "";
}

}  // namespace server
