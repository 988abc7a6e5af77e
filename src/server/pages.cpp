#include "server/pages.hpp"

#include <nlohmann/json.hpp>

#include "server/hours_words.hpp"
#include "server/html.hpp"
#include "server/words.hpp"

namespace server {
namespace {

using html::escaped;
using html::heading;
using html::item;
using html::link;
using html::paragraph;
using html::paragraphs;
using nlohmann::json;

constexpr std::string_view kName = "Entourage";
constexpr std::string_view kSentence =
    "Le réseau solidaire de votre quartier : des lieux utiles, et des actions à proposer ou à "
    "rejoindre.";
// At the end of every page.
constexpr std::string_view kUrgency = "Urgences : 115, 112, 114, 3919, 119",
                           kUrgencyEnglish = "Emergency: 115, 112, 114, 3919, 119";
constexpr std::size_t kDescriptionBytes = 200;

// The area is the public cell; nothing finer is known.
json action_json_ld(const model::Action& action) {
  const auto& cell = action.at;
  const double south = cell.centre.lat_deg - cell.cell_height_deg / 2,
               west = cell.centre.lon_deg - cell.cell_width_deg / 2;
  const auto box = std::to_string(south) + ' ' + std::to_string(west) + ' ' +
                   std::to_string(south + cell.cell_height_deg) + ' ' +
                   std::to_string(west + cell.cell_width_deg);
  return {{"@context", "https://schema.org"},
          {"@type", action.kind == model::ActionKind::demand ? "Demand" : "Offer"},
          {"name", action.title},
          {"description", action.text},
          {"areaServed", {{"@type", "Place"}, {"geo", {{"@type", "GeoShape"}, {"box", box}}}}}};
}

std::string tiles_meta(const std::optional<TileSource>& tiles) {
  if (!tiles) return "";
  json about{{"attribution", tiles->attribution}};
  if (!tiles->tile_url.empty()) about["tileUrl"] = tiles->tile_url;
  if (!tiles->archive_path.empty()) about["pmtilesUrl"] = tiles->archive_path;
  if (!tiles->archive_script.empty()) about["protomapsUrl"] = tiles->archive_script;
  return "<meta name=\"entourage-tiles\" content=\"" + escaped(about.dump()) + "\">\n";
}

// What only the client needs, or only those who have no tiles of their own, is marked in the shell.
std::string without(std::string_view part, std::string shell) {
  const auto first = "<!-- " + std::string(part) + " -->",
             last = "<!-- /" + std::string(part) + " -->";
  for (auto begin = shell.find(first); begin != shell.npos; begin = shell.find(first, begin)) {
    const auto end = shell.find(last, begin);
    if (end == shell.npos) break;
    shell.erase(begin, end + last.size() - begin);
  }
  return shell;
}

std::string place_list(const std::vector<model::Place>& places, base::Instant now, bool only_open) {
  if (places.empty() && !only_open) return "";
  std::string out = only_open
                        ? "<h2>Lieux ouverts maintenant</h2>\n<p>" + link("/", "Tous les lieux")
                        : "<h2>Lieux utiles</h2>\n<p>" +
                              link("/?open=now", "Seulement ceux qui sont ouverts maintenant");
  out += "</p>\n";
  if (places.empty()) return out + "<p>Aucun, à notre connaissance.</p>\n";
  out += "<ul>\n";
  for (const auto& place : places) {
    const auto said = french(open_now(place, now));
    out += "<li>" + link("/lieux/" + base::to_text(place.id), place.name) + " – " +
           escaped(french(place.category)) +
           (place.city.empty() ? "" : ", " + escaped(place.city)) +
           (said.empty() ? "" : " – <strong>" + escaped(said) + "</strong>") + "</li>\n";
  }
  return out + "</ul>\n";
}

// What only the client can show; `without` says so where there is no JavaScript.
std::string client_only(std::string_view title, std::string_view without) {
  return heading(title) + "<noscript><p>" + escaped(without) + "</p></noscript>\n<p>" +
         link("/", "Revenir à l’accueil") + "</p>\n";
}

std::string told_of(const Keeper& keeper, const std::string& notice, std::string_view lang) {
  const auto or_unsaid = [&](const std::string& text) {
    if (!text.empty()) return escaped(text);
    return std::string(lang == "en" ? "<em>not given by those who run this site</em>"
                                    : "<em>non renseigné par qui tient ce site</em>");
  };
  return html::filled(notice, {{"publisher", or_unsaid(keeper.publisher)},
                               {"host", or_unsaid(keeper.host)},
                               {"contact", or_unsaid(keeper.contact)}});
}

}  // namespace

std::string plain_shell() {
  return "<!doctype html>\n<html lang=\"{{lang}}\">\n<head>\n<meta "
         "charset=\"utf-8\">\n<title>{{title}}</title>\n"
         "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
         "<meta name=\"description\" content=\"{{description}}\">\n{{head}}</head>\n<body>\n"
         "<main id=\"server-content\">\n{{content}}</main>\n</body>\n</html>\n";
}

Pages::Pages(std::string shell, std::optional<TileSource> tiles, Notices notices,
             const Keeper& keeper)
    : shell_(tiles ? without("basemap", std::move(shell)) : std::move(shell)),
      reading_shell_(without("client", shell_)),
      notices_(std::move(notices)),
      tiles_meta_(tiles_meta(tiles)) {
  for (std::size_t i = 0; i < notices_.size(); ++i)
    notices_[i] = told_of(keeper, notices_[i], kNoticePages[i].lang);
}

http::Response Pages::render(const Page& page) const { return render_into(shell_, page); }

http::Response Pages::render_into(const std::string& shell, const Page& page) const {
  const auto title =
      page.title.empty() ? std::string(kName) : page.title + " – " + std::string(kName);
  const auto description = html::shortened(
      page.description.empty() ? kSentence : std::string_view(page.description), kDescriptionBytes);
  std::string head = tiles_meta_;
  const auto property = [&head](std::string_view name, std::string_view value) {
    head += "<meta property=\"" + std::string(name) + "\" content=\"" + escaped(value) + "\">\n";
  };
  property("og:site_name", kName);
  property("og:locale", page.lang == "en" ? "en_GB" : "fr_FR");
  property("og:type", "website");
  property("og:title", page.title.empty() ? kName : std::string_view(page.title));
  property("og:description", description);
  if (page.status != 200 || page.has_gallery)
    head += "<meta name=\"robots\" content=\"noindex\">\n";
  if (page.has_gallery) head += "<meta name=\"entourage-gallery\" content=\"\">\n";
  if (!page.json_ld.empty())
    head += "<script type=\"application/ld+json\">" + page.json_ld + "</script>\n";
  const auto urgency = page.lang == "en" ? "<p>" + link("/emergency", kUrgencyEnglish) + "</p>\n"
                                         : "<p>" + link("/urgences", kUrgency) + "</p>\n";
  http::Response response;
  response.status = page.status;
  response.content_type = "text/html; charset=utf-8";
  response.body = html::filled(shell, {{"lang", std::string(page.lang)},
                                       {"title", escaped(title)},
                                       {"description", escaped(description)},
                                       {"head", head},
                                       {"content", page.content + urgency}});
  return response;
}

namespace {

std::string search_form(std::string_view typed) {
  return "<form role=\"search\" action=\"/recherche\"><p><label for=\"q\">Chercher un lieu, une "
         "entraide</label> <input id=\"q\" name=\"q\" type=\"search\" dir=\"auto\" minlength=\"2\" "
         "maxlength=\"100\" required value=\"" +
         escaped(typed) + "\"> <button>Chercher</button></p></form>\n";
}

std::string found_item(const wire::Found& found) {
  const bool is_place = found.kind.is_place();
  const auto path = (is_place ? "/lieux/" : "/actions/") + base::to_text(found.id);
  const auto what = is_place ? french(found.kind.category()) : french(found.kind.section());
  return "<li>" + link(path, found.title) + " – " + escaped(what) +
         (found.detail.empty() ? "" : ", " + escaped(found.detail)) + "</li>\n";
}

}  // namespace

http::Response Pages::search(const std::string& typed, const wire::SearchAnswer& found) const {
  Page page;
  page.title = "Recherche";
  page.description = "Lieux et actions par leur nom, leur adresse ou leur texte.";
  page.content = heading(typed.empty() ? "Recherche" : "Résultats pour « " + typed + " »") +
                 search_form(typed);
  if (!typed.empty() && found.items.empty())
    page.content += paragraph("Rien ne correspond. Essayez un autre mot, ou le nom d’un lieu.");
  if (!found.items.empty()) page.content += "<ul>\n";
  for (const auto& item : found.items) page.content += found_item(item);
  if (!found.items.empty()) page.content += "</ul>\n";
  page.content += "<p>" + link("/", "Voir la carte") + "</p>\n";
  return render_into(reading_shell_, page);
}

http::Response Pages::home(const std::vector<model::Action>& actions,
                           const std::vector<model::Place>& places, base::Instant now,
                           bool only_open) const {
  Page page;
  page.content = heading(kName) + paragraph(kSentence) + "<p>" +
                 link("/actions/nouvelle", "Proposer ou demander quelque chose") + " · " +
                 link("/connexion", "Se connecter") + "</p>\n" + search_form("");
  if (!actions.empty()) page.content += "<h2>Actions solidaires</h2>\n<ul>\n";
  for (const auto& action : actions)
    page.content += "<li>" + link("/actions/" + base::to_text(action.id), action.title) + " – " +
                    escaped(french(action.section)) + "</li>\n";
  if (!actions.empty()) page.content += "</ul>\n";
  page.content += place_list(places, now, only_open);
  return render(page);
}

http::Response Pages::action(const model::Action& action) const {
  Page page;
  page.title = action.title;
  page.description = std::string(french(action.kind)) + " – " +
                     std::string(french(action.section)) + ". " + action.text;
  page.content = heading(action.title) + paragraph(std::string(french(action.kind)) + " – " +
                                                   std::string(french(action.section)));
  if (action.example) page.content += "<p><em>Action d’exemple, inventée.</em></p>\n";
  page.content += paragraphs(action.text) + "<dl>\n" + item("Par", action.author.first_name) +
                  item("Publiée le", base::to_rfc3339(action.created).substr(0, 10)) +
                  item("État", french(action.status)) + item("Message", action.outcome_message) +
                  "</dl>\n<p>" + link("/", "Voir la carte") + "</p>\n";
  page.json_ld = html::script_safe(
      action_json_ld(action).dump(-1, ' ', false, json::error_handler_t::replace));
  return render(page);
}

http::Response Pages::new_action() const {
  return render({200, "Nouvelle action",
                 "Proposez votre aide ou demandez un coup de main à vos voisins.",
                 heading("Nouvelle action") +
                     paragraph("Proposez votre aide ou demandez un coup de main à vos voisins.") +
                     "<noscript><p>Publier demande JavaScript pour l’instant ; tout peut être lu "
                     "sans.</p></noscript>\n<p>" +
                     link("/", "Revenir à l’accueil") + "</p>\n",
                 ""});
}

http::Response Pages::sign_in() const {
  return render(
      {200, "Se connecter", "Recevez un code par e-mail ou par SMS : aucun mot de passe à retenir.",
       heading("Se connecter") +
           paragraph("Recevez un code par e-mail ou par SMS : aucun mot de passe à retenir.") +
           "<noscript><p>Se connecter demande JavaScript pour l’instant ; tout peut être lu "
           "sans.</p></noscript>\n<p>" +
           link("/", "Revenir à l’accueil") + "</p>\n",
       ""});
}

http::Response Pages::settings() const {
  return render({200, "Réglages", "Langue, taille des lettres, couleurs : lire à votre façon.",
                 heading("Réglages") +
                     paragraph("Langue, taille des lettres, couleurs : lire à votre façon.") +
                     "<noscript><p>Ces réglages demandent JavaScript ; ceux de votre navigateur "
                     "sont suivis sans.</p></noscript>\n<p>" +
                     link("/mentions", "Mentions légales et vie privée") + "</p>\n<p>" +
                     link("/accessibilite", "Accessibilité") + "</p>\n<p>" +
                     link("/", "Revenir à l’accueil") + "</p>\n",
                 ""});
}

http::Response Pages::print() const {
  return plain("Imprimer ce quartier",
               client_only("Imprimer ce quartier",
                           "Choisir un quartier demande JavaScript ; la page d’un lieu s’imprime "
                           "sans."));
}

http::Response Pages::moderation() const {
  return plain("Corrections à relire",
               client_only("Corrections à relire",
                           "Relire les corrections demande JavaScript pour l’instant."));
}

http::Response Pages::assignment() const {
  return plain("À qui est ce lieu ?",
               client_only("À qui est ce lieu ?",
                           "Dire à qui est un lieu demande JavaScript pour l’instant."));
}

http::Response Pages::gallery() const {
  Page page{200, "Galerie", "", heading("Galerie"), ""};
  page.has_gallery = true;
  return render(page);
}

http::Response Pages::notice(Notice which) const {
  const auto number = static_cast<std::size_t>(which);
  const auto& about = kNoticePages[number];
  if (notices_[number].empty()) return not_found();
  return render_into(reading_shell_, {200, std::string(about.title), std::string(about.description),
                                      notices_[number], "", false, about.lang});
}

http::Response Pages::plain(std::string_view title, std::string content) const {
  return render({200, std::string(title), "", std::move(content), ""});
}

http::Response Pages::read_only(int status, std::string_view title, std::string content) const {
  return render_into(reading_shell_, {status, std::string(title), "", std::move(content), ""});
}

http::Response Pages::not_found() const {
  return render({404, "Page introuvable", "Cette page n’existe pas ou n’existe plus.",
                 heading("Page introuvable") +
                     paragraph("Cette page n’existe pas ou n’existe plus.") + "<p>" +
                     link("/", "Revenir à l’accueil") + "</p>\n",
                 ""});
}

// Apart from the shell and its scripts: what is wrong may be the page itself.
http::Response Pages::failure(int status) const {
  http::Response response;
  response.status = status;
  response.content_type = "text/html; charset=utf-8";
  response.body = html::filled(
      plain_shell(), {{"lang", "fr"},
                      {"title", "Entourage"},
                      {"content", "<h1>" + std::string(http::reason_phrase(status)) +
                                      "</h1>\n<p>Cette demande n’a pas pu être traitée.</p>\n"}});
  return response;
}

}  // namespace server
