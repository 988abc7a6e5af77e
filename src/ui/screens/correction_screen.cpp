#include "app/vm/correction_vm.hpp"
#include "core/rules/limits.hpp"
#include "ui/screens/correction_parts.hpp"
#include "ui/screens/screens.hpp"
#include "ui/widgets/button.hpp"
#include "ui/widgets/field.hpp"
#include "ui/widgets/opening.hpp"
#include "ui/widgets/pane.hpp"
#include "ui/widgets/toggle.hpp"
#include "ui/widgets/words.hpp"

namespace ui {
namespace {

using model::PlaceField;

constexpr char kRemarkKey[] = "remark";

// What the hours say, as one types them.
void week(Frame& f, Column& c, const app::CorrectionVm& vm) {
  const TextStyle small = f.theme.text(type::kSmall);
  const auto line = [&](const char* key, const char* words) {
    c.gap(8);
    paragraph(f, c, key, small, f.theme->text_muted, words, Role::text, {{"aria-live", "polite"}});
  };
  if (vm.hours_unreadable) return line("unreadable", f.words.hours_unreadable);
  if (vm.week.is_always) return line("always", f.words.hours_always);
  if (vm.week.days.empty()) return;
  line("preview", f.words.hours_preview);
  c.gap(4);
  opening_week(f, c, "week", vm.week);
}

Attributes attributes_of(PlaceField asked) {
  Attributes attributes{
      kWrittenByPeople, {"name", std::string(to_text(asked))}, {"autocomplete", "off"}};
  if (asked == PlaceField::phone) attributes.push_back({"inputmode", "tel"});
  if (asked == PlaceField::website) attributes.push_back({"inputmode", "url"});
  if (asked == PlaceField::opening_hours) attributes.push_back({"spellcheck", "false"});
  return attributes;
}

void asked(Frame& f, Column& c, const app::AskedField& one) {
  const bool hours = one.field == PlaceField::opening_hours;
  const auto node = field(f, c, to_text(one.field),
                          {.field = {},
                           .label = name_of(f.words, one.field),
                           .value = one.value,
                           .hint = hours ? "Mo-Fr 09:00-12:00,14:00-18:00" : "",
                           .error = one.error,
                           .note = hours ? f.words.hours_note : "",
                           .optional = one.field != PlaceField::name,
                           .attributes = attributes_of(one.field)});
  if (const std::string* typed = f.edited(node)) f.send(app::CorrectionEdited{one.field, *typed});
}

const char* label_of(const Words& words, app::Need need) {
  return need == app::Need::donations ? words.needed_donations : words.needed_volunteers;
}
const char* key_of(app::Need need) {
  return need == app::Need::donations ? "donations" : "volunteers";
}

void asked(Frame& f, Column& c, const app::AskedNeed& one) {
  const auto node = written_area(f, c, key_of(one.need), rules::limits::kNeedsMax,
                                 {.field = {},
                                  .label = label_of(f.words, one.need),
                                  .value = one.value,
                                  .error = one.error,
                                  .note = f.words.needed_note,
                                  .optional = true});
  if (const std::string* typed = f.edited(node)) f.send(app::NeedEdited{one.need, *typed});
}

void remark(Frame& f, Column& c, const app::CorrectionVm& vm) {
  const auto node = written_area(f, c, kRemarkKey, rules::limits::kRemarkMax,
                                 {.field = {},
                                  .label = f.words.remark_label,
                                  .value = vm.remark,
                                  .error = vm.remark_error,
                                  .note = f.words.remark_note,
                                  .optional = true});
  if (const std::string* typed = f.edited(node)) f.send(app::RemarkEdited{*typed});
}

void errors(Frame& f, Column& c, const app::CorrectionVm& vm) {
  std::vector<FormError> list;
  for (const auto& one : vm.fields)
    if (!one.error.empty())
      list.push_back({f.id(to_text(one.field)), name_of(f.words, one.field), one.error});
  for (const auto& one : vm.needs)
    if (!one.error.empty())
      list.push_back({f.id(key_of(one.need)), label_of(f.words, one.need), one.error});
  if (!vm.remark_error.empty())
    list.push_back({f.id(kRemarkKey), f.words.remark_label, vm.remark_error});
  error_summary(f, c, list);
  error_line(f, c, "form", vm.form_error);
}

const char* title_of(const Words& words, const app::CorrectionVm& vm) {
  return vm.is_direct ? words.edit_place_title : words.correction_title;
}

void body(Frame& f, Column& c, const app::CorrectionVm& vm, const app::ShellVm& shell) {
  screen_heading(f, c, type::kTitle, title_of(f.words, vm));
  c.gap(4);
  if (vm.load != app::LoadState::ready)
    return load_message(f, c, vm.load, vm.error, f.words.place_missing_title,
                        f.words.place_missing_text, shell.home);
  paragraph(f, c, "place", f.theme.text(type::kBodyStrong), f.theme->text, vm.name, Role::text,
            {kWrittenByPeople});
  c.gap(4);
  paragraph(f, c, "text", f.theme.text(type::kSmall), f.theme->text_muted,
            vm.is_direct ? f.words.edit_place_text : f.words.correction_text);
  c.gap(16);
  errors(f, c, vm);
  for (const auto& one : vm.fields) {
    asked(f, c, one);
    if (one.field == PlaceField::opening_hours) week(f, c, vm);
    c.gap(20);
  }
  if (toggle(f, c, "closed", {.words = f.words.closed_for_good, .on = vm.closed}))
    f.send(app::CorrectionEdited{PlaceField::closed,
                                 vm.closed ? std::string() : std::string(model::kClosed)});
  c.gap(20);
  for (const auto& one : vm.needs) {
    asked(f, c, one);
    c.gap(20);
  }
  remark(f, c, vm);
  c.gap(8);
}

}  // namespace

void correction_screen(Frame& f, const app::ShellVm& shell, Rect r, model::PlaceId id) {
  const auto vm = app::correction_vm(f.state, id, f.now());
  std::vector<Button> buttons;
  if (vm.load == app::LoadState::ready)
    buttons.push_back(
        {.words = vm.is_direct ? f.words.save : f.words.correction_send, .submit = true});
  const app::Location back{app::PlaceRoute{id}, f.state.location.filter};
  const bool submitted = pane(
      f, r,
      {title_of(f.words, vm),
       "correction " + base::to_text(id),
       back,
       {},
       footer_height(f, r.w, buttons),
       true},
      [&](Column& c) { body(f, c, vm, shell); }, [&](Rect at) { footer_buttons(f, at, buttons); });
  if (submitted)
    f.send(app::CorrectionAsked{{f.new_command_id(), f.new_command_id(), f.new_command_id()},
                                f.now()});
}

}  // namespace ui
