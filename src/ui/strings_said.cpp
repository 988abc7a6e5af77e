#include <algorithm>
#include <cmath>
#include <iterator>
#include <span>

#include "ui/strings.hpp"

// The names of lists, and numbers as they are said.
namespace ui {
namespace {

struct Language {
  std::string_view code;
  const char* name;
};
constexpr Language kLanguages[] = {{"fr", "français"},
                                   {"en", "anglais"},
                                   {"es", "espagnol"},
                                   {"de", "allemand"},
                                   {"pl", "polonais"},
                                   {"ro", "roumain"},
                                   {"uk", "ukrainien"},
                                   {"ar", "arabe"},
                                   {"fa", "persan"},
                                   {"ru", "russe"},
                                   {"bg", "bulgare"},
                                   {"it", "italien"},
                                   {"pt", "portugais"},
                                   {"zh", "chinois"},
                                   {"bm", "bambara"},
                                   {"wo", "wolof"},
                                   {"fsl", "langue des signes"}};

struct Word {
  std::string_view id;
  const char* text;
};
constexpr Word kAccess[] = {{"unconditional", "Sans condition"},
                            {"appointment", "Sur rendez-vous"},
                            {"registration", "Sur inscription"},
                            {"orientation", "Sur orientation d’un service social"}};
constexpr Word kAudience[] = {
    {"all", "Tout le monde"}, {"everyone", "Tout le monde"}, {"women", "Femmes"},
    {"men", "Hommes"},        {"families", "Familles"},      {"minors", "Mineurs"},
    {"adults", "Adultes"},    {"young", "Jeunes"},           {"refugees", "Personnes réfugiées"}};

constexpr Word kDays[] = {{"Mo", "lundi"},    {"Tu", "mardi"},        {"We", "mercredi"},
                          {"Th", "jeudi"},    {"Fr", "vendredi"},     {"Sa", "samedi"},
                          {"Su", "dimanche"}, {"PH", "jours fériés"}, {"SH", "vacances scolaires"},
                          {"off", "fermé"},   {"closed", "fermé"}};

bool is_digit(char c) { return c >= '0' && c <= '9'; }

std::string word_of(std::span<const Word> words, std::string_view id) {
  for (const Word& word : words)
    if (word.id == id) return word.text;
  return std::string(id);
}

// French counts 0 and 1 in the singular.
std::string counted(std::size_t n, std::string_view one, std::string_view many) {
  return number(n) + "\u00a0" + std::string(n < 2 ? one : many);
}

std::string tenths(double value) {
  const long long rounded = std::llround(value * 10);
  return std::to_string(rounded / 10) + (rounded % 10 ? "," + std::to_string(rounded % 10) : "");
}

}  // namespace

const char* name_of(model::PlaceCategory category) {
  using enum model::PlaceCategory;
  switch (category) {
    case food: return "Se nourrir";
    case shelter: return "Se loger";
    case health: return "Se soigner";
    case guidance: return "S’orienter";
    case wellbeing: return "Bien-être et activités";
    case work: return "Se réinsérer";
    case partners: return "Partenaires";
    case toilets: return "Toilettes";
    case fountains: return "Fontaines";
    case showers: return "Douches";
    case laundries: return "Laveries";
    case clothes_equipment: return "Vêtements et matériels";
    case giving_boxes: return "Boîtes à dons et à lire";
    case luggage: return "Bagageries";
    case other: return "Autre";
  }
  return "Autre";
}

const char* name_of(model::ActionSection section) {
  using enum model::ActionSection;
  switch (section) {
    case social: return "Temps de partage";
    case services: return "Service";
    case clothes: return "Vêtement";
    case equipment: return "Équipement";
    case hygiene: return "Produit d’hygiène";
  }
  return "Service";
}

const char* text_of(model::ActionSection section) {
  using enum model::ActionSection;
  switch (section) {
    case social: return "Un café, une balade, une partie d’échecs";
    case services: return "Un cours, un courrier, un portrait, un CV";
    case clothes: return "Un manteau, des chaussures";
    case equipment: return "Un sac, un téléphone, un réchaud";
    case hygiene: return "Du savon, des protections";
  }
  return "";
}

const char* name_of(app::FilterChoice choice) {
  using enum app::FilterChoice;
  switch (choice) {
    case all: return "Tout";
    case food: return "Se nourrir";
    case contributions: return "Propositions";
    case demands: return "Demandes";
    case shelter: return "Se loger";
    case health: return "Se soigner";
    case guidance: return "S’orienter";
    case water: return "Eau et hygiène";
    case goods: return "Vêtements et dons";
    case wellbeing: return "Bien-être";
    case work: return "Se réinsérer";
    case others: return "Autres";
  }
  return "Autres";
}

std::string name_of(model::MarkerKind kind) {
  if (kind.is_place()) return name_of(kind.category());
  const auto& kind_word =
      kind.action_kind() == model::ActionKind::contribution ? words().contribution : words().demand;
  return std::string(kind_word) + ", " + name_of(kind.section());
}

std::string language_name(std::string_view code) {
  for (const Language& language : kLanguages)
    if (language.code == code) return language.name;
  return std::string(code);
}

std::string audience_text(std::string_view audience) { return word_of(kAudience, audience); }
std::string access_text(std::string_view access) { return word_of(kAccess, access); }

std::string animals_said(app::YesNo animals, std::string_view words) {
  switch (animals) {
    case app::YesNo::unknown: return "";
    case app::YesNo::yes: return "Animaux admis";
    case app::YesNo::limited: return "Animaux admis, avec des limites";
    case app::YesNo::no: return "Sans animaux";
    case app::YesNo::words: return std::string(words);
  }
  return "";
}

std::string wheelchair_said(app::YesNo wheelchair, std::string_view words) {
  switch (wheelchair) {
    case app::YesNo::unknown: return "";
    case app::YesNo::yes: return "Accessible en fauteuil";
    case app::YesNo::limited: return "En partie accessible en fauteuil";
    case app::YesNo::no: return "Pas accessible en fauteuil";
    case app::YesNo::words: return std::string(words);
  }
  return "";
}

// Days, hours and a few words are said in French; what is beyond them stays as it was received.
std::string hours_said(std::string_view osm) {
  if (osm == "24/7") return "Jour et nuit, tous les jours";
  std::string said;
  while (!osm.empty()) {
    const auto day = std::find_if(std::begin(kDays), std::end(kDays),
                                  [&](const Word& d) { return osm.starts_with(d.id); });
    if (day != std::end(kDays)) {
      said += day->text;
      osm.remove_prefix(day->id.size());
    } else if (osm.size() >= 5 && is_digit(osm[0]) && is_digit(osm[1]) && osm[2] == ':' &&
               is_digit(osm[3]) && is_digit(osm[4])) {
      said += std::string(osm.substr(osm[0] == '0' ? 1 : 0, osm[0] == '0' ? 1 : 2)) + "\u00a0h";
      if (osm.substr(3, 2) != "00") said += "\u00a0" + std::string(osm.substr(3, 2));
      osm.remove_prefix(5);
    } else {
      if (osm[0] == ';')
        said += "\n";
      else if (osm[0] == '-')
        said += " – ";
      else if (osm[0] == ',')
        said += ", ";
      else if (osm[0] != ' ' || (!said.empty() && said.back() != '\n' && said.back() != ' '))
        said += osm[0];
      osm.remove_prefix(1);
    }
  }
  return said;
}

std::string number(std::size_t n) {
  std::string digits = std::to_string(n);
  for (std::size_t at = digits.size(); at > 3; at -= 3) digits.insert(at - 3, "\u00a0");
  return digits;
}

std::string short_number(std::size_t n) {
  if (n < 1000) return std::to_string(n);
  const double thousands = static_cast<double>(n) / 1000;
  return (n < 10'000 ? tenths(std::floor(thousands * 10) / 10) : std::to_string(n / 1000)) +
         "\u00a0k";
}

std::string distance(double metres) {
  if (metres < 995)
    return std::to_string(std::max(10LL, std::llround(metres / 10) * 10)) + "\u00a0m";
  const double km = metres / 1000;
  return (km < 10 ? tenths(km) : number(static_cast<std::size_t>(std::llround(km)))) + "\u00a0km";
}

std::string walk(int minutes) { return std::to_string(minutes) + "\u00a0min"; }
std::string walk_said(int minutes) { return walk(minutes) + " à pied"; }

std::string ago(app::Age age) {
  const auto n = static_cast<std::size_t>(std::max(age.number, 0));
  const auto said = [&](std::string_view one, std::string_view many) {
    return "il y a " + counted(n, one, many);
  };
  switch (age.unit) {
    case app::AgeUnit::now: return "à l’instant";
    case app::AgeUnit::minutes: return said("minute", "minutes");
    case app::AgeUnit::hours: return said("heure", "heures");
    case app::AgeUnit::days: return n == 1 ? "hier" : said("jour", "jours");
    case app::AgeUnit::weeks: return said("semaine", "semaines");
    case app::AgeUnit::months: return said("mois", "mois");
    case app::AgeUnit::years: return said("an", "ans");
  }
  return "";
}

std::string places_and_actions(std::size_t places, std::size_t actions) {
  if (actions == 0) return counted(places, "lieu", "lieux");
  if (places == 0) return counted(actions, "action", "actions");
  return counted(places, "lieu", "lieux") + " et " + counted(actions, "action", "actions");
}

std::string items(std::size_t n) {
  return n == 0 ? "Aucun lieu, aucune action" : counted(n, "lieu ou action", "lieux et actions");
}
std::string found(std::size_t n) {
  return n == 0 ? "Aucun résultat" : counted(n, "résultat", "résultats");
}

std::string checked(int days_ago) {
  if (days_ago <= 0) return words().checked_today;
  if (days_ago < 60)
    return "Vérifié il y a " + counted(static_cast<std::size_t>(days_ago), "jour", "jours");
  return "Vérifié il y a " + counted(static_cast<std::size_t>(days_ago / 30), "mois", "mois");
}

std::string waiting_commands(std::size_t n) {
  return counted(n, "envoi attend le réseau", "envois attendent le réseau");
}
std::string errors_to_mend(std::size_t n) {
  return counted(n, "réponse à corriger", "réponses à corriger");
}
std::string characters_left(std::size_t n) {
  return counted(n, "caractère restant", "caractères restants");
}

std::string phone_as_said(std::string_view e164) {
  if (!e164.starts_with("+33") || e164.size() != 12) return std::string(e164);
  std::string said = "0" + std::string(e164.substr(3, 1));
  for (std::size_t at = 4; at < 12; at += 2) said += "\u00a0" + std::string(e164.substr(at, 2));
  return said;
}

const char* notice_action(app::Notice notice) {
  switch (notice) {
    case app::Notice::sign_in_needed: return words().sign_in;
    default: return "Voir";
  }
}

std::string marker_name(const app::MapMarker& marker) {
  if (marker.count > 1)
    return places_and_actions(marker.count - std::min(marker.people, marker.count), marker.people);
  const std::string kind = name_of(marker.kind);
  const std::string name = marker.title.empty() ? kind : marker.title + ", " + kind;
  return marker.pending ? name + ", " + words().pending : name;
}

std::string row_detail(model::MarkerKind kind, std::string_view detail) {
  const std::string_view what =
      kind.is_place() ? name_of(kind.category()) : name_of(kind.section());
  if (detail.empty()) return std::string(what);
  if (kind.is_place()) return std::string(what) + " · " + std::string(detail);
  const auto* said =
      kind.action_kind() == model::ActionKind::contribution ? words().offers : words().asks;
  return fill(said, {{"name", detail}}) + " · " + std::string(what);
}

std::string document_title(std::string_view screen) {
  return screen.empty() ? words().product : fill(words().title_of, {{"screen", screen}});
}

}  // namespace ui
