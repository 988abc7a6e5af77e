// Every word that people read. One table a language; French is the first and, for now, the only
// one.
#pragma once
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "app/state.hpp"
#include "app/vm/age.hpp"
#include "app/vm/map_vm.hpp"
#include "app/vm/place_vm.hpp"
#include "app/vm/shell_vm.hpp"

namespace ui {

// Short, fixed texts. Templates hold {name} where a value goes: see fill().
struct Words {
  // Around every screen
  const char *product, *tagline, *invitation, *skip_to_content, *text_mode, *picture_mode,
      *quick_exit, *quick_exit_key, *navigation, *map, *create, *account, *sign_in, *back, *close,
      *retry, *loading, *offline_title, *offline_text, *waiting, *messages, *alerts, *zoom_in,
      *zoom_out, *locate, *map_controls, *dismiss, *title_of;
  // Home
  const char *home_title, *search_label, *search_hint, *search_clear, *filters, *results,
      *results_for, *empty_title, *empty_text, *empty_search_title, *empty_search_text,
      *empty_action, *reset_filter, *sheet_grow, *sheet_shrink, *markers, *more_rows, *loading_map,
      *failed_map, *pending, *list_end;
  // Places
  const char *place_title, *place_missing_title, *place_missing_text, *go_there, *call, *website,
      *address, *hours, *about, *audience, *access, *languages, *animals, *wheelchair, *source,
      *attribution, *example_place, *checked_today, *opens_elsewhere, *shelter_title, *shelter_text,
      *shelter_call, *shelter_href;
  // Actions
  const char *action_title, *action_missing_title, *action_missing_text, *contribution, *demand,
      *offers, *asks, *someone, *area_note, *safety_note, *closed_happened, *closed_not_happened,
      *suspended, *example_action, *close_action, *close_title, *close_text, *close_happened,
      *close_not_happened, *close_message, *close_confirm, *close_cancel, *mine, *optional;
  // Writing an action
  const char *new_title, *new_contribution_title, *new_demand_title, *step, *kind_question,
      *kind_contribution, *kind_contribution_text, *kind_demand, *kind_demand_text,
      *section_question, *title_label, *title_hint, *text_label, *continue_, *previous, *change,
      *where_title, *where_text, *where_note, *where_plain_text, *where_near, *where_around,
      *publish, *publishing, *publish_sign_in, *errors_title, *characters_left;
  // Signing in
  const char *contact_title, *contact_text, *contact_label, *contact_note, *kept_note, *code_title,
      *code_text_sms, *code_text_mail, *code_label, *code_note_sms, *code_note_mail, *code_again,
      *other_contact, *sending, *checking, *profile_title, *profile_text, *first_name_label,
      *goal_question, *goal_offer, *goal_offer_text, *goal_ask, *goal_ask_text, *goal_organization,
      *goal_organization_text, *enter, *signed_in_as, *signed_in_text, *sign_out, *illustration;
  // Elsewhere
  const char *unknown_title, *unknown_text, *go_home;
};
const Words& words();

std::string fill(std::string_view words,
                 std::initializer_list<std::pair<std::string_view, std::string_view>> values);

// Names of the product's lists
const char* name_of(model::PlaceCategory category);
const char* name_of(model::ActionSection section);
const char* name_of(app::FilterChoice choice);
const char* text_of(model::ActionSection section);  // what belongs in it
std::string name_of(model::MarkerKind kind);        // "Se nourrir"; "Demande, Service"
std::string language_name(std::string_view code);   // "fr": "français"; an unknown one as it is
std::string audience_text(std::string_view audience);
std::string access_text(std::string_view access);
std::string animals_said(app::YesNo animals, std::string_view words);  // empty when unknown
std::string wheelchair_said(app::YesNo wheelchair, std::string_view words);

// Numbers as they are said, with no-break spaces
std::string number(std::size_t n);                                        // 12 345
std::string short_number(std::size_t n);                                  // 999, 1,2 k
std::string distance(double metres);                                      // 350 m, 1,2 km
std::string walk(int minutes);                                            // 6 min
std::string walk_said(int minutes);                                       // 6 min à pied
std::string ago(app::Age age);                                            // il y a 2 jours
std::string places_and_actions(std::size_t places, std::size_t actions);  // 12 lieux et 3 actions
std::string items(std::size_t n);                                         // 48 lieux et actions
std::string found(std::size_t n);                                         // 3 résultats
std::string checked(int days_ago);                                        // Vérifié il y a 12 jours
std::string waiting_commands(std::size_t n);
std::string errors_to_mend(std::size_t n);
std::string characters_left(std::size_t n);
std::string hours_said(
    std::string_view osm);  // OSM's opening_hours in words, as far as they are plain
std::string phone_as_said(std::string_view e164);  // 06 39 98 12 34

// Sentences
std::string error_sentence(std::string_view code);  // never empty
bool has_error_sentence(std::string_view code);     // of its own
std::string notice_sentence(app::Notice notice, std::string_view code);
const char* notice_action(app::Notice notice);  // the word of its button
std::string marker_name(const app::MapMarker& marker);
std::string row_detail(model::MarkerKind kind, std::string_view detail);
std::string document_title(std::string_view screen);

}  // namespace ui
