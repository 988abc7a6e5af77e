#include <nlohmann/json.hpp>

#include "server/hours_words.hpp"
#include "server/html.hpp"
#include "server/pages.hpp"
#include "server/words.hpp"

// The page of a place.
namespace server {
namespace {

using html::escaped;
using html::heading;
using html::item;
using html::link;
using html::paragraph;
using html::paragraphs;
using nlohmann::json;

std::string full_address(const model::Place& place) {
  std::string town = place.postal_code;
  if (!town.empty() && !place.city.empty()) town += ' ';
  town += place.city;
  return place.address + (place.address.empty() || town.empty() ? "" : ", ") + town;
}

// Who must be named, or who says so; and under which licence.
std::string source_of(const model::Place& place) {
  const auto& who = place.attribution.empty() ? place.source : place.attribution;
  return place.licence.empty() ? who : who + " (" + place.licence + ')';
}

// How things stand as the page is asked for, and the week; what cannot be read is shown as it is.
std::string hours_of(const model::Place& place, base::Instant now) {
  if (!place.closed_since.empty()) return "";
  const auto week = rules::opening_week(place.opening_hours,
                                        rules::locality_of(place.postal_code, place.at), now);
  std::string out;
  if (!week.days.empty()) {
    out = "<h2>Horaires</h2>\n" + paragraph(french(week.now)) + "<ul>\n";
    for (const auto& day : week.days) out += "<li>" + escaped(french(day)) + "</li>\n";
    out += "</ul>\n";
  }
  const auto& words =
      place.hours_text.empty() && week.days.empty() ? place.opening_hours : place.hours_text;
  return out + (words.empty() ? "" : "<dl>\n" + item("Horaires", words) + "</dl>\n");
}

std::string told_alike(const std::vector<model::Place>& alike) {
  std::string out;
  for (const auto& other : alike)
    out += "<p>Peut-être le même lieu, selon " + escaped(source_of(other)) + " : " +
           link("/lieux/" + base::to_text(other.id), other.name) + "</p>\n";
  return out;
}

std::string told_care(const model::PlaceCare& care) {
  std::string out;
  if (care.association)
    out += "<p>Ce lieu est tenu par " + escaped(care.association->name) + ".</p>\n";
  if (care.checked)
    out += "<p>Vérifié le " + base::to_rfc3339(care.checked->at).substr(0, 10) + " par " +
           (care.checked->by.name.empty() ? "la modération" : escaped(care.checked->by.name)) +
           ".</p>\n";
  if (!care.needs) return out;
  const auto& [donations, volunteers, told] = *care.needs;
  return out + "<h2>Ce lieu a besoin</h2>\n<dl>\n" + item("De dons", donations) +
         item("De bénévoles", volunteers) + item("Dit le", base::to_rfc3339(told).substr(0, 10)) +
         "</dl>\n";
}

std::string ways_to_correct(const model::Place& place) {
  const auto path = "/lieux/" + base::to_text(place.id);
  return "<p>" + link(path + "/correction", "Proposer une correction") + " · " +
         link(path + "/historique", "Historique") + "</p>\n";
}

bool is_web_address(std::string_view url) {
  return url.starts_with("https://") || url.starts_with("http://");
}

json place_json_ld(const model::Place& place) {
  json data{{"@context", "https://schema.org"},
            {"@type", "Place"},
            {"name", place.name},
            {"geo",
             {{"@type", "GeoCoordinates"},
              {"latitude", place.at.lat_deg},
              {"longitude", place.at.lon_deg}}},
            {"address",
             {{"@type", "PostalAddress"},
              {"streetAddress", place.address},
              {"postalCode", place.postal_code},
              {"addressLocality", place.city}}}};
  if (!place.description.empty()) data["description"] = place.description;
  if (!place.phone.empty()) data["telephone"] = place.phone;
  if (is_web_address(place.website)) data["url"] = place.website;
  return data;
}

}  // namespace

http::Response Pages::place(const model::Place& place, const std::vector<model::Place>& alike,
                            base::Instant now) const {
  Page page;
  page.title = place.name;
  page.description = std::string(french(place.category)) + ". " + full_address(place);
  if (!place.description.empty()) page.description += ". " + place.description;
  page.content = heading(place.name) + paragraph(french(place.category));
  if (place.example) page.content += "<p><em>Lieu d’exemple, inventé.</em></p>\n";
  if (!place.closed_since.empty())
    page.content += "<p><strong>Lieu fermé</strong> : depuis le " +
                    escaped(place.closed_since.substr(0, 10)) + ".</p>\n";
  page.content += hours_of(place, now) + paragraphs(place.description) + "<dl>\n" +
                  item("Adresse", full_address(place)) + item("Téléphone", place.phone) +
                  item("Public", place.audience) + item("Accès", place.access) +
                  item("Animaux", place.animals) + item("Fauteuil roulant", place.wheelchair) +
                  item("Mis à jour", place.updated) + item("Source", source_of(place));
  if (is_web_address(place.website))
    page.content += "<dt>Site</dt><dd><a rel=\"nofollow noopener\" href=\"" +
                    escaped(place.website) + "\">" + escaped(place.website) + "</a></dd>\n";
  page.content += "</dl>\n" + told_care(place.care) + told_alike(alike) + ways_to_correct(place) +
                  "<p>" + link("/", "Voir la carte") + "</p>\n";
  page.json_ld =
      html::script_safe(place_json_ld(place).dump(-1, ' ', false, json::error_handler_t::replace));
  return render(page);
}

}  // namespace server
