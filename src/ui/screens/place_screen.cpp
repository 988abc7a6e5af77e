#include "app/vm/place_vm.hpp"

#include <algorithm>
#include <cmath>

#include "ui/screens/screens.hpp"
#include "ui/widgets/button.hpp"
#include "ui/widgets/opening.hpp"
#include "ui/widgets/pane.hpp"
#include "ui/widgets/words.hpp"

namespace ui {
namespace {

constexpr char kShelterHref[] = "tel:115";  // the same in every language

void fact(Frame& f, Column& c, std::string_view key, const char* title, std::string text) {
  if (text.empty()) return;
  c.gap(16);
  heading(f, c, std::string(key) + ".title", 2, type::kLabel, title);
  c.gap(2);
  paragraph(f, c, key, f.theme.text(type::kBody), f.theme->text, std::move(text), Role::text,
            {kWrittenByPeople});
}

std::string languages_of(const Frame& f, const app::PlaceVm& vm) {
  std::vector<std::string> names;
  for (const std::string& code : vm.languages) names.push_back(f.said.language_name(code));
  return joined(names, ", ");
}

void closed(Frame& f, Column& c, const app::PlaceVm& vm) {
  if (!vm.closed_since) return;
  c.gap(12);
  callout(f, c, "closed", icon::kProhibit, f.theme->surface_sunken, f.theme->text_muted,
          f.theme->text,
          std::string(f.words.place_closed) + ". " +
              fill(f.words.place_closed_text, {{"date", f.said.date(*vm.closed_since)}}));
}

// On foot from the middle of the map, in an hour at most.
void way(Frame& f, Column& c, const app::PlaceVm& vm) {
  if (!vm.arrival_min || vm.closed_since) return;
  c.gap(8);
  noted(f, c, "way", icon::kPersonSimpleWalk, f.theme->text_muted, f.theme.text(type::kSmall),
        f.theme->text,
        fill(f.words.arrives, {{"walk", f.said.walk_said(*vm.walk_min)},
                               {"time", f.said.time_of_day(*vm.arrival_min)}}));
}

// How things stand, and the week; without hours that can be read, what the source says.
void opening(Frame& f, Column& c, const app::PlaceVm& vm) {
  if (!vm.closed_since && vm.hours.is_always) {
    c.gap(8);
    opening_strip(f, c, "open", vm.hours.now, f.words.hours_always);
  } else if (!vm.closed_since) {
    c.gap(8);
    opening_strip(f, c, "open", vm.hours.now, f.said.open_now(vm.hours.now));
  }
  way(f, c, vm);
  if (!vm.hours.days.empty() && !vm.hours.is_always) {
    c.gap(12);
    opening_week(f, c, "week", vm.hours);
  }
  fact(f, c, "hours", f.words.hours, vm.hours_text);
}

struct Mark {
  const char* glyph;
  std::string words;
};

std::vector<Mark> marks_of(const Frame& f, const app::PlaceVm& vm) {
  std::vector<Mark> marks;
  if (!vm.access.empty()) marks.push_back({icon::kDoorOpen, f.said.access_text(vm.access)});
  if (!vm.audience.empty()) marks.push_back({icon::kUsers, f.said.audience_text(vm.audience)});
  if (auto said = f.said.animals(vm.animals, vm.animals_words); !said.empty())
    marks.push_back({icon::kDog, std::move(said)});
  if (auto said = f.said.wheelchair(vm.wheelchair, vm.wheelchair_words); !said.empty())
    marks.push_back({icon::kWheelchair, std::move(said)});
  if (auto said = languages_of(f, vm); !said.empty())
    marks.push_back({icon::kTranslate, std::move(said)});
  return marks;
}

// Pills as long as they fit beside one another; long ones are lines of their own.
void marks(Frame& f, Column& c, const app::PlaceVm& vm) {
  const auto all = marks_of(f, vm);
  if (all.empty()) return;
  c.gap(16);
  float x = c.x;
  const float h = pill_height(f), room = c.w - 40 * f.theme.text_scale;
  for (std::size_t i = 0; i < all.size(); ++i) {
    const std::string key = "mark" + std::to_string(i);
    const float w =
        f.fonts().width(f.theme.text(type::kCaption), all[i].words) + 40 * f.theme.text_scale;
    if (x > c.x && x + w > c.x + c.w) x = c.x, c.gap(h + 8);
    if (w > room) {
      noted(f, c, key, all[i].glyph, f.theme->text_muted, f.theme.text(type::kBody), f.theme->text,
            all[i].words);
      c.gap(8);
      continue;
    }
    x += pill(f, x, c.y, key, all[i].glyph, all[i].words, f.theme->surface_sunken, f.theme->text) +
         8;
  }
  if (x > c.x) c.gap(h);
}

// Whoever looks for a roof finds the number that answers at any hour.
void shelter_help(Frame& f, Column& c) {
  c.gap(16);
  const TextStyle strong = f.theme.text(type::kBodyStrong), small = f.theme.text(type::kSmall);
  const Button call{.words = f.words.shelter_call,
                    .glyph = icon::kPhone,
                    .look = ButtonLook::danger,
                    .href = kShelterHref};
  const float room = c.w - 28 - 36, inside = c.w - 28;
  const float h = 12 + height_of(f, strong, f.words.shelter_title, room) +
                  height_of(f, small, f.words.shelter_text, room) + 12 +
                  button_height(f, call, inside) + 12;
  const Rect r = c.take(std::round(h));
  f.pen().box(r, f.theme->danger_soft, 14);
  f.pen().glyph({r.x + 26, r.y + 26}, 24, f.theme->danger, icon::kSiren, true);
  Column inner{r.x + 50, r.y + 12, room};
  heading(f, inner, "shelter", 2, type::kBodyStrong, f.words.shelter_title);
  paragraph(f, inner, "shelter.text", small, f.theme->text, f.words.shelter_text);
  inner = {r.x + 14, inner.y + 12, inside};
  button(f, inner, "shelter.call", call);
}

void ways_on(Frame& f, Column& c, const std::string& name) {
  c.gap(16);
  const Button share{
      .words = f.words.share, .glyph = icon::kShareNetwork, .look = ButtonLook::outline};
  const Button print{.words = f.words.print, .glyph = icon::kPrinter, .look = ButtonLook::outline};
  const float beside = button_width(f, share) + 8, h = button_height(f, share, c.w);
  const bool fits = beside + button_width(f, print) <= c.w;
  const float top = c.y;
  if (button(f, "share", {c.x, top, button_width(f, share), h}, share))
    f.send(app::ShareAsked{name, f.state.location});
  const Rect second = fits ? Rect{c.x + beside, top, button_width(f, print), h}
                           : Rect{c.x, top + h + 8, button_width(f, print), h};
  if (button(f, "print", second, print)) f.send(app::PrintAsked{});
  c.gap(second.y + h - top);
}

void sources(Frame& f, Column& c, const app::PlaceVm& vm) {
  c.gap(20);
  const TextStyle small = f.theme.text(type::kSmall);
  if (vm.checked_days_ago) {
    noted(f, c, "checked", icon::kCheckCircle, f.theme->text_muted, small, f.theme->text_muted,
          f.said.checked(*vm.checked_days_ago));
    c.gap(4);
  }
  if (!vm.attribution.empty())
    paragraph(f, c, "attribution", small, f.theme->text_muted,
              fill(f.words.attribution, {{"who", vm.attribution}}));
  else if (!vm.source.empty() && !vm.example)
    paragraph(f, c, "source", small, f.theme->text_muted,
              fill(f.words.source, {{"source", vm.source}}));
  if (!vm.licence.empty())
    paragraph(f, c, "licence", small, f.theme->text_muted,
              fill(f.words.licence, {{"licence", vm.licence}}));
}

void body(Frame& f, Column& c, const app::PlaceVm& vm, const app::ShellVm& shell,
          model::PlaceId id) {
  c.gap(4);
  if (vm.load == app::LoadState::missing || vm.name.empty())
    return load_message(f, c, vm.load, vm.error, f.words.place_missing_title,
                        f.words.place_missing_text, shell.home);
  const MarkerLook look = marker_look(*f.theme.colours, vm.kind);
  pill(f, c.x, c.y, "kind", look.glyph, f.said.name_of(vm.kind.category()), look.colours->soft,
       look.colours->text);
  c.gap(pill_height(f) + 8);
  screen_heading(f, c, type::kTitle, vm.name, true);
  if (vm.load != app::LoadState::ready) {
    c.gap(16);
    return load_message(f, c, vm.load, vm.error, "", "", shell.home);
  }
  if (vm.example) {
    c.gap(12);
    callout(f, c, "example", icon::kInfo, f.theme->surface_sunken, f.theme->text_muted,
            f.theme->text, f.words.example_place);
  }
  closed(f, c, vm);
  opening(f, c, vm);
  marks(f, c, vm);
  fact(f, c, "address", f.words.address, joined(vm.address, "\n"));
  if (!vm.website_href.empty()) {
    c.gap(8);
    link(f, c, "website",
         {fill(f.words.opens_elsewhere, {{"link", vm.website_text}}),
          vm.website_href,
          {},
          {{"target", "_blank"}, {"rel", "noopener noreferrer"}}});
  }
  if (!vm.example) fact(f, c, "about", f.words.about, vm.description);
  if (vm.kind.category() == model::PlaceCategory::shelter) shelter_help(f, c);
  sources(f, c, vm);
  ways_on(f, c, vm.name);
  place_care(f, c, id);
}

std::vector<Button> ways_there(const Frame& f, const app::PlaceVm& vm) {
  std::vector<Button> buttons;
  if (!vm.directions_href.empty())
    buttons.push_back(
        {.words = f.words.go_there, .glyph = icon::kNavigationArrow, .href = vm.directions_href});
  if (!vm.phone_href.empty())
    buttons.push_back({.words = f.words.call,
                       .glyph = icon::kPhone,
                       .look = buttons.empty() ? ButtonLook::primary : ButtonLook::secondary,
                       .href = vm.phone_href});
  return buttons;
}

}  // namespace

void place_screen(Frame& f, const app::ShellVm& shell, Rect r, model::PlaceId id) {
  const app::PlaceVm vm = app::place_vm(f.state, id, f.now());
  const auto buttons = ways_there(f, vm);
  const std::string name = vm.name.empty() ? f.words.place_title : vm.name;
  f.title = name;
  pane(
      f, r,
      {name, "place " + base::to_text(id), shell.home, {}, footer_height(f, r.w, buttons), false},
      [&](Column& c) { body(f, c, vm, shell, id); },
      [&](Rect at) { footer_buttons(f, at, buttons); });
}

}  // namespace ui
