#include "app/vm/print_vm.hpp"

#include <algorithm>
#include <cmath>

#include "ui/screens/screens.hpp"
#include "ui/widgets/button.hpp"
#include "ui/widgets/pane.hpp"
#include "ui/widgets/status.hpp"
#include "ui/widgets/words.hpp"

namespace ui {
namespace {

std::string hours_of(const Frame& f, const app::PlaceVm& place) {
  if (place.hours.is_always) return f.words.hours_always;
  return place.hours.days.empty() ? place.hours_text : f.said.week(place.hours);
}

// A number as on the map, and what one needs to get there.
void place_item(Frame& f, Column& c, std::size_t number, const app::PlaceVm& place) {
  const TextStyle strong = f.theme.text(type::kBodyStrong), small = f.theme.text(type::kSmall);
  const float disc = std::round(f.theme.grown(28)), left = disc + 12, top = c.y;
  const std::string said = f.said.number(number);
  f.open(Role::item, std::to_string(number), {c.x, top, c.w, 0});
  f.pen().disc({disc / 2, disc / 2}, disc / 2, f.theme->accent);
  f.pen().text(disc / 2, (disc - small.line) / 2, f.theme.text(type::kSmallStrong),
               f.theme->on_accent, said, Align::middle);
  Column inside{left, 0, c.w - left};
  const float h = height_of(f, strong, place.name, inside.w);
  const Rect name = inside.take(h);
  paint_lines(f, name, strong, f.theme->text, place.name);
  f.leaf(Role::heading2, "name", name, said + ". " + place.name);
  paragraph(f, inside, "where", small, f.theme->text,
            joined({f.said.name_of(place.kind), joined(place.address, ", "), place.phone}, " · "));
  if (const std::string hours = hours_of(f, place); !hours.empty())
    paragraph(f, inside, "hours", small, f.theme->text_muted, hours);
  inside.y = std::max(inside.y, disc) + 14;
  f.set_height(inside.y);
  f.close();
  c.gap(inside.y);
}

// What the sheet lacks: it is said on paper too. What comes by and by is not announced each time.
void gaps(Frame& f, Column& c, const app::PrintVm& vm) {
  const auto say = [&](std::string_view key, const char* glyph, std::string text) {
    c.gap(12);
    callout(f, c, key, glyph, f.theme->surface_sunken, f.theme->text_muted, f.theme->text,
            std::move(text));
  };
  if (vm.beyond > 0) say("beyond", icon::kInfo, f.said.beyond_paper(vm.beyond));
  if (vm.awaited > 0) return say("awaited", icon::kHourglass, f.said.awaited_for_paper(vm.awaited));
  f.open(Role::group, "gaps", {0, 0, 0, 0}, {{"aria-live", "polite"}});
  if (vm.failed > 0) say("missing", icon::kCloudSlash, f.said.missing_on_paper(vm.failed));
  f.close();
  if (vm.failed == 0) return;
  c.gap(8);
  if (button(
          f, c, "retry",
          {.words = f.words.retry, .glyph = icon::kArrowsClockwise, .look = ButtonLook::outline}))
    f.send(app::RetryAsked{});
}

}  // namespace

void print_screen(Frame& f, const app::ShellVm& shell, Rect r) {
  const app::PrintVm vm = app::print_vm(f.state, f.now());
  const std::vector<Button> buttons{{.words = f.words.print,
                                     .glyph = icon::kPrinter,
                                     .disabled = vm.places.empty() || vm.awaited > 0}};
  f.title = f.words.print_title;
  pane(
      f, r, {f.words.print_title, "print", shell.home, {}, footer_height(f, r.w, buttons), false},
      [&](Column& c) {
        c.gap(4);
        screen_heading(f, c, type::kTitle, f.words.print_title);
        c.gap(4);
        paragraph(f, c, "text", f.theme.text(type::kSmall), f.theme->text_muted,
                  vm.places.empty() ? f.words.print_nothing : f.words.print_text);
        gaps(f, c, vm);
        c.gap(16);
        const float top = c.y;
        f.open(Role::list, "places", {c.x, top, c.w, 0}, {{"aria-label", f.words.results}});
        Column inside{0, 0, c.w};
        for (std::size_t i = 0; i < vm.places.size(); ++i)
          place_item(f, inside, i + 1, vm.places[i]);
        f.set_height(inside.y);
        f.close();
        c.gap(inside.y);
      },
      [&](Rect at) {
        if (footer_buttons(f, at, buttons) && !buttons[0].disabled) f.send(app::PrintAsked{});
      });
}

}  // namespace ui
