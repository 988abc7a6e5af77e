// Who is at the screen: the session, and the three steps of signing in.
#include <algorithm>
#include <utility>

#include "app/reduce_parts.hpp"
#include "core/rules/validate.hpp"

namespace app::parts {
namespace {

constexpr char kAccountNeeded[] = "account.needed", kCodeWrong[] = "code.wrong";
constexpr char kChoiceMissing[] = "choice.missing";

// Where an error of the server belongs in the form.
Field field_of(const base::Error& error) {
  if (error.where == "code" || error.code.starts_with("code.")) return Field::code;
  if (error.where == "first_name") return Field::first_name;
  if (error.where == "goal") return Field::goal;
  return Field::contact;
}

void begin(State& state, const wire::SignedIn& who) {
  for (auto& pending : state.outbox)
    if (!pending.by) pending.by = who.account.id;
  state.session = Session::signed_in;
  state.failed_sessions = 0;
  state.account = who.account;
  state.standing = who.standing;
}

bool check_profile(State& state) {
  const auto& draft = state.drafts.sign_in;
  if (const auto name = rules::validate_first_name(rules::trimmed(draft.first_name)); !name)
    state.sign_in.errors.emplace(Field::first_name, name.error().code);
  if (!draft.goal) state.sign_in.errors.emplace(Field::goal, kChoiceMissing);
  return state.sign_in.errors.empty();
}

}  // namespace

void open_sign_in(State& state, Turn& turn, const Location& was) {
  state.sign_in.errors.clear();
  save_drafts_soon(state, turn);
  const bool somewhere = !std::holds_alternative<UnknownRoute>(was.route) &&
                         !std::holds_alternative<SignInRoute>(was.route);
  if (somewhere) state.sign_in.then = was;
}

void fetch_session(State& state, Turn& turn) {
  state.session = Session::unknown;
  turn.effects.push_back(FetchSession{});
}

void on(State& state, Turn& turn, const SessionArrived& a) {
  heard(state, a.who);
  notice_stale(state, turn, a.who);
  if (state.session != Session::unknown) return;  // has signed in or out meanwhile
  if (!a.who) {
    if (a.who.error().code != failure::kStaleClient)
      turn.effects.push_back(SetTimer{kSessionTimer, backoff_ms(++state.failed_sessions)});
    return;
  }
  if (*a.who) {
    begin(state, **a.who);
    if (!state.outbox.empty()) save_outbox(state, turn);
  } else {
    state.session = Session::guest;
    state.failed_sessions = 0;
    if (std::ranges::any_of(state.outbox, needs_session)) ask_to_sign_in(state, turn);
  }
  settle(state, turn);
  send_outbox(state, turn);
  refresh_corrections(state, turn);
}

void on(State& state, Turn& turn, const GoalChosen& a) {
  state.drafts.sign_in.goal = a.goal;
  state.sign_in.errors.erase(Field::goal);
  save_drafts_soon(state, turn);
}

void on(State& state, Turn& turn, const CodeAsked&) {
  if (state.sign_in.busy) return;
  state.sign_in.errors.clear();
  const auto contact = rules::parse_contact(state.drafts.sign_in.to);
  if (!contact) {
    state.sign_in.errors.emplace(Field::contact, contact.error().code);
    return;
  }
  state.sign_in.busy = true;
  turn.effects.push_back(RequestCode{{rules::to_text(*contact)}});
}

void on(State& state, Turn& turn, const CodeAnswered& a) {
  heard(state, a.result);
  notice_stale(state, turn, a.result);
  if (!state.sign_in.busy) return;
  state.sign_in.busy = false;
  if (!a.result) {
    state.sign_in.errors.emplace(Field::contact, a.result.error().code);
    return;
  }
  const bool again = std::exchange(state.sign_in.step, SignInStep::code) == SignInStep::code;
  state.drafts.sign_in.code.clear();
  if (again) tell(state, turn, Notice::code_sent);  // the first time the new step says it
  save_drafts(state, turn);
}

void on(State& state, Turn& turn, const SignInSubmitted& a [[maybe_unused]]) {
  if (state.sign_in.busy) return;
  if (state.sign_in.step == SignInStep::contact) return on(state, turn, CodeAsked{});
  state.sign_in.errors.clear();
  const auto& draft = state.drafts.sign_in;
  const auto contact = rules::parse_contact(draft.to);
  if (!contact) {  // was good when the code was asked; has been changed since
    state.sign_in.step = SignInStep::contact;
    state.sign_in.errors.emplace(Field::contact, contact.error().code);
    return;
  }
  wire::SignIn request{rules::to_text(*contact), rules::trimmed(draft.code), {}, {}};
  if (const auto code = rules::validate_code(request.code); !code) {
    state.sign_in.step = SignInStep::code;
    state.sign_in.errors.emplace(Field::code, code.error().code);
    return;
  }
  if (state.sign_in.step == SignInStep::profile) {
    if (!check_profile(state)) return;
    request.first_name = rules::trimmed(draft.first_name);
    request.goal = draft.goal;
  }
  state.sign_in.busy = true;
  turn.effects.push_back(RequestSignIn{std::move(request)});
}

void on(State& state, Turn& turn, const SignInAnswered& a) {
  heard(state, a.result);
  notice_stale(state, turn, a.result);
  if (!state.sign_in.busy) return;
  state.sign_in.busy = false;
  if (!a.result) {
    const auto& error = a.result.error();
    if (error.code == kAccountNeeded) {
      state.sign_in.step = SignInStep::profile;
      return;
    }
    if (error.code == kCodeWrong) state.sign_in.step = SignInStep::code;
    state.sign_in.errors.emplace(field_of(error), error.code);
    return;
  }
  begin(state, *a.result);
  const auto then = state.sign_in.then.value_or(Location{HomeRoute{}, state.location.filter});
  state.sign_in = {};
  state.drafts.sign_in = {};
  save_drafts(state, turn);
  std::erase_if(state.toasts, [](const Toast& toast) {
    return toast.notice == Notice::sign_in_needed || toast.notice == Notice::code_sent;
  });
  tell(state, turn, Notice::signed_in);
  if (std::holds_alternative<SignInRoute>(state.location.route))
    go(state, turn, then, Way::replace);
  if (!state.outbox.empty()) save_outbox(state, turn);
  settle(state, turn);
  send_outbox(state, turn);
}

void on(State& state, Turn& turn, const SignInRestarted&) {
  if (state.sign_in.busy) return;
  state.sign_in.step = SignInStep::contact;
  state.sign_in.errors.clear();
  state.drafts.sign_in.code.clear();
  save_drafts_soon(state, turn);
}

void on(State& state, Turn& turn, const SignOutAsked&) {
  if (state.session == Session::signed_in) turn.effects.push_back(RequestSignOut{});
}

// The next person at this screen finds nothing of this one's texts. What has not left yet stays
// bound to its author.
void on(State& state, Turn& turn, const SignOutAnswered& a) {
  heard(state, a.result);
  notice_stale(state, turn, a.result);
  if (!a.result && a.result.error().code != failure::kSignIn)  // 401: is out already
    return tell(state, turn, Notice::something_failed, a.result.error().code);
  state.session = Session::guest;
  state.account.reset();
  state.standing = {};
  state.sign_in = {};
  state.new_action.errors.clear();
  state.drafts = {};
  state.search = {};
  state.corrections = {};
  save_drafts(state, turn);
  tell(state, turn, Notice::signed_out);
  settle(state, turn);
}

}  // namespace app::parts
