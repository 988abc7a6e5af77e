#include "ui/strings.hpp"

#include <algorithm>
#include <iterator>
#include <span>

// The names of lists, and sentences.
namespace ui {
namespace {

// What data or the server call a thing, and the word for it.
struct Coded {
  std::string_view code;
  const char* Words::* word;
};

constexpr Coded kErrors[] = {
    {"text.missing", &Words::error_text_missing},
    {"text.too_short", &Words::error_text_too_short},
    {"text.too_long", &Words::error_text_too_long},
    {"text.not_utf8", &Words::error_text_not_utf8},
    {"text.control_characters", &Words::error_text_control_characters},
    {"text.phone_number", &Words::error_text_phone_number},
    {"text.email", &Words::error_text_email},
    {"name.too_long", &Words::error_name_too_long},
    {"choice.missing", &Words::error_choice_missing},
    {"position.missing", &Words::error_position_missing},
    {"position.out_of_range", &Words::error_position_out_of_range},
    {"insee.malformed", &Words::error_insee_malformed},
    {"insee.unknown", &Words::error_insee_unknown},
    {"id.not_uuid_v7", &Words::error_reload},
    {"contact.malformed", &Words::error_contact_malformed},
    {"email.unavailable", &Words::error_email_unavailable},
    {"sms.unavailable", &Words::error_sms_unavailable},
    {"code.malformed", &Words::error_code_malformed},
    {"code.wrong", &Words::error_code_wrong},
    {"account.needed", &Words::error_account_needed},
    {"outbox.full", &Words::error_outbox_full},
    {"permit.sign_in", &Words::error_permit_sign_in},
    {"permit.not_found", &Words::error_permit_not_found},
    {"permit.not_author", &Words::error_permit_not_author},
    {"permit.already_closed", &Words::error_permit_already_closed},
    {"permit.not_moderator", &Words::error_permit_role},
    {"permit.not_coordinator", &Words::error_permit_role},
    {"permit.not_member", &Words::error_permit_role},
    {"permit.not_owner", &Words::error_permit_role},
    {"permit.not_admin", &Words::error_permit_role},
    {"permit.not_caretaker", &Words::error_permit_role},
    {"correction.decided", &Words::error_already_done},
    {"correction.conflict", &Words::error_correction_conflict},
    {"correction.empty", &Words::error_correction_empty},
    {"correction.unchanged", &Words::error_correction_empty},
    {"corrections.full", &Words::error_rate_limited},
    {"phone.malformed", &Words::error_phone_malformed},
    {"website.malformed", &Words::error_website_malformed},
    {"position.malformed", &Words::error_position_out_of_range},
    {"closed.malformed", &Words::error_reload},
    {"hours.too_long", &Words::error_text_too_long},
    {"hours.too_many_rules", &Words::error_text_too_long},
    {"hours.unknown_word", &Words::error_hours},
    {"hours.unclosed_comment", &Words::error_hours},
    {"hours.out_of_range", &Words::error_hours},
    {"hours.unexpected", &Words::error_hours},
    {"hours.point_in_time", &Words::error_hours},
    {"hours.no_hours", &Words::error_hours},
    {"permit.not_approved", &Words::error_permit_not_approved},
    {"permit.only_owner", &Words::error_permit_only_owner},
    {"permit.already_approved", &Words::error_already_done},
    {"permit.already_suspended", &Words::error_already_done},
    {"permit.not_suspended", &Words::error_already_done},
    {"recovery_code.wrong", &Words::error_recovery_code_wrong},
    {"contact.taken", &Words::error_contact_taken},
    {"session.missing", &Words::error_permit_sign_in},
    {"person.unknown", &Words::error_not_found},
    {"association.unknown", &Words::error_not_found},
    {"event.unknown", &Words::error_not_found},
    {"device.unknown", &Words::error_not_found},
    {"request.too_large", &Words::error_request_too_large},
    {"rate.limited", &Words::error_rate_limited},
    {"server.busy", &Words::error_server_busy},
    {"server.error", &Words::error_our_fault},
    {"storage.unavailable", &Words::error_our_fault},
    {"action.unknown", &Words::error_permit_not_found},
    {"place.unknown", &Words::error_place_unknown},
    {"command.id_reused", &Words::error_reload},
    {"origin.foreign", &Words::error_reload},
    {"route.unknown", &Words::error_reload},
    {"method.not_allowed", &Words::error_reload},
    {"content_type.not_json", &Words::error_reload},
    {"query.malformed", &Words::error_reload},
    {"query.missing", &Words::error_reload},
    {"changes.gone", &Words::error_reload},
    {"cell.unknown", &Words::error_reload},
    {"request.malformed", &Words::error_reload},
    {"request.incomplete", &Words::error_broken},
    {"request.encoding_unknown", &Words::error_reload},
    {"request.expectation", &Words::error_reload},
    {"request.headers_too_large", &Words::error_reload},
    {"request.target_too_long", &Words::error_reload},
    {"request.version", &Words::error_reload},
    {"network", &Words::error_network},
    {"server", &Words::error_our_fault},
    {"not_found", &Words::error_not_found},
    {"stale_client", &Words::error_reload},
    {"json.malformed", &Words::error_broken},
    {"json.type", &Words::error_reload},
    {"json.missing", &Words::error_reload},
    {"json.unknown_field", &Words::error_reload},
    {"json.value", &Words::error_reload},
    {"json.duplicate_id", &Words::error_reload},
    {"json.too_many", &Words::error_json_too_many},
    {"cell.magic", &Words::error_broken},
    {"cell.version", &Words::error_reload},
    {"cell.checksum", &Words::error_broken},
    {"cell.truncated", &Words::error_broken},
    {"cell.count", &Words::error_broken},
    {"cell.kind", &Words::error_reload},
    {"cell.number", &Words::error_broken},
    {"cell.order", &Words::error_broken},
    {"cell.text", &Words::error_broken},
    {"cell.trailing", &Words::error_broken},
    {"cell.facts", &Words::error_broken},
};
constexpr Coded kSpoken[] = {
    {"fr", &Words::speaks_fr}, {"en", &Words::speaks_en},  {"es", &Words::speaks_es},
    {"de", &Words::speaks_de}, {"pl", &Words::speaks_pl},  {"ro", &Words::speaks_ro},
    {"uk", &Words::speaks_uk}, {"ar", &Words::speaks_ar},  {"fa", &Words::speaks_fa},
    {"ru", &Words::speaks_ru}, {"bg", &Words::speaks_bg},  {"it", &Words::speaks_it},
    {"pt", &Words::speaks_pt}, {"zh", &Words::speaks_zh},  {"bm", &Words::speaks_bm},
    {"wo", &Words::speaks_wo}, {"fsl", &Words::speaks_fsl}};
constexpr Coded kAccess[] = {{"unconditional", &Words::access_unconditional},
                             {"appointment", &Words::access_appointment},
                             {"registration", &Words::access_registration},
                             {"orientation", &Words::access_orientation}};
constexpr Coded kAudience[] = {
    {"all", &Words::audience_everyone},      {"everyone", &Words::audience_everyone},
    {"women", &Words::audience_women},       {"men", &Words::audience_men},
    {"families", &Words::audience_families}, {"minors", &Words::audience_minors},
    {"adults", &Words::audience_adults},     {"young", &Words::audience_young},
    {"refugees", &Words::audience_refugees}};

const Coded* find(std::span<const Coded> list, std::string_view code) {
  const auto it =
      std::find_if(list.begin(), list.end(), [&](const Coded& c) { return c.code == code; });
  return it == list.end() ? nullptr : &*it;
}

std::string word_or_code(const Words& words, std::span<const Coded> list, std::string_view code) {
  const Coded* found = find(list, code);
  return found ? words.*found->word : std::string(code);
}

}  // namespace

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

bool has_error_sentence(std::string_view code) { return find(kErrors, code) != nullptr; }

const char* Said::name_of(model::PlaceCategory category) const {
  using enum model::PlaceCategory;
  const Words& w = words();
  switch (category) {
    case food: return w.category_food;
    case shelter: return w.category_shelter;
    case health: return w.category_health;
    case guidance: return w.category_guidance;
    case wellbeing: return w.category_wellbeing;
    case work: return w.category_work;
    case partners: return w.category_partners;
    case toilets: return w.category_toilets;
    case fountains: return w.category_fountains;
    case showers: return w.category_showers;
    case laundries: return w.category_laundries;
    case clothes_equipment: return w.category_clothes_equipment;
    case giving_boxes: return w.category_giving_boxes;
    case luggage: return w.category_luggage;
    case other: return w.category_other;
  }
  return w.category_other;
}

const char* Said::name_of(model::ActionSection section) const {
  using enum model::ActionSection;
  const Words& w = words();
  switch (section) {
    case social: return w.section_social;
    case services: return w.section_services;
    case clothes: return w.section_clothes;
    case equipment: return w.section_equipment;
    case hygiene: return w.section_hygiene;
  }
  return w.section_services;
}

const char* Said::text_of(model::ActionSection section) const {
  using enum model::ActionSection;
  const Words& w = words();
  switch (section) {
    case social: return w.section_social_text;
    case services: return w.section_services_text;
    case clothes: return w.section_clothes_text;
    case equipment: return w.section_equipment_text;
    case hygiene: return w.section_hygiene_text;
  }
  return "";
}

const char* Said::name_of(app::FilterChoice choice) const {
  using enum app::FilterChoice;
  const Words& w = words();
  switch (choice) {
    case all: return w.filter_all;
    case food: return w.category_food;
    case contributions: return w.filter_contributions;
    case demands: return w.filter_demands;
    case shelter: return w.category_shelter;
    case health: return w.category_health;
    case guidance: return w.category_guidance;
    case water: return w.filter_water;
    case goods: return w.filter_goods;
    case wellbeing: return w.filter_wellbeing;
    case work: return w.category_work;
    case others: return w.filter_others;
  }
  return w.filter_others;
}

std::string Said::name_of(model::MarkerKind kind) const {
  if (kind.is_place()) return name_of(kind.category());
  const bool gives = kind.action_kind() == model::ActionKind::contribution;
  return std::string(gives ? words().contribution : words().demand) + ", " +
         name_of(kind.section());
}

std::string Said::language_name(std::string_view code) const {
  return word_or_code(words(), kSpoken, code);
}
std::string Said::audience_text(std::string_view audience) const {
  return word_or_code(words(), kAudience, audience);
}
std::string Said::access_text(std::string_view access) const {
  return word_or_code(words(), kAccess, access);
}

std::string Said::animals(app::YesNo animals, std::string_view own_words) const {
  switch (animals) {
    case app::YesNo::unknown: return "";
    case app::YesNo::yes: return words().animals_yes;
    case app::YesNo::limited: return words().animals_limited;
    case app::YesNo::no: return words().animals_no;
    case app::YesNo::words: return std::string(own_words);
  }
  return "";
}

std::string Said::wheelchair(app::YesNo wheelchair, std::string_view own_words) const {
  switch (wheelchair) {
    case app::YesNo::unknown: return "";
    case app::YesNo::yes: return words().wheelchair_yes;
    case app::YesNo::limited: return words().wheelchair_limited;
    case app::YesNo::no: return words().wheelchair_no;
    case app::YesNo::words: return std::string(own_words);
  }
  return "";
}

std::string Said::error_sentence(std::string_view code) const {
  const Coded* found = find(kErrors, code);
  return found ? words().*found->word : words().error_our_fault;
}

std::string Said::notice_sentence(app::Notice notice, std::string_view code) const {
  using enum app::Notice;
  const Words& w = words();
  switch (notice) {
    case action_published: return w.notice_action_published;
    case action_waiting_for_network: return w.notice_action_waiting;
    case action_refused: return error_sentence(code);
    case action_closed: return w.notice_action_closed;
    case signed_in: return w.notice_signed_in;
    case signed_out: return w.notice_signed_out;
    case code_sent: return w.notice_code_sent;
    case connection_lost: return w.error_network;
    case connection_back: return w.notice_connection_back;
    case stale_client: return w.error_reload;
    case storage_full: return code.empty() ? w.notice_storage_full : error_sentence(code);
    case something_failed: return error_sentence(code);
    case position_unknown: return w.notice_position_unknown;
    case sign_in_needed: return w.notice_sign_in_needed;
    case link_copied: return w.notice_link_copied;
    case link_not_shared: return w.notice_link_not_shared;
    case correction_sent: return w.notice_correction_sent;
    case care_done: return w.notice_care_done;
    case correction_refused:
    case care_refused: return error_sentence(code);
  }
  return w.error_our_fault;
}

const char* Said::notice_action(app::Notice notice) const {
  return notice == app::Notice::sign_in_needed ? words().sign_in : words().notice_see;
}

std::string Said::marker_name(const app::MapMarker& marker) const {
  if (marker.count > 1)
    return places_and_actions(marker.count - std::min(marker.people, marker.count), marker.people);
  const std::string kind = name_of(marker.kind);
  const std::string name = marker.title.empty() ? kind : marker.title + ", " + kind;
  return marker.pending ? name + ", " + words().pending : name;
}

std::string Said::row_detail(model::MarkerKind kind, std::string_view detail) const {
  const std::string_view what =
      kind.is_place() ? name_of(kind.category()) : name_of(kind.section());
  if (detail.empty()) return std::string(what);
  if (kind.is_place()) return std::string(what) + " · " + std::string(detail);
  const bool gives = kind.action_kind() == model::ActionKind::contribution;
  return fill(gives ? words().offers : words().asks, {{"name", detail}}) + " · " +
         std::string(what);
}

std::string Said::document_title(std::string_view screen) const {
  return screen.empty() ? words().product : fill(words().title_of, {{"screen", screen}});
}

}  // namespace ui
