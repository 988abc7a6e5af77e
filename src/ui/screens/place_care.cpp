// On a place: whose it is, who checked it, what it needs, and the ways to correct it.
#include <algorithm>

#include "app/care.hpp"
#include "ui/screens/correction_parts.hpp"
#include "ui/screens/screens.hpp"
#include "ui/widgets/button.hpp"
#include "ui/widgets/card.hpp"
#include "ui/widgets/words.hpp"

namespace ui {
namespace {

void need(Frame& f, Column& c, const char* key, const char* title, const std::string& text) {
  if (text.empty()) return;
  c.gap(8);
  heading(f, c, std::string(key) + ".title", 3, type::kLabel, title);
  paragraph(f, c, key, f.theme.text(type::kBody), f.theme->text, text, Role::text,
            {kWrittenByPeople});
}

void needs(Frame& f, Column& c, const model::PlaceNeeds& all) {
  c.gap(16);
  heading(f, c, "needs", 2, type::kHeading, f.words.needs_title);
  need(f, c, "donations", f.words.needs_donations, all.donations);
  need(f, c, "volunteers", f.words.needs_volunteers, all.volunteers);
  c.gap(4);
  paragraph(f, c, "needs.told", f.theme.text(type::kSmall), f.theme->text_muted,
            fill(f.words.needs_told, {{"date", date_said(f.said, all.told)}}));
}

bool is_being_checked(const Frame& f, model::PlaceId id) {
  return std::ranges::any_of(f.state.outbox, [&](const app::Pending& pending) {
    return !pending.applied && pending.command.intent == model::Intent{model::CheckPlace{id}};
  });
}

// For who looks after it.
void caretaker(Frame& f, Column& c, const model::Place& place) {
  c.gap(12);
  card(f, c, "caretaker", f.words.care_title, [&](Column& inside) {
    heading(f, inside, "title", 2, type::kHeading, f.words.care_title);
    inside.gap(4);
    paragraph(f, inside, "text", f.theme.text(type::kSmall), f.theme->text_muted,
              f.words.care_text);
    inside.gap(12);
    const bool busy = is_being_checked(f, place.id);
    if (button(f, inside, "check",
               {.words = f.words.care_check, .look = ButtonLook::secondary, .busy = busy}) &&
        !busy)
      f.send(app::CareAsked{f.new_command_id(), f.now(), model::CheckPlace{place.id}});
    inside.gap(8);
    const auto filter = f.state.location.filter;
    link(f, inside, "edit",
         {f.words.care_edit, {}, app::Location{app::CorrectionRoute{place.id}, filter}, {}, false});
    if (app::may(f.state, place, model::AssignPlace{place.id, std::nullopt}))
      link(f, inside, "assign",
           {f.words.assign_title,
            {},
            app::Location{app::AssignmentRoute{place.id}, filter},
            {},
            false});
  });
  c.gap(8);
}

}  // namespace

void place_care(Frame& f, Column& c, model::PlaceId id) {
  const auto* const known = app::known_place(f.state, id);
  if (!known) return;
  const auto& care = known->care;
  const TextStyle small = f.theme.text(type::kSmall);
  if (care.needs) needs(f, c, *care.needs);
  c.gap(12);
  if (care.association)
    paragraph(f, c, "association", small, f.theme->text_muted,
              fill(f.words.run_by, {{"who", care.association->name}}));
  if (care.checked)
    paragraph(f, c, "checked.by", small, f.theme->text_muted,
              fill(f.words.checked_by, {{"who", said_of(f.words, care.checked->by)},
                                        {"date", date_said(f.said, care.checked->at)}}));
  const auto filter = f.state.location.filter;
  if (app::looks_after(f.state, *known))
    caretaker(f, c, *known);
  else
    link(
        f, c, "correct",
        {f.words.correction_title, {}, app::Location{app::CorrectionRoute{id}, filter}, {}, false});
  link(f, c, "history",
       {f.words.history_title, {}, app::Location{app::HistoryRoute{id}, filter}, {}, false});
}

}  // namespace ui
