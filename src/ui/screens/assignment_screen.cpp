// Whose place it is: said by who moderates there.
#include "app/care.hpp"
#include "ui/screens/screens.hpp"
#include "ui/widgets/button.hpp"
#include "ui/widgets/pane.hpp"
#include "ui/widgets/select.hpp"
#include "ui/widgets/words.hpp"

namespace ui {
namespace {

using Choice = std::optional<model::AssociationId>;

// What can be chosen: nobody, whose it is, and those near.
std::vector<model::PlaceAssociation> offered(const app::State& state, const model::Place& place) {
  std::vector<model::PlaceAssociation> all;
  const auto& own = place.care.association;
  if (own) all.push_back(*own);
  for (const auto& near : state.assignment.near.value->items)
    if (!own || near.id != own->id) all.push_back({near.id, near.name});
  return all;
}

void choice(Frame& f, Column& c, const model::Place& place) {
  const auto all = offered(f.state, place);
  if (all.empty()) {
    paragraph(f, c, "none", f.theme.text(type::kBody), f.theme->text_muted, f.words.assign_none);
    return;
  }
  const Choice now = place.care.association ? Choice(place.care.association->id) : std::nullopt;
  const Choice chosen = f.state.assignment.chosen.value_or(now);
  SelectSpec spec{.label = f.words.assign_label, .options = {f.words.assign_nobody}};
  for (const auto& one : all) {
    if (chosen == one.id) spec.chosen = spec.options.size();
    spec.options.push_back(one.name);
  }
  if (const auto taken = select(f, c, "association", spec))
    f.send(app::AssociationChosen{*taken == 0 ? std::nullopt : Choice(all[*taken - 1].id)});
  c.gap(16);
  if (button(f, c, "save", {.words = f.words.save, .disabled = chosen == now}) && chosen != now)
    f.send(app::AssignmentAsked{f.new_command_id(), f.now()});
}

void body(Frame& f, Column& c, const app::ShellVm& shell, model::PlaceId id) {
  screen_heading(f, c, type::kTitle, f.words.assign_title);
  c.gap(4);
  const auto known = f.state.places.find(id);
  if (known == f.state.places.end()) return;
  const auto& place = known->second;
  const auto& near = f.state.assignment.near;
  const auto load = [&](const auto& loaded) {
    load_message(f, c, loaded.state, loaded.error, f.words.place_missing_title,
                 f.words.place_missing_text, shell.home);
  };
  if (place.state != app::LoadState::ready) return load(place);
  paragraph(f, c, "place", f.theme.text(type::kBodyStrong), f.theme->text, place.value->name,
            Role::text, {kWrittenByPeople});
  c.gap(4);
  const bool may = app::may(f.state, *place.value, model::AssignPlace{id, std::nullopt});
  paragraph(f, c, "text", f.theme.text(type::kSmall), f.theme->text_muted,
            may ? f.words.assign_text : f.words.error_permit_role);
  c.gap(16);
  if (!may) return;
  if (near.state != app::LoadState::ready) return load(near);
  choice(f, c, *place.value);
}

}  // namespace

void assignment_screen(Frame& f, const app::ShellVm& shell, Rect r, model::PlaceId id) {
  const app::Location back{app::PlaceRoute{id}, f.state.location.filter};
  pane(f, r, {f.words.assign_title, "assignment " + base::to_text(id), back, {}, 0, false},
       [&](Column& c) { body(f, c, shell, id); });
}

}  // namespace ui
