#include "ui/strings.hpp"

#include <algorithm>

namespace ui {
namespace {

// French keeps a blank that must not break before : ; ! ? and inside numbers: \u00a0.
constexpr Words kFrench{
    .product = "Entourage",
    .tagline =
        "Voisins, associations, personnes sans logement\u00a0: on se rencontre près de chez soi, "
        "et on s’entraide.",
    .invitation = "Il reste une place à table.",
    .skip_to_content = "Aller au contenu",
    .text_mode = "Mode texte",
    .picture_mode = "Version avec carte",
    .quick_exit = "Quitter vite",
    .quick_exit_key = "Ou trois fois la touche Échap",
    .navigation = "Navigation principale",
    .map = "Carte",
    .create = "Créer",
    .account = "Compte",
    .sign_in = "Se connecter",
    .back = "Retour",
    .close = "Fermer",
    .retry = "Réessayer",
    .loading = "Chargement…",
    .offline_title = "Pas de réseau",
    .offline_text = "Ce que vous écrivez est gardé et partira dès que possible.",
    .waiting = "En attente du réseau",
    .messages = "Messages",
    .alerts = "Alertes",
    .zoom_in = "Zoomer",
    .zoom_out = "Dézoomer",
    .locate = "Centrer sur ma position",
    .map_controls = "Réglages de la carte",
    .dismiss = "Fermer ce message",
    .title_of = "{screen} – Entourage",
    .home_title = "Dans cette zone",
    .search_label = "Chercher un lieu, une entraide",
    .search_hint = "Lieu, entraide, compétence…",
    .search_clear = "Effacer la recherche",
    .filters = "Filtres",
    .results = "Lieux et actions, du plus proche au plus loin",
    .results_for = "Résultats pour « {query} »",
    .empty_title = "Rien ici pour l’instant.",
    .empty_text = "Soyez la première personne à proposer quelque chose.",
    .empty_search_title = "Rien ne correspond.",
    .empty_search_text = "Essayez un autre mot, ou le nom d’un lieu.",
    .empty_action = "Proposer quelque chose",
    .reset_filter = "Tout afficher",
    .sheet_grow = "Agrandir la liste",
    .sheet_shrink = "Réduire la liste",
    .markers = "Lieux et actions sur la carte",
    .more_rows = "Afficher la suite",
    .loading_map = "La carte se remplit…",
    .failed_map = "La carte n’a pas pu se remplir.",
    .pending = "en attente d’envoi",
    .list_end = "Voici les {shown} plus proches sur {total}. Zoomez pour voir les autres.",
    .place_title = "Lieu",
    .place_missing_title = "Ce lieu n’existe plus",
    .place_missing_text = "Il a pu fermer ou changer d’adresse.",
    .go_there = "Y aller",
    .call = "Appeler",
    .website = "Site web",
    .address = "Adresse",
    .hours = "Horaires",
    .about = "À propos",
    .audience = "Pour qui",
    .access = "Accès",
    .languages = "Langues",
    .animals = "Animaux",
    .wheelchair = "Fauteuil roulant",
    .source = "Source\u00a0: {source}",
    .attribution = "Données\u00a0: {who}",
    .example_place = "Lieu d’exemple, inventé pour la démonstration.",
    .checked_today = "Vérifié aujourd’hui",
    .opens_elsewhere = "{link} (autre site)",
    .shelter_title = "Besoin d’un toit ce soir\u00a0?",
    .shelter_text = "Le 115 répond jour et nuit. L’appel ne coûte rien.",
    .shelter_call = "Appeler le 115",
    .shelter_href = "tel:115",
    .action_title = "Action",
    .action_missing_title = "Cette action n’est plus là",
    .action_missing_text = "La personne l’a retirée, ou le lien est incomplet.",
    .contribution = "Proposition",
    .demand = "Demande",
    .offers = "{name} propose",
    .asks = "{name} demande",
    .someone = "Quelqu’un du quartier",
    .area_note =
        "Zone approximative de 250\u00a0m. L’adresse se donne entre vous, si vous le souhaitez.",
    .safety_note = "Premier rendez-vous\u00a0: choisissez plutôt un lieu public.",
    .closed_happened = "C’est fait",
    .closed_not_happened = "Terminée sans suite",
    .suspended = "Suspendue, le temps d’une vérification",
    .example_action = "Action d’exemple, inventée pour la démonstration.",
    .close_action = "Clore l’action",
    .close_title = "Comment cela s’est-il terminé\u00a0?",
    .close_text = "L’action quittera la carte. Vous ne pourrez plus la rouvrir.",
    .close_happened = "Cela s’est fait",
    .close_not_happened = "Cela ne s’est pas fait",
    .close_message = "Un mot pour la suite",
    .close_confirm = "Clore",
    .close_cancel = "Garder",
    .mine = "C’est votre action",
    .optional = "(si vous voulez)",
    .new_title = "Créer une action",
    .new_contribution_title = "Proposer quelque chose",
    .new_demand_title = "Demander quelque chose",
    .step = "Étape {n} sur {of}",
    .kind_question = "Que voulez-vous faire\u00a0?",
    .kind_contribution = "Proposer",
    .kind_contribution_text = "Du temps, un service, un objet",
    .kind_demand = "Demander",
    .kind_demand_text = "Un coup de main, un objet, de la compagnie",
    .section_question = "De quoi s’agit-il\u00a0?",
    .title_label = "Titre",
    .title_hint = "Par exemple\u00a0: un café et un banc",
    .text_label = "Quelques mots de plus",
    .continue_ = "Continuer",
    .previous = "Étape précédente",
    .change = "Changer",
    .where_title = "Où\u00a0?",
    .where_text = "Déplacez la carte\u00a0: la zone au milieu sera visible de tous.",
    .where_note =
        "On montre cette zone de 250\u00a0m, jamais votre adresse. Elle ne change plus une fois "
        "publiée.",
    .where_plain_text = "Choisissez un lieu\u00a0: la zone autour de lui sera visible de tous.",
    .where_near = "Près de quel lieu\u00a0?",
    .where_around = "Zone choisie\u00a0: autour de {place}",
    .publish = "Publier",
    .publishing = "Envoi…",
    .publish_sign_in = "Se connecter et publier",
    .errors_title = "Réponses à corriger",
    .characters_left = "Il reste {n} caractères",
    .contact_title = "Bienvenue à table",
    .contact_text =
        "Un e-mail ou un numéro de téléphone suffit. Vous recevrez un code à 6\u00a0chiffres.",
    .contact_label = "E-mail ou téléphone",
    .contact_note = "Il reste entre vous et nous\u00a0: personne d’autre ne le voit.",
    .kept_note = "Votre texte est gardé. Il sera publié une fois la connexion faite.",
    .code_title = "Votre code à 6\u00a0chiffres",
    .code_text_sms = "Un SMS vient de partir au {to}. Le code est valable 10\u00a0minutes.",
    .code_text_mail = "Un e-mail vient de partir à {to}. Le code est valable 10\u00a0minutes.",
    .code_label = "Code reçu",
    .code_note_sms = "Il se remplit tout seul à l’arrivée du SMS.",
    .code_note_mail = "Pensez à regarder dans les courriers indésirables.",
    .code_again = "Renvoyer le code",
    .other_contact = "Changer d’e-mail ou de numéro",
    .sending = "Envoi…",
    .checking = "Vérification…",
    .profile_title = "Comment vous appelle-t-on\u00a0?",
    .profile_text = "Le prénom suffit. Vous pourrez changer d’avis.",
    .first_name_label = "Prénom",
    .goal_question = "Vous venez plutôt pour",
    .goal_offer = "Donner un coup de main",
    .goal_offer_text = "Voisine, voisin, bénévole",
    .goal_ask = "Trouver de l’aide ou de la compagnie",
    .goal_ask_text = "En ce moment, c’est difficile",
    .goal_organization = "Représenter une association",
    .goal_organization_text = "Ou un service public",
    .enter = "Entrer",
    .signed_in_as = "Bonjour {name}",
    .signed_in_text = "Votre compte est ouvert sur cet appareil.",
    .sign_out = "Se déconnecter",
    .illustration = "Une table ronde vue d’en haut, une place encore libre",
    .unknown_title = "Cette page n’existe pas",
    .unknown_text = "L’adresse est peut-être incomplète.",
    .go_home = "Aller à la carte",
};

struct Sentence {
  std::string_view code;
  const char* text;
};

constexpr char kOurFault[] = "Une erreur de notre côté. Réessayez dans un moment.";
constexpr char kReload[] = "La page n’est plus à jour. Rechargez-la\u00a0: votre texte est gardé.";
constexpr char kBroken[] = "La réponse reçue est abîmée. Réessayez dans un moment.";

constexpr Sentence kErrors[] = {
    {"text.missing", "Il manque quelques mots."},
    {"text.too_short", "C’est un peu court\u00a0: trois lettres au moins."},
    {"text.too_long", "C’est trop long. Raccourcissez un peu."},
    {"text.not_utf8", "Ce texte contient des caractères illisibles. Retapez-le."},
    {"text.control_characters", "Ce texte contient des caractères invisibles. Retapez-le."},
    {"text.phone_number",
     "On dirait un numéro de téléphone. Gardez-le pour les messages\u00a0: ici, tout le monde le "
     "verrait."},
    {"text.email",
     "On dirait une adresse e-mail. Gardez-la pour les messages\u00a0: ici, tout le monde la "
     "verrait."},
    {"name.too_long", "C’est trop long. Un prénom suffit."},
    {"choice.missing", "Choisissez une réponse."},
    {"position.missing", "Choisissez la zone sur la carte."},
    {"position.out_of_range", "Cet endroit n’est pas sur la carte. Choisissez-en un autre."},
    {"insee.malformed", "Ce code de commune n’a pas la bonne forme."},
    {"insee.unknown", "Cette commune n’est pas connue."},
    {"id.not_uuid_v7", kReload},
    {"contact.malformed", "Ni un e-mail ni un numéro de téléphone. Vérifiez la saisie."},
    {"code.malformed", "Le code a 6\u00a0chiffres."},
    {"code.wrong", "Ce n’est pas le bon code, ou il a expiré. Vérifiez le dernier message reçu."},
    {"account.needed", "Encore un prénom et une réponse, et c’est fini."},
    {"outbox.full",
     "Trop d’envois attendent déjà le réseau. Reconnectez-vous avant d’en créer d’autres."},
    {"permit.sign_in", "Connectez-vous d’abord."},
    {"permit.not_found", "Cette action n’est plus là."},
    {"permit.not_author", "Seule la personne qui l’a créée peut faire cela."},
    {"permit.already_closed", "Cette action est déjà close."},
    {"request.too_large", "C’est trop long pour être envoyé. Raccourcissez un peu."},
    {"rate.limited", "Beaucoup d’essais en peu de temps. Réessayez dans quelques minutes."},
    {"server.busy", "Il y a beaucoup de monde. Réessayez dans un moment."},
    {"server.error", kOurFault},
    {"storage.unavailable", kOurFault},
    {"action.unknown", "Cette action n’est plus là."},
    {"place.unknown", "Ce lieu n’est plus là."},
    {"command.id_reused", kReload},
    {"origin.foreign", kReload},
    {"route.unknown", kReload},
    {"method.not_allowed", kReload},
    {"content_type.not_json", kReload},
    {"query.malformed", kReload},
    {"query.missing", kReload},
    {"changes.gone", kReload},
    {"cell.unknown", kReload},
    {"request.malformed", kReload},
    {"request.incomplete", kBroken},
    {"request.encoding_unknown", kReload},
    {"request.expectation", kReload},
    {"request.headers_too_large", kReload},
    {"request.target_too_long", kReload},
    {"request.version", kReload},
    {"network", "Pas de réseau. Ce que vous écrivez est gardé."},
    {"server", kOurFault},
    {"not_found", "Introuvable\u00a0: retiré, ou lien incomplet."},
    {"stale_client", kReload},
    {"json.malformed", kBroken},
    {"json.type", kReload},
    {"json.missing", kReload},
    {"json.unknown_field", kReload},
    {"json.value", kReload},
    {"json.duplicate_id", kReload},
    {"json.too_many", "Trop d’envois à la fois. Réessayez dans un moment."},
    {"cell.magic", kBroken},
    {"cell.version", kReload},
    {"cell.checksum", kBroken},
    {"cell.truncated", kBroken},
    {"cell.count", kBroken},
    {"cell.kind", kReload},
    {"cell.number", kBroken},
    {"cell.text", kBroken},
    {"cell.trailing", kBroken},
};

}  // namespace

const Words& words() { return kFrench; }

std::string fill(std::string_view words,
                 std::initializer_list<std::pair<std::string_view, std::string_view>> values) {
  std::string filled;
  while (!words.empty()) {
    const auto open = words.find('{'), close = words.find('}', open);
    if (close == words.npos) break;
    filled += words.substr(0, open);
    const auto name = words.substr(open + 1, close - open - 1);
    for (const auto& [key, value] : values)
      if (key == name) filled += value;
    words.remove_prefix(close + 1);
  }
  return filled.append(words);
}

bool has_error_sentence(std::string_view code) {
  return std::any_of(std::begin(kErrors), std::end(kErrors),
                     [&](const Sentence& s) { return s.code == code; });
}

std::string error_sentence(std::string_view code) {
  for (const Sentence& sentence : kErrors)
    if (sentence.code == code) return sentence.text;
  return kOurFault;
}

std::string notice_sentence(app::Notice notice, std::string_view code) {
  using enum app::Notice;
  switch (notice) {
    case action_published: return "C’est publié. Tout le quartier peut la voir.";
    case action_waiting_for_network:
      return "C’est noté. L’action partira dès que le réseau revient.";
    case action_refused: return error_sentence(code);
    case action_closed: return "C’est noté, l’action est close.";
    case signed_in: return "Vous êtes chez vous.";
    case signed_out: return "À bientôt. Rien ne reste sur cet appareil.";
    case code_sent: return "Le code vient de partir.";
    case connection_lost: return "Pas de réseau. Ce que vous écrivez est gardé.";
    case connection_back: return "Le réseau est revenu.";
    case stale_client: return kReload;
    case storage_full:
      return code.empty()
                 ? "L’appareil n’a plus de place\u00a0: gardez cette page ouverte jusqu’à l’envoi."
                 : error_sentence(code);
    case something_failed: return error_sentence(code);
    case sign_in_needed: return "Connectez-vous pour que votre envoi parte.";
  }
  return kOurFault;
}

}  // namespace ui
