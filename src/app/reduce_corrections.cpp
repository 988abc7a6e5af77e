// Correcting a place, deciding over what others suggested, and what became of a place.
#include <algorithm>
#include <utility>

#include "app/rebase.hpp"
#include "app/reduce_parts.hpp"
#include "core/rules/correction.hpp"
#include "core/rules/validate.hpp"

namespace app::parts {
namespace {

const model::Place* known_place(const State& state, model::PlaceId id) {
  const auto found = state.places.find(id);
  return found != state.places.end() && found->second.value ? &*found->second.value : nullptr;
}

// The place whose form is open.
std::optional<model::PlaceId> corrected(const State& state) {
  const auto* route = std::get_if<CorrectionRoute>(&state.location.route);
  return route ? std::optional(route->id) : std::nullopt;
}

// One draft at a time: what was typed for another place gives way.
CorrectionDraft* draft_here(State& state) {
  const auto id = corrected(state);
  if (!id) return nullptr;
  auto& draft = state.drafts.correction;
  if (draft.place != id) draft = {id, {}, ""};
  return &draft;
}

std::vector<model::FieldChange> changes_of(const CorrectionDraft& draft,
                                           const model::Place& place) {
  std::vector<model::FieldChange> changes;
  for (const auto& [field, typed] : draft.texts) {
    auto before = text_of(place, field);
    const auto after = rules::trimmed(typed);
    if (after != rules::trimmed(before)) changes.push_back({field, std::move(before), after});
  }
  return rules::without_stale_words(std::move(changes), place);
}

// Each field by itself, so that a person sees everything there is to mend.
CorrectionForm errors_of(const model::SuggestCorrection& suggestion) {
  CorrectionForm form;
  for (const auto& change : suggestion.changes)
    if (const auto valid =
            rules::validate(model::SuggestCorrection{suggestion.place, {change}, ""});
        !valid)
      form.errors.emplace(change.field, valid.error().code);
  const model::SuggestCorrection rest{suggestion.place, {}, suggestion.remark};
  if (const auto valid = rules::validate(rest); !valid && valid.error().where == "remark")
    form.remark_error = valid.error().code;
  else if (!valid && suggestion.changes.empty())
    form.form_error = valid.error().code;
  return form;
}

void fetch_corrections(State& state, Turn& turn) {
  if (state.session != Session::signed_in) return;
  if (!state.corrections.value) state.corrections.state = LoadState::loading;
  turn.effects.push_back(FetchCorrections{});
}

void fetch_history(State& state, Turn& turn, model::PlaceId id) {
  if (state.history_of != id) state.history = {};
  state.history_of = id;
  if (!state.history.value) state.history.state = LoadState::loading;
  turn.effects.push_back(FetchHistory{id});
}

template <class T>
void keep(Loaded<T>& loaded, const base::Result<T>& arrived) {
  if (arrived)
    loaded = {LoadState::ready, *arrived, {}};
  else if (arrived.error().code == failure::kNotFound)
    loaded = {LoadState::missing, std::nullopt, {}};
  else if (!loaded.value)
    loaded = {LoadState::failed, std::nullopt, arrived.error()};
}

}  // namespace

bool is_about_place(const model::Intent& intent) {
  return std::holds_alternative<model::SuggestCorrection>(intent) ||
         std::holds_alternative<model::AcceptCorrection>(intent) ||
         std::holds_alternative<model::RefuseCorrection>(intent) ||
         std::holds_alternative<model::EditPlace>(intent) ||
         std::holds_alternative<model::CheckPlace>(intent) ||
         std::holds_alternative<model::TellNeeds>(intent);
}

void open_correction(State& state, Turn& turn, model::PlaceId id) {
  state.correction = {};
  fetch_place(state, turn, id);
}

void open_history(State& state, Turn& turn, model::PlaceId id) {
  fetch_place(state, turn, id);
  fetch_history(state, turn, id);
}

void open_moderation(State& state, Turn& turn) { fetch_corrections(state, turn); }

void refresh_corrections(State& state, Turn& turn) {
  if (std::holds_alternative<ModerationRoute>(state.location.route)) fetch_corrections(state, turn);
  if (const auto* route = std::get_if<HistoryRoute>(&state.location.route))
    fetch_history(state, turn, route->id);
}

void tell_carried_out(State& state, Turn& turn, const model::Intent& intent) {
  if (const auto* sent = std::get_if<model::SuggestCorrection>(&intent))
    return tell(state, turn, Notice::correction_sent, {},
                Location{PlaceRoute{sent->place}, state.location.filter});
  tell(state, turn, Notice::care_done);
  refresh_corrections(state, turn);
}

void tell_not_carried_out(State& state, Turn& turn, const model::Intent& intent,
                          const model::Answer& answer) {
  const auto* sent = std::get_if<model::SuggestCorrection>(&intent);
  if (!sent) {
    refresh_corrections(state, turn);
    return tell(state, turn, Notice::care_refused, answer.reason);
  }
  auto& draft = state.drafts.correction;
  if (!draft.place) {  // given back, unless the person has begun another one
    draft = {sent->place, {}, sent->remark};
    for (const auto& change : sent->changes) draft.texts[change.field] = change.after;
    save_drafts(state, turn);
  }
  tell(state, turn, Notice::correction_refused, answer.reason,
       Location{CorrectionRoute{sent->place}, state.location.filter});
}

void on(State& state, Turn& turn, const CorrectionEdited& a) {
  auto* const draft = draft_here(state);
  if (!draft) return;
  draft->texts[a.field] = cut(a.text);
  state.correction.errors.erase(a.field);
  state.correction.form_error.clear();
  save_drafts_soon(state, turn);
}

void on(State& state, Turn& turn, const RemarkEdited& a) {
  auto* const draft = draft_here(state);
  if (!draft) return;
  draft->remark = cut(a.text);
  state.correction.remark_error.clear();
  state.correction.form_error.clear();
  save_drafts_soon(state, turn);
}

void on(State& state, Turn& turn, const CorrectionAsked& a) {
  const auto* const draft = draft_here(state);
  const auto* const place = draft ? known_place(state, *draft->place) : nullptr;
  if (!place) return;
  const model::SuggestCorrection suggestion{place->id, changes_of(*draft, *place),
                                            rules::trimmed(draft->remark)};
  state.correction = errors_of(suggestion);
  if (state.correction != CorrectionForm{}) return;
  if (state.outbox.size() >= kOutboxMax)
    return tell(state, turn, Notice::storage_full, "outbox.full");
  append(state, turn, {a.id, suggestion}, a.now);
  state.drafts.correction = {};
  save_drafts(state, turn);
  send_outbox(state, turn);
  go(state, turn, {PlaceRoute{place->id}, state.location.filter}, Way::replace);
}

void on(State& state, Turn& turn, const CareAsked& a) {
  if (!is_about_place(a.intent)) return;
  const model::Command command{a.id, a.intent};
  if (const auto valid = rules::validate(command); !valid)
    return tell(state, turn, Notice::care_refused, valid.error().code);
  if (state.outbox.size() >= kOutboxMax)
    return tell(state, turn, Notice::storage_full, "outbox.full");
  append(state, turn, command, a.now);
  send_outbox(state, turn);
}

void on(State& state, Turn& turn, const HistoryArrived& a) {
  heard(state, a.history);
  notice_stale(state, turn, a.history);
  if (state.history_of == a.id) keep(state.history, a.history);
}

void on(State& state, Turn& turn, const CorrectionsArrived& a) {
  heard(state, a.corrections);
  notice_stale(state, turn, a.corrections);
  keep(state.corrections, a.corrections);
}

}  // namespace app::parts
