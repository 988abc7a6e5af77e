// Commands on their way: saved first, then sent in order, a batch at a time, until the server has
// answered each.
#include <algorithm>
#include <utility>

#include "app/persist.hpp"
#include "app/rebase.hpp"
#include "app/reduce_parts.hpp"
#include "core/base/overloaded.hpp"
#include "core/rules/limits.hpp"
#include "core/rules/permit.hpp"
#include "core/rules/validate.hpp"

namespace app::parts {
namespace {

using Queue = std::vector<Pending>;

Queue::iterator find(State& state, model::CommandId id) {
  return std::find_if(state.outbox.begin(), state.outbox.end(),
                      [&](const Pending& p) { return p.command.id == id; });
}

bool any_sent(const State& state) {
  return std::any_of(state.outbox.begin(), state.outbox.end(),
                     [](const Pending& p) { return p.sent; });
}

void unsend(State& state) {
  for (auto& pending : state.outbox) pending.sent = false;
}

// Unsaved commands leave only where this browser cannot save at all, which the person has been
// told.
bool may_leave(const State& state, const Pending& pending) {
  return pending.saved || (!state.storage_works && !pending.saving && !state.outbox_unsaved);
}

void try_later(State& state, Turn& turn, const std::string& code) {
  unsend(state);
  if (++state.failed_sends == 1) tell(state, turn, Notice::action_waiting_for_network, code);
  turn.effects.push_back(SetTimer{kOutboxTimer, backoff_ms(state.failed_sends)});
}

Field field_of(const std::string& where) {
  if (where.ends_with("title")) return Field::title;
  if (where.ends_with("text")) return Field::text;
  if (where.ends_with("at") || where.ends_with("lat") || where.ends_with("lon"))
    return Field::position;
  return Field::contact;
}

// Gives the text back, unless the person has begun another one.
bool restore_draft(State& state, Turn& turn, const model::CreateAction& create,
                   const model::Answer& answer) {
  auto& draft = state.drafts.new_action;
  if (!is_empty(draft) || state.new_action.busy) return false;
  draft = {create.kind, create.section, create.title, create.text, {}};
  if (const auto* at = std::get_if<model::Position>(&create.at)) draft.at = *at;
  state.new_action.errors = {{field_of(answer.where), answer.reason}};
  save_drafts(state, turn);
  return true;
}

void refuse(State& state, Turn& turn, Queue::iterator pending, const model::Answer& answer) {
  const auto command = std::move(pending->command);
  const bool mine = is_mine(state, *pending);
  state.outbox.erase(pending);
  settle(state, turn);
  if (is_about_place(command.intent))
    return tell_not_carried_out(state, turn, command.intent, answer);
  std::optional<Location> open;
  const auto* create = std::get_if<model::CreateAction>(&command.intent);
  if (create && mine && restore_draft(state, turn, *create, answer)) {
    open = Location{NewActionRoute{}, state.location.filter};
    const Route gone = ActionRoute{subject(command)};
    if (state.location.route == gone) {
      const auto at = state.drafts.new_action.at;
      go(state, turn, *open, Way::replace);
      state.drafts.new_action.at = at;  // where it was, however the map lies now
    }
  }
  tell(state, turn, Notice::action_refused, answer.reason, std::move(open));
}

void accept(State& state, Turn& turn, Pending& pending) {
  pending.sent = false;
  if (std::exchange(pending.applied, true)) return;
  carry_into_base(state, pending);
  if (is_about_place(pending.command.intent))
    return tell_carried_out(state, turn, pending.command.intent);
  const auto id = subject(pending.command);
  const auto notice = std::visit(
      base::Overloaded{
          [](const model::CreateAction&) { return std::optional(Notice::action_published); },
          [](const model::CloseAction&) { return std::optional(Notice::action_closed); },
          [](const auto&) { return std::optional<Notice>(); }},  // no screen sends the others
      pending.command.intent);
  if (!notice) return;
  tell(state, turn, *notice, {}, Location{ActionRoute{id}, state.location.filter});
  if (!state.live) fetch_action(state, turn, id);  // no stream to tell it
}

void must_sign_in(State& state, Turn& turn) {
  unsend(state);
  state.session = Session::guest;
  state.account.reset();
  ask_to_sign_in(state, turn);
  settle(state, turn);
}

// The list was refused as a whole, which says nothing of each command: send them one by one.
void refuse_all(State& state, Turn& turn, const base::Error& error) {
  const auto first = std::find_if(state.outbox.begin(), state.outbox.end(),
                                  [](const Pending& p) { return p.sent; });
  const auto sent =
      std::count_if(first, state.outbox.end(), [](const Pending& p) { return p.sent; });
  if (sent > 1)
    state.one_by_one = true;
  else
    refuse(state, turn, first,
           {first->command.id, model::Verdict::refused, error.code, error.where});
  unsend(state);
  save_outbox(state, turn);
  send_outbox(state, turn);
}

}  // namespace

bool needs_session(const Pending& pending) {
  return !std::holds_alternative<model::SuggestCorrection>(pending.command.intent);
}

bool is_mine(const State& state, const Pending& pending) {
  return !pending.by || !state.account || *pending.by == state.account->id;
}

void ask_to_sign_in(State& state, Turn& turn) {
  tell(state, turn, Notice::sign_in_needed, {}, Location{SignInRoute{}, state.location.filter});
}

void settle(State& state, Turn& turn) {
  std::erase_if(state.outbox, [&](const Pending& pending) {
    return pending.applied && base_holds(state, pending.command);
  });
  if (state.outbox.empty()) state.one_by_one = false;
  rebase(state);
  turn.view_stale = true;
}

void append(State& state, Turn& turn, std::vector<model::Command> commands, base::Instant made) {
  for (auto& command : commands) {
    if (find(state, command.id) != state.outbox.end()) continue;
    Pending pending{std::move(command), made, std::nullopt};
    if (state.account && needs_session(pending)) pending.by = state.account->id;
    const auto id = subject(pending.command);
    state.outbox.push_back(std::move(pending));
    if (state.base_actions.contains(id)) remember(state, id);
  }
  save_outbox(state, turn);
  settle(state, turn);
}

void save_outbox(State& state, Turn& turn) {
  state.outbox_unsaved = true;
  if (state.outbox_saving) return;
  state.outbox_unsaved = false;
  state.outbox_saving = true;
  for (auto& pending : state.outbox) pending.saving = true;
  turn.effects.push_back(SaveOutbox{outbox_to_text(state.outbox)});
}

void send_outbox(State& state, Turn& turn) {
  if (state.session == Session::unknown || any_sent(state)) return;
  const std::size_t most = state.one_by_one ? 1 : rules::limits::kCommandsPerRequest;
  SendCommands batch;
  for (auto& pending : state.outbox) {
    if (pending.applied || !is_mine(state, pending)) continue;
    if (state.session == Session::guest && needs_session(pending)) continue;
    if (!may_leave(state, pending) || batch.commands.size() == most) break;
    pending.sent = true;
    batch.commands.push_back(pending.command);
  }
  if (!batch.commands.empty()) turn.effects.push_back(std::move(batch));
}

void on(State& state, Turn& turn, const OutboxSaved& a) {
  if (!std::exchange(state.outbox_saving, false)) return;
  for (auto& pending : state.outbox) {
    pending.saved = pending.saved || (pending.saving && a.ok);
    pending.saving = false;
  }
  if (!a.ok && state.storage_works) tell(state, turn, Notice::storage_full);
  state.storage_works = a.ok;
  if (state.outbox_unsaved) save_outbox(state, turn);
  finish_publishing(state, turn);
  send_outbox(state, turn);
}

void on(State& state, Turn& turn, const CloseAsked& a) {
  const auto shown = state.actions.find(a.close.action);
  rules::Facts facts;
  if (shown != state.actions.end() && shown->second.value) {
    facts.author = shown->second.value->author.id;
    facts.status = shown->second.value->status;
  }
  rules::Actor actor;
  if (state.account) actor.person = state.account->id;
  model::CloseAction close = a.close;
  close.message = rules::trimmed(close.message);
  const model::Command command{a.id, close};
  if (const auto may = rules::permit(actor, command.intent, facts); !may)
    return tell(state, turn, Notice::action_refused, may.error().code);
  if (const auto valid = rules::validate(command); !valid)
    return tell(state, turn, Notice::action_refused, valid.error().code);
  if (state.outbox.size() >= kOutboxMax)
    return tell(state, turn, Notice::storage_full, "outbox.full");
  append(state, turn, {command}, a.now);
}

void on(State& state, Turn& turn, const CommandsAnswered& a) {
  heard(state, a.answers);
  notice_stale(state, turn, a.answers);
  if (!a.answers) {
    if (!any_sent(state)) return;
    const auto& error = a.answers.error();
    if (error.code == failure::kSignIn) return must_sign_in(state, turn);
    if (error.code == failure::kStaleClient) return unsend(state);
    if (is_transient(error) || error.code == failure::kNotFound)  // no word on the commands
      return try_later(state, turn, error.code);
    return refuse_all(state, turn, error);
  }
  bool sign_in = false;
  for (const auto& answer : *a.answers) {
    const auto pending = find(state, answer.id);
    if (pending == state.outbox.end() || pending->applied) continue;  // answered again
    if (answer.verdict != model::Verdict::refused)
      accept(state, turn, *pending);
    else if (answer.reason == failure::kSignIn)
      sign_in = true;
    else
      refuse(state, turn, pending, answer);
  }
  save_outbox(state, turn);
  settle(state, turn);
  if (sign_in) return must_sign_in(state, turn);
  if (any_sent(state)) return try_later(state, turn, failure::kServer);  // some got no answer
  state.failed_sends = 0;
  send_outbox(state, turn);
}

}  // namespace app::parts
