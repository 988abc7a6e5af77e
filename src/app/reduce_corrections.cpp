// Correcting a place, deciding over what others suggested, and what became of a place.
#include <algorithm>
#include <utility>

#include "app/care.hpp"
#include "app/rebase.hpp"
#include "app/reduce_parts.hpp"
#include "core/rules/correction.hpp"
#include "core/rules/validate.hpp"

namespace app::parts {
namespace {

constexpr char kNothingChanged[] = "correction.empty";

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
  if (draft.place != id) draft = {id, {}, {}, ""};
  return &draft;
}

// edit(draft, form) puts what was typed, and forgets what was wrong with it.
template <class Edit>
void edit_here(State& state, Turn& turn, Edit&& edit) {
  auto* const draft = draft_here(state);
  if (!draft) return;
  edit(*draft, state.correction);
  state.correction.form_error.clear();
  save_drafts_soon(state, turn);
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

model::TellNeeds needs_of(const CorrectionDraft& draft, const model::Place& place) {
  const auto text = [&](Need need) {
    const auto typed = draft.needs.find(need);
    return typed == draft.needs.end() ? need_of(place, need) : rules::trimmed(typed->second);
  };
  return {place.id, text(Need::donations), text(Need::volunteers)};
}

// What the draft comes to: a suggestion; of who looks after the place an edit, what it needs, and a
// remark, which is a suggestion of theirs too. Nothing where all is as it was.
std::vector<model::Intent> intents_of(const State& state, const CorrectionDraft& draft,
                                      const model::Place& place) {
  auto changes = changes_of(draft, place);
  std::vector<model::Intent> intents;
  if (looks_after(state, place)) {
    if (!changes.empty()) intents.push_back(model::EditPlace{place.id, std::exchange(changes, {})});
    const auto needs = needs_of(draft, place);
    if (needs.donations != need_of(place, Need::donations) ||
        needs.volunteers != need_of(place, Need::volunteers))
      intents.push_back(needs);
  }
  const auto remark = rules::trimmed(draft.remark);
  if (!changes.empty() || !remark.empty())
    intents.push_back(model::SuggestCorrection{place.id, std::move(changes), remark});
  return intents;
}

template <class Key>
void note(std::map<Key, std::string>& errors, Key key, const base::Result<base::Done>& valid) {
  if (!valid) errors.emplace(key, valid.error().code);
}

// Each field by itself, so that a person sees everything there is to mend.
struct Checking {
  CorrectionForm& form;

  void operator()(const model::SuggestCorrection& suggestion) const {
    check(suggestion.place, suggestion.changes);
    const model::SuggestCorrection rest{suggestion.place, {}, suggestion.remark};
    if (const auto valid = rules::validate(rest); !valid && valid.error().where == "remark")
      form.remark_error = valid.error().code;
  }
  void operator()(const model::EditPlace& edit) const { check(edit.place, edit.changes); }
  void operator()(const model::TellNeeds& needs) const {
    note(form.need_errors, Need::donations,
         rules::validate(model::TellNeeds{needs.place, needs.donations, ""}));
    note(form.need_errors, Need::volunteers,
         rules::validate(model::TellNeeds{needs.place, "", needs.volunteers}));
  }
  void operator()(const auto&) const {}

 private:
  void check(model::PlaceId place, const std::vector<model::FieldChange>& changes) const {
    for (const auto& change : changes)
      note(form.errors, change.field, rules::validate(model::EditPlace{place, {change}}));
  }
};

CorrectionForm errors_of(const std::vector<model::Intent>& intents) {
  CorrectionForm form;
  if (intents.empty()) form.form_error = kNothingChanged;
  for (const auto& intent : intents) std::visit(Checking{form}, intent);
  return form;
}

// Appends all of them, or none.
bool send_all(State& state, Turn& turn, std::vector<model::Command> commands, base::Instant now) {
  if (state.outbox.size() + commands.size() > kOutboxMax) {
    tell(state, turn, Notice::storage_full, "outbox.full");
    return false;
  }
  append(state, turn, std::move(commands), now);
  send_outbox(state, turn);
  return true;
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

// What was typed for it, to be mended; none where nothing was.
std::optional<CorrectionDraft> draft_again(const model::Intent& intent) {
  CorrectionDraft draft;
  const auto take = [&](model::PlaceId place, const std::vector<model::FieldChange>& changes) {
    draft.place = place;
    for (const auto& change : changes) draft.texts[change.field] = change.after;
  };
  if (const auto* suggestion = std::get_if<model::SuggestCorrection>(&intent)) {
    take(suggestion->place, suggestion->changes);
    draft.remark = suggestion->remark;
  } else if (const auto* edit = std::get_if<model::EditPlace>(&intent)) {
    take(edit->place, edit->changes);
  } else if (const auto* needs = std::get_if<model::TellNeeds>(&intent)) {
    draft.place = needs->place;
    draft.needs = {{Need::donations, needs->donations}, {Need::volunteers, needs->volunteers}};
  }
  return draft.place ? std::optional(std::move(draft)) : std::nullopt;
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
         std::holds_alternative<model::AssignPlace>(intent) ||
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

void open_assignment(State& state, Turn& turn, model::PlaceId id) {
  fetch_place(state, turn, id);
  state.assignment = {id, {LoadState::loading, std::nullopt, {}}, std::nullopt};
  turn.effects.push_back(FetchAssociations{id});
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
  const auto again = draft_again(intent);
  if (!again) {
    refresh_corrections(state, turn);
    return tell(state, turn, Notice::care_refused, answer.reason);
  }
  auto& draft = state.drafts.correction;
  if (!draft.place) draft = {again->place, {}, {}, ""};
  if (draft.place == again->place) {  // given back, unless the person has begun another one
    draft.texts.insert(again->texts.begin(), again->texts.end());
    draft.needs.insert(again->needs.begin(), again->needs.end());
    if (draft.remark.empty()) draft.remark = again->remark;
    save_drafts(state, turn);
  }
  tell(state, turn, Notice::correction_refused, answer.reason,
       Location{CorrectionRoute{*again->place}, state.location.filter});
}

void on(State& state, Turn& turn, const CorrectionEdited& a) {
  edit_here(state, turn, [&](CorrectionDraft& draft, CorrectionForm& form) {
    draft.texts[a.field] = cut(a.text);
    form.errors.erase(a.field);
  });
}

void on(State& state, Turn& turn, const RemarkEdited& a) {
  edit_here(state, turn, [&](CorrectionDraft& draft, CorrectionForm& form) {
    draft.remark = cut(a.text);
    form.remark_error.clear();
  });
}

void on(State& state, Turn& turn, const NeedEdited& a) {
  edit_here(state, turn, [&](CorrectionDraft& draft, CorrectionForm& form) {
    draft.needs[a.need] = cut(a.text);
    form.need_errors.erase(a.need);
  });
}

void on(State& state, Turn& turn, const CorrectionAsked& a) {
  const auto* const draft = draft_here(state);
  const auto* const place = draft ? known_place(state, *draft->place) : nullptr;
  if (!place) return;
  const auto intents = intents_of(state, *draft, *place);
  state.correction = errors_of(intents);
  if (state.correction != CorrectionForm{}) return;
  std::vector<model::Command> commands;
  for (const auto& intent : intents) commands.push_back({a.ids.at(commands.size()), intent});
  if (!send_all(state, turn, std::move(commands), a.now)) return;
  state.drafts.correction = {};
  save_drafts(state, turn);
  go(state, turn, {PlaceRoute{place->id}, state.location.filter}, Way::replace);
}

void on(State& state, Turn& turn, const RefusalEdited& a) {
  state.drafts.refusal = {a.correction, cut(a.reason)};
  state.refusal_error.clear();
  save_drafts_soon(state, turn);
}

void on(State& state, Turn& turn, const RefusalLeft&) {
  state.drafts.refusal = {};
  state.refusal_error.clear();
  save_drafts_soon(state, turn);
}

void on(State& state, Turn& turn, const RefusalAsked& a) {
  const auto& draft = state.drafts.refusal;
  if (!draft.correction) return;
  const model::RefuseCorrection refusal{*draft.correction, rules::trimmed(draft.reason)};
  if (const auto valid = rules::validate(refusal); !valid) {
    state.refusal_error = valid.error().code;
    return;
  }
  if (send_all(state, turn, {{a.id, refusal}}, a.now)) on(state, turn, RefusalLeft{});
}

void on(State& state, Turn&, const AssociationChosen& a) {
  state.assignment.chosen = a.association;
}

void on(State& state, Turn& turn, const AssignmentAsked& a) {
  const auto& [place, near, chosen] = state.assignment;
  const auto* route = std::get_if<AssignmentRoute>(&state.location.route);
  if (!route || place != route->id || !chosen) return;
  if (send_all(state, turn, {{a.id, model::AssignPlace{route->id, *chosen}}}, a.now))
    go(state, turn, {PlaceRoute{route->id}, state.location.filter}, Way::replace);
}

void on(State& state, Turn& turn, const CareAsked& a) {
  if (!is_about_place(a.intent)) return;
  const model::Command command{a.id, a.intent};
  if (const auto valid = rules::validate(command); !valid)
    return tell(state, turn, Notice::care_refused, valid.error().code);
  send_all(state, turn, {command}, a.now);
}

void on(State& state, Turn& turn, const HistoryArrived& a) {
  heard(state, a.history);
  notice_stale(state, turn, a.history);
  if (state.history_of == a.id) keep(state.history, a.history);
}

void on(State& state, Turn& turn, const AssociationsArrived& a) {
  heard(state, a.associations);
  notice_stale(state, turn, a.associations);
  if (state.assignment.place == a.near) keep(state.assignment.near, a.associations);
}

void on(State& state, Turn& turn, const CorrectionsArrived& a) {
  heard(state, a.corrections);
  notice_stale(state, turn, a.corrections);
  keep(state.corrections, a.corrections);
}

}  // namespace app::parts
