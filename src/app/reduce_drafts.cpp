// What is being typed: kept, saved now and then, and turned into a command when it is published.
#include <utility>

#include "app/persist.hpp"
#include "app/rebase.hpp"
#include "app/reduce_parts.hpp"
#include "core/base/utf8.hpp"
#include "core/geo/public_cell.hpp"
#include "core/rules/validate.hpp"

namespace app::parts {
namespace {

constexpr char kChoiceMissing[] = "choice.missing", kPositionMissing[] = "position.missing";

void put_error(std::map<Field, std::string>& errors, Field field,
               const base::Result<base::Done>& result) {
  if (!result) errors.emplace(field, result.error().code);
}

// All fields at once, so that a person sees everything there is to mend.
std::map<Field, std::string> errors_of(const NewActionDraft& draft) {
  std::map<Field, std::string> errors;
  if (!draft.kind) errors.emplace(Field::kind, kChoiceMissing);
  if (!draft.section) errors.emplace(Field::section, kChoiceMissing);
  put_error(errors, Field::title, rules::validate_title(rules::trimmed(draft.title)));
  put_error(errors, Field::text, rules::validate_text(rules::trimmed(draft.text)));
  if (!draft.at) errors.emplace(Field::position, kPositionMissing);
  return errors;
}

std::string& draft_of(Drafts& drafts, Field field, std::string& none) {
  switch (field) {
    case Field::title: return drafts.new_action.title;
    case Field::text: return drafts.new_action.text;
    case Field::contact: return drafts.sign_in.to;
    case Field::code: return drafts.sign_in.code;
    case Field::first_name: return drafts.sign_in.first_name;
    case Field::search: return drafts.search;
    case Field::kind:
    case Field::section:
    case Field::position:
    case Field::goal: break;  // are chosen, not typed
  }
  return none;
}

}  // namespace

std::string cut(const std::string& text) {
  if (text.size() <= kTypedMax) return text;
  std::size_t end = kTypedMax;
  while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0) == 0x80) --end;
  return text.substr(0, end);
}

bool is_empty(const NewActionDraft& draft) {
  return !draft.kind && !draft.section && draft.title.empty() && draft.text.empty();
}

void save_drafts(State& state, Turn& turn) {
  state.drafts_timer = false;
  turn.effects.push_back(
      SaveDrafts{drafts_to_text({state.drafts, state.sign_in.step, state.sign_in.then})});
}

void save_drafts_soon(State& state, Turn& turn) {
  if (std::exchange(state.drafts_timer, true)) return;
  turn.effects.push_back(SetTimer{kDraftsTimer, kDraftsEvery_ms});
}

void place_draft(State& state, Turn& turn, model::Position at) {
  if (!rules::validate(at)) return;
  const auto centre = geo::public_cell(at).centre;
  state.new_action.errors.erase(Field::position);
  if (state.drafts.new_action.at == centre) return;
  state.drafts.new_action.at = centre;
  save_drafts_soon(state, turn);
}

void open_new_action(State& state, Turn& turn) {
  if (!state.map_known) return;  // the first word of the map decides
  const auto& at = state.drafts.new_action.at;
  if (at && is_seen(state, *at))
    bring_into_view(state, turn, *at);
  else
    place_draft(state, turn, state.map.centre);
}

void finish_publishing(State& state, Turn& turn) {
  if (!state.new_action.publishing) return;
  const auto command = *state.new_action.publishing;
  for (const auto& pending : state.outbox)
    if (pending.command.id == command && pending.saving && !pending.saved) return;  // not yet
  const model::ActionId id{command.uuid};
  state.new_action = {};
  state.drafts.new_action = {};
  save_drafts(state, turn);
  if (std::holds_alternative<NewActionRoute>(state.location.route))
    go(state, turn, {ActionRoute{id}, state.location.filter}, Way::replace);
}

void on(State& state, Turn& turn, const FieldEdited& a) {
  if (a.field == Field::search) return edit_search(state, turn, a.text);
  std::string none;
  draft_of(state.drafts, a.field, none) = cut(a.text);
  state.new_action.errors.erase(a.field);
  state.sign_in.errors.erase(a.field);
  save_drafts_soon(state, turn);
}

void on(State& state, Turn& turn, const KindChosen& a) {
  state.drafts.new_action.kind = a.kind;
  state.new_action.errors.erase(Field::kind);
  save_drafts_soon(state, turn);
}

void on(State& state, Turn& turn, const SectionChosen& a) {
  state.drafts.new_action.section = a.section;
  state.new_action.errors.erase(Field::section);
  save_drafts_soon(state, turn);
}

void on(State& state, Turn& turn, const PositionChosen& a) {
  if (!rules::validate(a.at)) return;
  place_draft(state, turn, a.at);
  come_near(state, turn, *state.drafts.new_action.at);
}

void on(State& state, Turn& turn, const PageHidden&) {
  if (state.drafts_timer) save_drafts(state, turn);
}

void on(State& state, Turn& turn, const PublishAsked& a) {
  if (state.new_action.busy) return;
  const auto& draft = state.drafts.new_action;
  state.new_action.errors = errors_of(draft);
  if (!state.new_action.errors.empty()) return;
  if (state.session == Session::guest)  // the draft waits; one comes back to it signed in
    return go(state, turn, {SignInRoute{}, state.location.filter}, Way::push);
  if (state.outbox.size() >= kOutboxMax) {
    state.new_action.errors.emplace(Field::contact, "outbox.full");
    return tell(state, turn, Notice::storage_full, "outbox.full");
  }
  const model::CreateAction create{*draft.kind, *draft.section, rules::trimmed(draft.title),
                                   rules::trimmed(draft.text), *draft.at};
  const model::Command command{a.id, create};
  if (const auto valid = rules::validate(command); !valid) {
    state.new_action.errors.emplace(Field::contact, valid.error().code);
    return;
  }
  state.new_action.busy = true;
  state.new_action.publishing = a.id;
  append(state, turn, {command}, a.now);
}

}  // namespace app::parts
