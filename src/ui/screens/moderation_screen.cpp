#include "core/rules/limits.hpp"
#include "ui/screens/correction_parts.hpp"
#include "ui/screens/screens.hpp"
#include "ui/widgets/button.hpp"
#include "ui/widgets/card.hpp"
#include "ui/widgets/pane.hpp"
#include "ui/widgets/words.hpp"

namespace ui {
namespace {

bool is_conflict(const wire::OpenCorrection::Change& one) {
  return one.now != one.change.before && one.now != one.change.after;
}

// What the place says now of what somebody else has changed since: who accepts has seen it.
std::vector<model::FieldText> seen(const wire::OpenCorrection& correction) {
  std::vector<model::FieldText> all;
  for (const auto& one : correction.changes)
    if (is_conflict(one)) all.push_back({one.change.field, one.now});
  return all;
}

void change(Frame& f, Column& c, const std::string& key, const wire::OpenCorrection::Change& one) {
  const auto field = one.change.field;
  heading(f, c, key + ".title", 3, type::kLabel, name_of(f.words, field));
  paragraph(f, c, key, f.theme.text(type::kBody), f.theme->text,
            fill(f.words.history_change, {{"before", value_said(f.words, field, one.change.before)},
                                          {"after", value_said(f.words, field, one.change.after)}}),
            Role::text, {kWrittenByPeople});
  if (is_conflict(one))
    paragraph(f, c, key + ".now", f.theme.text(type::kSmall), f.theme->danger,
              fill(f.words.changed_meanwhile, {{"now", value_said(f.words, field, one.now)}}));
  c.gap(8);
}

// Whether it is being decided: the buttons then only say so.
bool is_pending(const Frame& f, model::CorrectionId id) {
  for (const auto& pending : f.state.outbox) {
    const auto* accept = std::get_if<model::AcceptCorrection>(&pending.command.intent);
    const auto* refuse = std::get_if<model::RefuseCorrection>(&pending.command.intent);
    if ((accept && accept->correction == id) || (refuse && refuse->correction == id)) return true;
  }
  return false;
}

void refusal(Frame& f, Column& c, const app::RefusalDraft& draft) {
  const auto node = written_area(f, c, "reason", rules::limits::kReasonMax,
                                 {.field = {},
                                  .label = f.words.refusal_label,
                                  .value = draft.reason,
                                  .error = f.state.refusal_error,
                                  .note = f.words.refusal_note});
  if (const std::string* typed = f.edited(node))
    f.send(app::RefusalEdited{*draft.correction, *typed});
  c.gap(8);
  if (button(f, c, "refuse", {.words = f.words.refuse}))
    f.send(app::RefusalAsked{f.new_command_id(), f.now()});
  c.gap(8);
  if (button(f, c, "leave", {.words = f.words.cancel, .look = ButtonLook::outline}))
    f.send(app::RefusalLeft{});
}

void correction(Frame& f, Column& c, const wire::OpenCorrection& one) {
  heading(f, c, "title", 2, type::kHeading, one.place_name);
  link(f, c, "place",
       {f.words.see_place,
        {},
        app::Location{app::PlaceRoute{one.place}, f.state.location.filter},
        {},
        false});
  for (std::size_t i = 0; i < one.changes.size(); ++i)
    change(f, c, "change" + std::to_string(i), one.changes[i]);
  if (!one.remark.empty()) {
    paragraph(f, c, "remark", f.theme.text(type::kBody), f.theme->text, one.remark, Role::text,
              {kWrittenByPeople});
    c.gap(12);
  }
  const auto& draft = f.state.drafts.refusal;
  if (draft.correction == one.id) return refusal(f, c, draft);
  const bool busy = is_pending(f, one.id);
  const auto overwritten = seen(one);
  if (button(
          f, c, "accept",
          {.words = overwritten.empty() ? f.words.accept : f.words.accept_anyway, .busy = busy}) &&
      !busy)
    f.send(
        app::CareAsked{f.new_command_id(), f.now(), model::AcceptCorrection{one.id, overwritten}});
  c.gap(8);
  if (button(f, c, "refuse",
             {.words = f.words.refuse, .look = ButtonLook::outline, .busy = busy}) &&
      !busy)
    f.send(app::RefusalEdited{one.id, ""});
}

void body(Frame& f, Column& c, const app::ShellVm& shell) {
  screen_heading(f, c, type::kTitle, f.words.moderation_title);
  c.gap(4);
  paragraph(f, c, "text", f.theme.text(type::kSmall), f.theme->text_muted, f.words.moderation_text);
  c.gap(16);
  if (shell.session == app::Session::guest) {
    link(f, c, "sign-in", {f.words.sign_in, {}, shell.sign_in, {}, false});
    return;
  }
  const auto& waiting = f.state.corrections;
  if (waiting.state != app::LoadState::ready)
    return load_message(f, c, waiting.state, waiting.error, "", "", shell.home);
  if (waiting.value->items.empty())
    paragraph(f, c, "none", f.theme.text(type::kBody), f.theme->text_muted,
              f.words.moderation_none);
  for (const auto& one : waiting.value->items) {
    card(f, c, base::to_text(one.id), one.place_name,
         [&](Column& inside) { correction(f, inside, one); });
    c.gap(12);
  }
}

}  // namespace

void moderation_screen(Frame& f, const app::ShellVm& shell, Rect r) {
  Pane p{f.words.moderation_title, "moderation", shell.home, {}, 0, false, false};
  p.narrow = true;
  pane(f, r, p, [&](Column& c) { body(f, c, shell); });
}

}  // namespace ui
