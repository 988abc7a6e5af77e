#include "app/vm/action_vm.hpp"

#include <algorithm>
#include <cmath>

#include "ui/pictures.hpp"
#include "ui/screens/screens.hpp"
#include "ui/widgets/button.hpp"
#include "ui/widgets/choice.hpp"
#include "ui/widgets/dialog.hpp"
#include "ui/widgets/field.hpp"
#include "ui/widgets/pane.hpp"
#include "ui/widgets/words.hpp"

namespace ui {
namespace {

// "Demande" as a pill, then the section and the age, on the next line where they do not fit.
void kind_line(Frame& f, Column& c, const app::ActionVm& vm) {
  const MarkerLook look = marker_look(*f.theme.colours, model::marker_kind(vm.kind, vm.section));
  const bool gives = vm.kind == model::ActionKind::contribution;
  const float w =
      pill(f, c.x, c.y, "kind", look.glyph, gives ? f.words.contribution : f.words.demand,
           look.colours->soft, look.colours->text);
  const TextStyle style = f.theme.text(type::kSmallStrong);
  const std::string rest = std::string(f.said.name_of(vm.section)) + " · " + f.said.ago(vm.age);
  const float h = pill_height(f);
  Column beside{c.x + w + 8, c.y + (h - style.line) / 2, c.w - w - 8};
  if (f.fonts().width(style, rest) > beside.w) beside = {c.x, c.y + h + 4, c.w};
  paragraph(f, beside, "section", style, f.theme->text_muted, rest);
  c.y = std::max(c.y + h, beside.y) + 8;
}

void author(Frame& f, Column& c, const app::ActionVm& vm) {
  const float avatar = size::kAvatarM + 4;
  const std::string name = vm.author.empty() ? f.words.someone : vm.author;
  const auto* said = vm.kind == model::ActionKind::contribution ? f.words.offers : f.words.asks;
  const TextStyle strong = f.theme.text(type::kBodyStrong), small = f.theme.text(type::kSmall);
  const float top = c.y, room = c.w - avatar - 12;
  const std::string sentence = fill(said, {{"name", name}});
  const float text = height_of(f, strong, sentence, room) + (vm.is_mine ? small.line : 0);
  const float h = std::max(avatar, text);
  paint_avatar(f.pen(), {c.x + avatar / 2, top + h / 2}, avatar, vm.author_initial, vm.author);
  Column beside{c.x + avatar + 12, std::round(top + (h - text) / 2), room};
  paragraph(f, beside, "author", strong, f.theme->text, sentence);
  if (vm.is_mine) paragraph(f, beside, "mine", small, f.theme->text_muted, f.words.mine);
  c.y = std::max(top + h, beside.y);
}

void status(Frame& f, Column& c, const app::ActionVm& vm) {
  if (vm.pending) {
    c.gap(12);
    callout(f, c, "pending", icon::kHourglass, f.theme->warning_soft, f.theme->warning,
            f.theme->warning, f.words.waiting);
  }
  if (vm.status == model::ActionStatus::suspended) {
    c.gap(12);
    callout(f, c, "suspended", icon::kProhibit, f.theme->surface_sunken, f.theme->text_muted,
            f.theme->text, f.words.suspended);
  }
  if (vm.status == model::ActionStatus::closed) {
    c.gap(12);
    const bool happened = vm.outcome == model::ActionOutcome::happened;
    std::string text = happened ? f.words.closed_happened : f.words.closed_not_happened;
    if (!vm.outcome_message.empty()) text += ". " + vm.outcome_message;
    callout(f, c, "closed", happened ? icon::kCheckCircle : icon::kXCircle,
            happened ? f.theme->success_soft : f.theme->surface_sunken,
            happened ? f.theme->success : f.theme->text_muted, f.theme->text, text);
  }
}

void body(Frame& f, Column& c, const app::ActionVm& vm, const app::ShellVm& shell) {
  c.gap(4);
  if (vm.load != app::LoadState::ready) {
    if (vm.load != app::LoadState::missing && !vm.title.empty()) {
      screen_heading(f, c, type::kTitle, vm.title, true);
      c.gap(12);
    }
    return load_message(f, c, vm.load, vm.error, f.words.action_missing_title,
                        f.words.action_missing_text, shell.home);
  }
  kind_line(f, c, vm);
  screen_heading(f, c, type::kTitle, vm.title, true);
  c.gap(12);
  author(f, c, vm);
  status(f, c, vm);
  if (!vm.text.empty()) {
    c.gap(16);
    paragraph(f, c, "text", f.theme.text(type::kBody), f.theme->text, vm.text, Role::text,
              {kWrittenByPeople});
  }
  c.gap(16);
  noted(f, c, "area", icon::kShieldCheck, f.theme->text_muted, f.theme.text(type::kSmall),
        f.theme->text_muted, f.words.area_note);
  c.gap(16);
  callout(f, c, "safety", icon::kLifebuoy, f.theme->surface_sunken, f.theme->text_muted,
          f.theme->text, f.words.safety_note);
  if (vm.example) {
    c.gap(12);
    callout(f, c, "example", icon::kInfo, f.theme->surface_sunken, f.theme->text_muted,
            f.theme->text, f.words.example_action);
  }
}

// How it ended, and a word for the others; the safe way out comes first.
void close_dialog_content(Frame& f, Column& c, const app::ActionVm& vm) {
  Memory& m = f.memory;
  paragraph(f, c, "text", f.theme.text(type::kSmall), f.theme->text_muted, f.words.close_text);
  c.gap(16);
  using enum model::ActionOutcome;
  const auto outcome = choice(f, c, "outcome", f.words.close_title,
                              {{f.words.close_happened, "", icon::kCheckCircle, f.theme->success,
                                m.closing_outcome == happened},
                               {f.words.close_not_happened, "", icon::kXCircle, f.theme->text_muted,
                                m.closing_outcome == not_happened}},
                              m.closing_tried && !m.closing_outcome ? "choice.missing" : "");
  if (outcome.chosen) m.closing_outcome = *outcome.chosen == 0 ? happened : not_happened;
  c.gap(16);
  const NodeId text =
      field(f, c, "message",
            {.field = {},
             .label = f.words.close_message,
             .value = m.closing_message,
             .area = true,
             .optional = true,
             .attributes = {kWrittenByPeople, {"maxlength", "500"}, {"name", "message"}}});
  if (const std::string* typed = f.edited(text)) m.closing_message = *typed;
  c.gap(20);
  if (button(f, c, "keep", {.words = f.words.close_cancel, .look = ButtonLook::outline}))
    m.closing = false;
  c.gap(8);
  if (!button(f, c, "close", {.words = f.words.close_confirm})) return;
  m.closing_tried = true;
  if (!m.closing_outcome) return f.focus(outcome.first);
  f.send(
      app::CloseAsked{f.new_command_id(), f.now(), {vm.id, *m.closing_outcome, m.closing_message}});
  m.closing = false;
}

}  // namespace

void action_screen(Frame& f, const app::ShellVm& shell, Rect r, model::ActionId id) {
  const app::ActionVm vm = app::action_vm(f.state, id, f.now());
  std::vector<Button> buttons;
  if (vm.can_close && !vm.pending)
    buttons.push_back(
        {.words = f.words.close_action, .glyph = icon::kCheck, .look = ButtonLook::outline});
  const std::string name = vm.title.empty() ? f.words.action_title : vm.title;
  f.title = name;
  pane(
      f, r,
      {name, "action " + base::to_text(id), shell.home, {}, footer_height(f, r.w, buttons), false},
      [&](Column& c) { body(f, c, vm, shell); },
      [&](Rect at) {
        if (footer_buttons(f, at, buttons)) {
          f.memory.closing = true;
          f.memory.closing_tried = false;
          f.memory.closing_outcome = {};
          f.memory.closing_message.clear();
        }
      });
  if (!vm.can_close) f.memory.closing = false;
  if (f.memory.closing &&
      dialog(f, "dialog", f.words.close_action, [&](Column& c) { close_dialog_content(f, c, vm); }))
    f.memory.closing = false;
}

}  // namespace ui
