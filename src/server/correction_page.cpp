#include "server/correction_page.hpp"

#include <array>
#include <map>
#include <memory>

#include "core/rules/correction.hpp"
#include "core/rules/validate.hpp"
#include "server/html.hpp"
#include "server/queries.hpp"
#include "server/secrets.hpp"
#include "server/system_clock.hpp"
#include "server/words.hpp"

namespace server::correction_page {
namespace {

using html::escaped;
using model::PlaceField;

// What the form asks; the rest can be said in the remark.
constexpr std::array kAsked{PlaceField::opening_hours, PlaceField::phone,   PlaceField::website,
                            PlaceField::name,          PlaceField::address, PlaceField::closed};

std::string sentence_of(const std::string& code) {
  if (code.starts_with("hours."))
    return "Ces horaires ne se lisent pas ; écrivez par exemple « Mo-Fr 09:00-12:00 », ou "
           "dites-le dans la remarque.";
  if (code == "phone.malformed") return "Ce n’est pas un numéro de téléphone.";
  if (code == "website.malformed") return "Une adresse de site commence par https://.";
  if (code == "correction.empty") return "Rien n’est corrigé.";
  if (code == "text.email" || code == "text.phone_number")
    return "La remarque ne doit contenir ni numéro ni adresse e-mail.";
  if (code == "rate.limited" || code == "corrections.full")
    return "Trop de corrections attendent déjà ; revenez dans une heure.";
  return "Cette correction n’a pas pu être prise.";
}

std::string hidden(std::string_view name, std::string_view value) {
  return "<input type=\"hidden\" name=\"" + std::string(name) + "\" value=\"" + escaped(value) +
         "\">\n";
}

std::string asked(PlaceField field, std::string_view before, std::string_view value) {
  const std::string name(to_text(field));
  auto out = hidden(name + ".before", before);
  if (field == PlaceField::closed)
    return out + "<p><label><input type=\"checkbox\" name=\"closed\" value=\"closed\"" +
           (value.empty() ? "" : " checked") + "> Ce lieu est définitivement fermé</label></p>\n";
  return out + "<p><label>" + escaped(french(field)) + "<br><input name=\"" + name + "\" value=\"" +
         escaped(value) + "\"></label></p>\n";
}

// `said`: what was sent and could not be taken, by name.
std::string form_of(const model::Place& place, const std::map<std::string, std::string>& said) {
  std::string out = "<form method=\"post\" action=\"/lieux/" + base::to_text(place.id) +
                    "/correction\">\n" +
                    hidden("id", base::to_text(base::make_uuid_v7(system_now(), random_bytes())));
  for (const auto field : kAsked) {
    const auto now = text_of(place, field);
    const auto typed = said.find(std::string(to_text(field)));
    out += asked(field, now, typed == said.end() ? now : typed->second);
  }
  const auto remark = said.find("remark");
  return out +
         "<p><label>Remarque, pour l’équipe de modération<br><textarea name=\"remark\" rows=\"3\" "
         "maxlength=\"500\">" +
         escaped(remark == said.end() ? "" : remark->second) +
         "</textarea></label></p>\n<p><button>Proposer la correction</button></p>\n</form>\n";
}

std::string back_to(const model::Place& place) {
  return "<p><a dir=\"auto\" href=\"/lieux/" + base::to_text(place.id) + "\">" +
         escaped(place.name) + "</a></p>\n";
}

constexpr std::string_view kTitle = "Proposer une correction";
constexpr std::string_view kAbout =
    "Sans compte : rien n’est gardé de vous. Une personne de l’équipe ou de l’association relit.";

std::string intro() {
  return "<h1>" + std::string(kTitle) + "</h1>\n<p>" + std::string(kAbout) + "</p>\n";
}

struct Sent {
  model::Command command;
  std::map<std::string, std::string> said;
};

// What the form said, unchanged fields left out.
Sent read(const http::Request& request, const model::Place& place) {
  http::Request form = request;
  form.query = request.body;
  const auto value = [&](const std::string& name) { return form.parameter(name).value_or(""); };
  Sent sent;
  const auto id = base::parse_id<model::CommandId>(value("id"));
  sent.command.id = id.value_or(model::CommandId{base::make_uuid_v7(system_now(), random_bytes())});
  model::SuggestCorrection suggestion{place.id, {}, value("remark")};
  sent.said["remark"] = suggestion.remark;
  for (const auto field : kAsked) {
    const std::string name(to_text(field));
    const auto before = value(name + ".before"), after = value(name);
    sent.said[name] = after;
    if (rules::trimmed(after) != rules::trimmed(before))
      suggestion.changes.push_back({field, before, after});
  }
  suggestion.changes = rules::without_stale_words(std::move(suggestion.changes), place);
  sent.command.intent = std::move(suggestion);
  return sent;
}

http::Response answer_page(const Services& services, const model::Place& place, const Sent& sent,
                           const std::string& reason) {
  if (reason.empty())
    return services.pages.read_only(
        200, kTitle,
        "<h1>Merci</h1>\n<p>Votre correction est arrivée ; elle sera relue.</p>\n" +
            back_to(place));
  return services.pages.read_only(422, kTitle,
                                  intro() + "<p role=\"alert\"><strong>" +
                                      escaped(sentence_of(reason)) + "</strong></p>\n" +
                                      form_of(place, sent.said) + back_to(place));
}

std::string said_of(const model::PublicHand& by) {
  switch (by.hand) {
    case model::Hand::association: return by.name;
    case model::Hand::moderation: return "modération";
    case model::Hand::import: return "import : " + by.name;
  }
  return {};
}

std::string said_of(const model::FieldChange& change) {
  const auto text = [](const std::string& one) {
    return one.empty() ? std::string("<em>rien</em>") : escaped(one);
  };
  if (change.field == PlaceField::closed)
    return change.after.empty() ? "de nouveau ouvert" : "fermé";
  return escaped(french(change.field)) + " : <del dir=\"auto\">" + text(change.before) +
         "</del> → <ins dir=\"auto\">" + text(change.after) + "</ins>";
}

}  // namespace

void show(const Services& services, const http::Request&, std::string_view place,
          const http::Respond& respond) {
  const auto found = queries::find_place(services, place);
  if (!found) return respond(services.pages.not_found());
  auto page = services.pages.plain(kTitle, intro() + form_of(*found, {}) + back_to(*found));
  respond(std::move(page.with("Cache-Control", "no-store")));  // the form has an id of its own
}

void take(const Services& services, const http::Request& request, std::string_view place,
          const http::Respond& respond) {
  const auto found = queries::find_place(services, place);
  if (!found) return respond(services.pages.not_found());
  auto sent = std::make_shared<Sent>(read(request, *found));
  services.commands.run({sent->command}, {std::nullopt, services.client_address(request)},
                        [&services, respond, sent, place = *found](const auto& answers) {
                          auto page =
                              answers ? answer_page(services, place, *sent, answers->front().reason)
                                      : services.pages.failure(503);
                          respond(std::move(page.with("Cache-Control", "no-store")));
                        });
}

void history(const Services& services, const http::Request&, std::string_view place,
             const http::Respond& respond) {
  const auto found = queries::find_place(services, place);
  if (!found) return respond(services.pages.not_found());
  std::vector<model::PlaceChange> lines;
  services.storage.read(
      [&](storage::Reader& reader) { lines = reader.place_history(found->id, wire::kHistoryMax); });
  std::string content = "<h1>Historique</h1>\n" + back_to(*found);
  if (lines.empty()) content += "<p>Rien n’a changé depuis que ce lieu est ici.</p>\n";
  if (!lines.empty()) content += "<ul>\n";
  for (const auto& [at, change, by] : lines)
    content += "<li>" + base::to_rfc3339(at).substr(0, 10) + ", " + escaped(said_of(by)) + " — " +
               said_of(change) + "</li>\n";
  if (!lines.empty()) content += "</ul>\n";
  auto page = services.pages.plain("Historique", content);
  respond(std::move(page.with("Cache-Control", "no-cache")));
}

}  // namespace server::correction_page
