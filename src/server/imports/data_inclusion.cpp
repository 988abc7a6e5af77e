#include <cassert>

#include "server/imports/import_file.hpp"

namespace imports {
namespace {

// Columns of https://github.com/gip-inclusion/data-inclusion-schema, v1, structures. The networks
// (reseaux_porteurs) say what a structure is for, where one can say it of all of its members. An
// e-mail address may be a person's: it is not taken.
constexpr std::string_view kDataInclusion = R"json({
  "source": "data.inclusion",
  "licence": "Licence Ouverte 2.0",
  "attribution": "data.inclusion (GIP Plateforme de l’inclusion)",
  "columns": {
    "source": "source",
    "source_id": "id",
    "name": "nom",
    "description": "description",
    "updated": "date_maj",
    "address": ["adresse", "complement_adresse"],
    "postal_code": "code_postal",
    "city": "commune",
    "phone": "telephone",
    "website": "site_web",
    "opening_hours": "horaires_accueil",
    "wheelchair": "accessibilite_lieu",
    "category": "reseaux_porteurs"
  },
  "latitude": "latitude",
  "longitude": "longitude",
  "optional": ["adresse", "complement_adresse", "code_postal", "commune", "latitude", "longitude", "telephone",
               "site_web", "horaires_accueil", "accessibilite_lieu", "reseaux_porteurs"],
  "values": {
    "category": {
      "restos-du-coeur": 1, "banques-alimentaires": 1,
      "samu-social": 2,
      "mission-locale": 7, "france-travail": 7, "cap-emploi": 7, "cap-emploi-reseau-cheops": 7, "plie": 7, "e2c": 7,
      "ei": 7, "aci": 7, "etti": 7, "ai": 7, "geiq": 7, "ressourcerie": 61, "emmaus": 61
    }
  },
  "otherwise": {"category": 5}
})json";

}  // namespace

const Mapping& data_inclusion() {
  static const auto mapping = parse_mapping(kDataInclusion);
  assert(mapping);
  return *mapping;
}

}  // namespace imports
