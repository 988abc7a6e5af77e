#include "app/vm/new_action_vm.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

#include "core/rules/validate.hpp"
#include "ui/pictures.hpp"
#include "ui/screens/screens.hpp"
#include "ui/widgets/button.hpp"
#include "ui/widgets/choice.hpp"
#include "ui/widgets/field.hpp"
#include "ui/widgets/navigation.hpp"
#include "ui/widgets/pane.hpp"
#include "ui/widgets/words.hpp"

namespace ui {
namespace {

constexpr char kTitleKey[] = "title", kTextKey[] = "text", kKindKey[] = "kind",
               kSectionKey[] = "section";

// Two steps: what, then where. The first one's errors bring one back to it.
void steps(Frame& f, Column& c, int now) {
  const float w = (c.w - 4) / 2, y = c.y;
  for (int i = 0; i < 2; ++i)
    f.pen().box({c.x + static_cast<float>(i) * (w + 4), y, w, 6},
                i < now ? f.theme->accent : f.theme->track, 3);
  c.gap(14);
  const std::string n = std::to_string(now);
  paragraph(f, c, "step", f.theme.text(type::kSmall), f.theme->text_muted,
            fill(f.words.step, {{"n", n}, {"of", "2"}}));
}

std::string title_of(const Frame& f, const app::NewActionVm& vm) {
  if (!vm.kind) return f.words.new_title;
  return *vm.kind == model::ActionKind::contribution ? f.words.new_contribution_title
                                                     : f.words.new_demand_title;
}

NodeId kinds(Frame& f, Column& c, const app::NewActionVm& vm, std::string_view error) {
  using enum model::ActionKind;
  const Palette& p = *f.theme.colours;
  const auto result = choice(f, c, kKindKey, f.words.kind_question,
                             {{f.words.kind_contribution, f.words.kind_contribution_text,
                               icon::kHandHeart, p.contribution.text, vm.kind == contribution},
                              {f.words.kind_demand, f.words.kind_demand_text, icon::kHand,
                               p.demand.text, vm.kind == demand}},
                             error);
  if (result.chosen) f.send(app::KindChosen{*result.chosen == 0 ? contribution : demand});
  return result.first;
}

NodeId sections(Frame& f, Column& c, const app::NewActionVm& vm, std::string_view error) {
  std::vector<ChoiceOption> options;
  for (const auto section : model::kActionSections)
    options.push_back({f.said.name_of(section), f.said.text_of(section), section_glyph(section),
                       f.theme->text_muted, vm.section == section});
  const auto result = choice(f, c, kSectionKey, f.words.section_question, options, error);
  if (result.chosen) f.send(app::SectionChosen{model::kActionSections[*result.chosen]});
  return result.first;
}

std::string left_note(const Frame& f, std::size_t left, std::size_t from) {
  return left <= from ? f.said.characters_left(left) : std::string{};
}

struct Errors {
  std::string kind, section, title, text;
  bool none() const { return kind.empty() && section.empty() && title.empty() && text.empty(); }
};

// As said since the last try to publish; on trying to go on, what would be said.
Errors errors_of(const Frame& f, const app::NewActionVm& vm) {
  Errors e{vm.kind_error, vm.section_error, vm.title_error, vm.text_error};
  if (!f.memory.tried) return e;
  if (e.kind.empty() && !vm.kind) e.kind = "choice.missing";
  if (e.section.empty() && !vm.section) e.section = "choice.missing";
  if (const auto title = rules::validate_title(rules::trimmed(vm.title)); e.title.empty() && !title)
    e.title = title.error().code;
  if (const auto text = rules::validate_text(rules::trimmed(vm.text)); e.text.empty() && !text)
    e.text = text.error().code;
  return e;
}

void first_step(Frame& f, Column& c, const app::NewActionVm& vm) {
  const Errors e = errors_of(f, vm);
  screen_heading(f, c, type::kTitle, title_of(f, vm));
  c.gap(12);
  steps(f, c, 1);
  c.gap(16);
  std::vector<FormError> list;
  const NodeId here = f.here();
  if (!e.kind.empty())
    list.push_back({node_id(node_id(here, kKindKey), "0"), f.words.kind_question, e.kind});
  if (!e.section.empty())
    list.push_back({node_id(node_id(here, kSectionKey), "0"), f.words.section_question, e.section});
  if (!e.title.empty()) list.push_back({f.id(kTitleKey), f.words.title_label, e.title});
  if (!e.text.empty()) list.push_back({f.id(kTextKey), f.words.text_label, e.text});
  error_summary(f, c, list);
  kinds(f, c, vm, e.kind);
  c.gap(24);
  sections(f, c, vm, e.section);
  c.gap(24);
  field(f, c, kTitleKey,
        {.field = app::Field::title,
         .label = f.words.title_label,
         .value = vm.title,
         .hint = f.words.title_hint,
         .error = e.title,
         .note = left_note(f, vm.title_left, 20),
         .disabled = vm.busy,
         .attributes = {kWrittenByPeople,
                        {"name", "title"},
                        {"autocomplete", "off"},
                        {"autocapitalize", "sentences"},
                        {"aria-required", "true"}}});
  c.gap(20);
  field(f, c, kTextKey,
        {.field = app::Field::text,
         .label = f.words.text_label,
         .value = vm.text,
         .error = e.text,
         .note = left_note(f, vm.text_left, 200),
         .area = true,
         .optional = true,
         .disabled = vm.busy,
         .attributes = {kWrittenByPeople, {"name", "text"}, {"autocapitalize", "sentences"}}});
  c.gap(8);
}

// Where, without a map to move: near a place that has a name, one of those around or found.
void near_a_place(Frame& f, Column& c, const app::NewActionVm& vm) {
  auto& near = f.memory.near;
  if (near.nearest.empty()) near.nearest = app::spots(f.state);
  const bool searching = f.state.search.state != app::LoadState::idle;
  const auto spots = searching ? app::spots(f.state) : near.nearest;
  field(f, c, "search",
        {.field = app::Field::search,
         .label = f.words.search_label,
         .value = f.state.drafts.search,
         .attributes = {
             {"type", "search"}, kWrittenByPeople, {"autocomplete", "off"}, {"maxlength", "100"}}});
  c.gap(16);
  const auto here = near.chosen            ? near.chosen
                    : near.nearest.empty() ? std::nullopt
                                           : std::optional(near.nearest.front());
  std::vector<ChoiceOption> options;
  for (const auto& spot : spots)
    options.push_back({spot.title, spot.detail, nullptr, {}, here && here->id == spot.id});
  if (options.empty())
    paragraph(f, c, "none", f.theme.text(type::kBody), f.theme->text_muted,
              f.state.search.state == app::LoadState::loading ? f.words.loading
                                                              : f.words.empty_search_title);
  else if (const auto result = choice(f, c, "near", f.words.where_near, options, {}); result.chosen)
    near.chosen = spots[*result.chosen], f.send(app::PositionChosen{spots[*result.chosen].at});
  c.gap(12);
  if (here && vm.cell)
    paragraph(f, c, "around", f.theme.text(type::kBodyStrong), f.theme->text,
              fill(f.words.where_around, {{"place", here->title}}), Role::text,
              {{"aria-live", "polite"}});
}

void second_step(Frame& f, Column& c, const app::NewActionVm& vm) {
  screen_heading(f, c, type::kTitle, f.words.where_title);
  c.gap(12);
  steps(f, c, 2);
  c.gap(8);
  paragraph(f, c, "where", f.theme.text(type::kBody), f.theme->text,
            f.text_mode ? f.words.where_plain_text : f.words.where_text);
  c.gap(12);
  callout(f, c, "note", icon::kShieldCheck, f.theme->surface_sunken, f.theme->accent, f.theme->text,
          f.words.where_note);
  if (f.text_mode) near_a_place(f, c, vm);
  error_line(f, c, "position", vm.position_error);
  error_line(f, c, "form", vm.form_error);
}

void publish(Frame& f) { f.send(app::PublishAsked{f.new_command_id(), f.now()}); }

void go_on(Frame& f, const app::NewActionVm& vm) {
  f.memory.tried = true;
  f.memory.errors_seen = 0;  // said again, the summary takes the focus again
  if (!errors_of(f, vm).none()) return;
  f.memory.place_step = true;
  f.memory.tried = false;
  f.memory.focus_heading = true;
  f.memory.come_near = true;
  f.memory.near = {};
}

void go_back(Frame& f) {
  f.memory.place_step = false;
  f.memory.focus_heading = true;
}

std::vector<Button> buttons_of(const Frame& f, const app::NewActionVm& vm, bool second) {
  if (!second) return {{.words = f.words.go_on, .submit = true}};
  const char* said = vm.busy            ? f.words.publishing
                     : vm.needs_sign_in ? f.words.publish_sign_in
                                        : f.words.publish;
  return {{.words = said, .busy = vm.busy, .submit = true},
          {.words = f.words.previous, .look = ButtonLook::outline}};
}

// On phones the second step is a panel below the map, which can be moved under it.
Rect pane_rect(Frame& f, Rect r, bool second, const app::NewActionVm& vm) {
  if (!second || !f.layout.phone() || f.text_mode) return r;
  Column probe{0, 0, r.w - 32};
  const float text = height_of(f, f.theme.text(type::kBody), f.words.where_text, probe.w) +
                     height_of(f, f.theme.text(type::kSmall), f.words.where_note, probe.w - 64) +
                     f.theme.text(type::kTitle).line + 12 + 34 + 8 + 12 + 24 + 24 +
                     (vm.position_error.empty() && vm.form_error.empty() ? 0.f : 60.f);
  const float wanted = top_bar_height(f) + text + footer_height(f, r.w, buttons_of(f, vm, true));
  const float h = std::round(std::min(wanted, r.h * 0.62f));
  f.map_insets = {0, 0, 0, h};
  return {r.x, r.y + r.h - h, r.w, h};
}

// The middle of what the panels leave of the map: there the action will be.
void aim(Frame& f, const app::NewActionVm& vm) {
  if (f.text_mode || !vm.kind) return;
  const Rect& in = f.map_insets;
  const Point middle{std::round(in.x + (f.layout.width - in.x - in.w) / 2),
                     std::round(in.y + (f.layout.full_height - in.y - in.h) / 2)};
  const float r = 23;
  f.pen().disc(middle, r + 7, f.theme->accent);
  f.pen().disc(middle, r + 4, f.theme->surface);
  const auto section = vm.section.value_or(model::ActionSection::social);
  paint_marker(f.pen(), middle, model::marker_kind(*vm.kind, section), 2 * r);
}

}  // namespace

void new_action_screen(Frame& f, const app::ShellVm& shell, Rect r) {
  const app::NewActionVm vm = app::new_action_vm(f.state);
  bool& second = f.memory.place_step;
  const Errors e = errors_of(f, vm);
  if (second && !e.none())
    second = false, f.memory.errors_seen = 0;  // refused for what the first step holds
  const bool where = second;
  const auto buttons = buttons_of(f, vm, where);
  std::optional<std::size_t> pressed;
  const Pane p{title_of(f, vm),
               where ? "where" : "what",
               shell.home,
               {},
               footer_height(f, r.w, buttons),
               true,
               where};
  const Rect at = pane_rect(f, r, where, vm);
  if (where) {
    aim(f, vm);
    if (std::exchange(f.memory.come_near, false) && vm.cell)
      f.send(app::PositionChosen{vm.cell->centre});
  }
  const bool submitted = pane(
      f, at, p, [&](Column& c) { where ? second_step(f, c, vm) : first_step(f, c, vm); },
      [&](Rect below) { pressed = footer_buttons(f, below, buttons); });
  if (submitted && !vm.busy) where ? publish(f) : go_on(f, vm);
  if (pressed == 1) go_back(f);
}

}  // namespace ui
