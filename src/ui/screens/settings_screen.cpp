#include <array>

#include "ui/screens/screens.hpp"
#include "ui/widgets/button.hpp"
#include "ui/widgets/card.hpp"
#include "ui/widgets/language.hpp"
#include "ui/widgets/pane.hpp"
#include "ui/widgets/segmented.hpp"
#include "ui/widgets/select.hpp"
#include "ui/widgets/toggle.hpp"
#include "ui/widgets/words.hpp"

namespace ui {
namespace {

constexpr std::array kTextPercents{100, 125, 150, 200};

void appearance(Frame& f, Column& c) {
  heading(f, c, "appearance.title", 2, type::kHeading, f.words.appearance);
  c.gap(8);
  const Segments choices{.label = f.words.appearance,
                         .segments = {{f.words.appearance_automatic},
                                      {f.words.appearance_light},
                                      {f.words.appearance_dark}},
                         .chosen = static_cast<std::size_t>(f.preferences.appearance),
                         .disabled = f.preferences.high_contrast};
  if (const auto taken = segmented(f, c, "appearance", choices))
    f.choose(Setting::appearance, kAppearanceNames[*taken]);
  c.gap(8);
  if (toggle(f, c, "contrast",
             {.words = f.words.high_contrast,
              .text = f.words.high_contrast_text,
              .on = f.preferences.high_contrast}))
    f.choose(Setting::contrast, f.preferences.high_contrast ? "normal" : "more");
  if (toggle(f, c, "motion",
             {.words = f.words.less_motion,
              .text = f.words.less_motion_text,
              .on = f.preferences.reduced_motion}))
    f.choose(Setting::motion, f.preferences.reduced_motion ? "full" : "reduced");
}

void letters(Frame& f, Column& c) {
  heading(f, c, "letters.title", 2, type::kHeading, f.words.letters);
  c.gap(8);
  SelectSpec sizes{.label = f.words.text_size, .note = f.words.text_size_note};
  for (const int percent : kTextPercents) {
    if (percent == f.preferences.text_percent) sizes.chosen = sizes.options.size();
    sizes.options.push_back(fill(percent == 100 ? f.words.percent_usual : f.words.percent,
                                 {{"number", f.said.number(static_cast<std::size_t>(percent))}}));
  }
  if (const auto taken = select(f, c, "text-size", sizes))
    f.choose(Setting::text_size, std::to_string(kTextPercents[*taken]));
  c.gap(8);
  if (toggle(f, c, "legible",
             {.words = f.words.legible, .text = f.words.legible_text, .on = f.preferences.legible}))
    f.choose(Setting::letters, f.preferences.legible ? "normal" : "legible");
}

void mode(Frame& f, Column& c) {
  heading(f, c, "mode.title", 2, type::kHeading, f.words.text_mode);
  paragraph(f, c, "mode.text", f.theme.text(type::kSmall), f.theme->text_muted,
            f.words.text_mode_about);
  if (f.text_mode && !f.may_paint) return;
  c.gap(12);
  if (button(f, c, "mode",
             {.words = f.text_mode ? f.words.picture_mode : f.words.text_mode_on,
              .glyph = icon::kTextAa,
              .look = ButtonLook::secondary}))
    f.switches_text_mode = true;
}

// Pages of the server's own.
void about(Frame& f, Column& c) {
  link(f, c, "legal", {f.words.legal_notice, f.words.legal_path, {}, {{"rel", "external"}}, false});
  link(f, c, "accessibility",
       {f.words.accessibility_page, f.words.accessibility_path, {}, {{"rel", "external"}}, false});
}

}  // namespace

void settings_screen(Frame& f, const app::ShellVm& shell, Rect r) {
  Pane p{f.words.settings, "settings", shell.home, {}, 0, false, false};
  p.narrow = true;
  pane(f, r, p, [&](Column& c) {
    screen_heading(f, c, type::kDisplay, f.words.settings);
    c.gap(4);
    paragraph(f, c, "text", f.theme.text(type::kBody), f.theme->text_muted, f.words.settings_text);
    c.gap(16);
    card(f, c, "language-card", f.words.language, [&](Column& inside) {
      heading(f, inside, "title", 2, type::kHeading, f.words.language);
      inside.gap(8);
      language_choice(f, inside);
    });
    c.gap(12);
    card(f, c, "letters-card", f.words.letters, [&](Column& inside) { letters(f, inside); });
    c.gap(12);
    card(f, c, "appearance-card", f.words.appearance,
         [&](Column& inside) { appearance(f, inside); });
    c.gap(12);
    card(f, c, "mode-card", f.words.text_mode, [&](Column& inside) { mode(f, inside); });
    c.gap(16);
    if (shell.session == app::Session::signed_in)
      link(f, c, "moderation",
           {f.words.moderation_title,
            {},
            app::Location{app::ModerationRoute{}, shell.home.filter},
            {},
            false});
    about(f, c);
  });
}

}  // namespace ui
