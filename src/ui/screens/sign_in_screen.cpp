#include "app/vm/sign_in_vm.hpp"

#include <algorithm>
#include <cmath>

#include "ui/pictures.hpp"
#include "ui/screens/screens.hpp"
#include "ui/widgets/button.hpp"
#include "ui/widgets/choice.hpp"
#include "ui/widgets/field.hpp"
#include "ui/widgets/language.hpp"
#include "ui/widgets/pane.hpp"
#include "ui/widgets/words.hpp"

namespace ui {
namespace {

constexpr char kContactKey[] = "contact", kCodeKey[] = "code", kNameKey[] = "first-name",
               kGoalKey[] = "goal";

void title(Frame& f, Column& c, const char* heading, std::string text) {
  screen_heading(f, c, type::kDisplay, heading);
  c.gap(8);
  paragraph(f, c, "text", f.theme.text(type::kBody), f.theme->text, std::move(text));
  c.gap(20);
}

void contact_step(Frame& f, Column& c, const app::SignInVm& vm) {
  title(f, c, f.words.contact_title, f.words.contact_text);
  if (vm.for_new_action) {
    callout(f, c, "kept", icon::kCheckCircle, f.theme->success_soft, f.theme->success,
            f.theme->text, f.words.kept_note);
    c.gap(16);
  }
  field(f, c, kContactKey,
        {.field = app::Field::contact,
         .label = f.words.contact_label,
         .value = vm.contact,
         .error = vm.contact_error,
         .note = f.words.contact_note,
         .disabled = vm.busy,
         .attributes = {{"type", "text"},
                        {"inputmode", "email"},
                        {"autocomplete", "username"},
                        {"name", "username"},
                        {"autocapitalize", "none"},
                        {"autocorrect", "off"},
                        {"spellcheck", "false"},
                        {"maxlength", "254"},
                        {"aria-required", "true"},
                        {"enterkeyhint", "next"}}});
  c.gap(20);
  button(f, c, "continue",
         {.words = vm.busy ? f.words.sending : f.words.go_on, .busy = vm.busy, .submit = true});
}

void code_step(Frame& f, Column& c, const app::SignInVm& vm) {
  const std::string to = vm.sent_by_phone ? phone_as_said(vm.sent_to) : vm.sent_to;
  title(f, c, f.words.code_title,
        fill(vm.sent_by_phone ? f.words.code_text_sms : f.words.code_text_mail, {{"to", to}}));
  code_field(f, c, kCodeKey,
             {.field = app::Field::code,
              .label = f.words.code_label,
              .value = vm.code,
              .error = vm.code_error,
              .note = vm.sent_by_phone ? f.words.code_note_sms : f.words.code_note_mail,
              .disabled = vm.busy,
              .attributes = {{"type", "text"},
                             {"inputmode", "numeric"},
                             {"autocomplete", "one-time-code"},
                             {"name", "code"},
                             {"maxlength", "6"},
                             {"pattern", "[0-9]*"},
                             {"aria-required", "true"},
                             {"enterkeyhint", "done"}}});
  c.gap(20);
  button(f, c, "continue",
         {.words = vm.busy ? f.words.checking : f.words.go_on, .busy = vm.busy, .submit = true});
  c.gap(12);
  if (button(f, c, "again",
             {.words = f.words.code_again, .look = ButtonLook::outline, .disabled = vm.busy}))
    f.send(app::CodeAsked{});
  c.gap(8);
  if (button(f, c, "other", {.words = f.words.other_contact, .look = ButtonLook::outline}))
    f.send(app::SignInRestarted{});
}

void profile_step(Frame& f, Column& c, const app::SignInVm& vm) {
  title(f, c, f.words.profile_title, f.words.profile_text);
  field(f, c, kNameKey,
        {.field = app::Field::first_name,
         .label = f.words.first_name_label,
         .value = vm.first_name,
         .error = vm.first_name_error,
         .disabled = vm.busy,
         .attributes = {{"type", "text"},
                        kWrittenByPeople,
                        {"autocomplete", "given-name"},
                        {"name", "given-name"},
                        {"maxlength", "40"},
                        {"autocapitalize", "words"},
                        {"spellcheck", "false"},
                        {"aria-required", "true"}}});
  c.gap(24);
  using enum model::Goal;
  const Palette& p = *f.theme.colours;
  const auto result = choice(f, c, kGoalKey, f.words.goal_question,
                             {{f.words.goal_offer, f.words.goal_offer_text, icon::kHandHeart,
                               p.contribution.text, vm.goal == offer_help},
                              {f.words.goal_ask, f.words.goal_ask_text, icon::kHand, p.demand.text,
                               vm.goal == ask_for_help},
                              {f.words.goal_organization, f.words.goal_organization_text,
                               icon::kHandshake, p.group.text, vm.goal == organization}},
                             vm.goal_error);
  if (result.chosen) f.send(app::GoalChosen{model::kGoals[*result.chosen]});
  c.gap(24);
  button(f, c, "continue",
         {.words = vm.busy ? f.words.checking : f.words.enter, .busy = vm.busy, .submit = true});
}

void account(Frame& f, Column& c, const app::SignInVm& vm, const app::ShellVm& shell) {
  paint_avatar(f.pen(), {c.x + 32, c.y + 32}, 64, shell.initial, shell.first_name);
  c.gap(64 + 16);
  title(f, c, fill(f.words.signed_in_as, {{"name", vm.account_name}}).c_str(),
        f.words.signed_in_text);
  button(f, c, "map", {.words = f.words.go_home, .glyph = icon::kMapTrifold, .open = shell.home});
  c.gap(8);
  if (button(f, c, "sign-out",
             {.words = f.words.sign_out, .glyph = icon::kSignOut, .look = ButtonLook::outline}))
    f.send(app::SignOutAsked{});
}

// How the page is read: the languages, and where the rest of it is set. In mode texte the
// navigation has both.
void reading_choices(Frame& f, Column& c, const app::ShellVm& shell) {
  if (f.text_mode) return;
  c.gap(24);
  language_choice(f, c);
  c.gap(8);
  button(f, c, "settings",
         {.words = f.words.settings,
          .glyph = icon::kGear,
          .look = ButtonLook::secondary,
          .open = shell.settings});
}

void body(Frame& f, Column& c, const app::SignInVm& vm, const app::ShellVm& shell, bool picture) {
  constexpr float kRoomForPicture = 560;
  if (picture && f.layout.full_height >= kRoomForPicture) {
    paint_table(f.pen(), {c.x + (c.w - 320) / 2, c.y, 320, 172});
    c.gap(172 + 16);
  } else {
    c.gap(std::max(8.f, (f.layout.height - 560) / 2));
  }
  std::vector<FormError> errors;
  const NodeId here = f.here();
  if (!vm.contact_error.empty() && vm.step == app::SignInStep::contact)
    errors.push_back({f.id(kContactKey), f.words.contact_label, vm.contact_error});
  if (!vm.code_error.empty()) errors.push_back({f.id(kCodeKey), f.words.code_label, vm.code_error});
  if (!vm.first_name_error.empty())
    errors.push_back({f.id(kNameKey), f.words.first_name_label, vm.first_name_error});
  if (!vm.goal_error.empty())
    errors.push_back({node_id(node_id(here, kGoalKey), "0"), f.words.goal_question, vm.goal_error});
  if (vm.signed_in) return account(f, c, vm, shell), reading_choices(f, c, shell);
  error_summary(f, c, errors);
  switch (vm.step) {
    case app::SignInStep::contact: contact_step(f, c, vm); break;
    case app::SignInStep::code: code_step(f, c, vm); break;
    case app::SignInStep::profile: profile_step(f, c, vm); break;
  }
  reading_choices(f, c, shell);
}

// On large windows: a table with a free seat, beside the form.
float picture_half(Frame& f, Rect r) {
  if (f.layout.device != Device::desktop || f.text_mode) return 0;
  const float w = std::round(r.w * 0.46f);
  f.pen().box({r.x, r.y, w, r.h}, f.theme->accent_soft);
  paint_table(f.pen(), {r.x + 24, r.y + 24, w - 48, r.h - 210});
  const TextStyle big = f.theme.text(type::kDisplay), body = f.theme.text(type::kBody);
  const float room = std::min(w - 80, 420.f), lines = height_of(f, body, f.words.tagline, room);
  const float top = r.y + r.h - 40 - lines - big.line - 8;
  f.pen().text(r.x + 40, top, big, f.theme->text, f.words.invitation);
  paint_lines(f, {r.x + 40, top + big.line + 8, room, lines}, body, f.theme->text, f.words.tagline);
  return w;
}

}  // namespace

void sign_in_screen(Frame& f, const app::ShellVm& shell, Rect r) {
  const app::SignInVm vm = app::sign_in_vm(f.state);
  const float half = picture_half(f, r);
  const Rect at{r.x + half, r.y, r.w - half, r.h};
  const char* keys[] = {"contact-step", "code-step", "profile-step"};
  const std::string key = vm.signed_in ? "account-step" : keys[static_cast<int>(vm.step)];
  if (f.memory.sign_in_step != key) {
    if (!f.memory.sign_in_step.empty()) f.memory.focus_heading = true;
    f.memory.sign_in_step = key;
  }
  Pane p{vm.signed_in ? f.words.account : f.words.sign_in,
         key,
         shell.home,
         {},
         0,
         !vm.signed_in,
         false};
  p.narrow = true;
  const bool submitted = pane(f, at, p, [&](Column& c) { body(f, c, vm, shell, half == 0); });
  if (!submitted || vm.busy) return;
  f.memory.errors_seen = 0;
  if (vm.step == app::SignInStep::contact)
    f.send(app::CodeAsked{});
  else
    f.send(app::SignInSubmitted{});
}

}  // namespace ui
