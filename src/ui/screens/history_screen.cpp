#include "ui/screens/correction_parts.hpp"
#include "ui/screens/screens.hpp"
#include "ui/widgets/pane.hpp"
#include "ui/widgets/words.hpp"

namespace ui {
namespace {

void line(Frame& f, Column& c, const std::string& key, const model::PlaceChange& one) {
  const auto& [at, change, by] = one;
  heading(f, c, key + ".title", 2, type::kBodyStrong,
          fill(f.words.history_line,
               {{"date", date_said(f.said, at)}, {"field", name_of(f.words, change.field)}}));
  c.gap(2);
  paragraph(
      f, c, key + ".change", f.theme.text(type::kBody), f.theme->text,
      fill(f.words.history_change, {{"before", value_said(f.words, change.field, change.before)},
                                    {"after", value_said(f.words, change.field, change.after)}}),
      Role::text, {kWrittenByPeople});
  paragraph(f, c, key + ".by", f.theme.text(type::kSmall), f.theme->text_muted,
            fill(f.words.history_by, {{"who", said_of(f.words, by)}}));
  c.gap(16);
}

void body(Frame& f, Column& c, const app::ShellVm& shell) {
  const auto& history = f.state.history;
  screen_heading(f, c, type::kTitle, f.words.history_title);
  c.gap(12);
  if (history.state != app::LoadState::ready)
    return load_message(f, c, history.state, history.error, f.words.place_missing_title,
                        f.words.place_missing_text, shell.home);
  if (history.value->items.empty())
    paragraph(f, c, "none", f.theme.text(type::kBody), f.theme->text_muted, f.words.history_none);
  for (std::size_t i = 0; i < history.value->items.size(); ++i)
    line(f, c, "line" + std::to_string(i), history.value->items[i]);
}

}  // namespace

void history_screen(Frame& f, const app::ShellVm& shell, Rect r, model::PlaceId id) {
  const app::Location back{app::PlaceRoute{id}, f.state.location.filter};
  pane(f, r, {f.words.history_title, "history " + base::to_text(id), back, {}, 0, false},
       [&](Column& c) { body(f, c, shell); });
}

}  // namespace ui
