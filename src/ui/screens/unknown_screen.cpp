#include "ui/pictures.hpp"
#include "ui/screens/screens.hpp"
#include "ui/widgets/button.hpp"
#include "ui/widgets/pane.hpp"
#include "ui/widgets/words.hpp"

namespace ui {

void unknown_screen(Frame& f, const app::ShellVm& shell, Rect r) {
  pane(f, r, {f.words.unknown_title, "unknown", shell.home, {}, 0, false}, [&](Column& c) {
    paint_table(f.pen(), {c.x + (c.w - 320) / 2, c.y, 320, 172});
    c.gap(172 + 16);
    screen_heading(f, c, type::kDisplay, f.words.unknown_title);
    c.gap(8);
    paragraph(f, c, "text", f.theme.text(type::kBody), f.theme->text_muted, f.words.unknown_text);
    c.gap(24);
    button(f, c, "home",
           {.words = f.words.go_home, .glyph = icon::kMapTrifold, .open = shell.home});
  });
}

}  // namespace ui
