// On a place: whose it is, who checked it, what it needs, and the ways to correct it.
#include "ui/screens/correction_parts.hpp"
#include "ui/screens/screens.hpp"
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

}  // namespace

void place_care(Frame& f, Column& c, model::PlaceId id) {
  const auto known = f.state.places.find(id);
  if (known == f.state.places.end() || !known->second.value) return;
  const auto& care = known->second.value->care;
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
  link(f, c, "correct",
       {f.words.correction_title, {}, app::Location{app::CorrectionRoute{id}, filter}, {}, false});
  link(f, c, "history",
       {f.words.history_title, {}, app::Location{app::HistoryRoute{id}, filter}, {}, false});
}

}  // namespace ui
