#include "ui/widgets/navigation.hpp"

#include <algorithm>
#include <cmath>

#include "ui/pictures.hpp"
#include "ui/widgets/button.hpp"
#include "ui/widgets/language.hpp"

namespace ui {
namespace {

struct Entry {
  const char* key;
  std::string words;
  const char* glyph;
  bool current = false, accent = false;
  std::optional<app::Location> open;  // none: a button, of the emergency numbers
};

constexpr float kPillHeight = 30, kPillGap = 2;

// Where the pill begins, so that it and the word under it stand in the middle.
float pill_top(Rect r, const TextStyle& style) {
  return r.y + std::max(0.f, (r.h - kPillHeight - kPillGap - style.line) / 2);
}

// A pill with an icon over a word. Returns whether a button was taken.
bool entry(Frame& f, Rect r, const Entry& e, std::string_view initial = {},
           std::string_view seed = {}) {
  const NodeId node = f.id(e.key);
  const Palette& p = *f.theme.colours;
  const TextStyle style = f.theme.text({13, 16, 700});
  const float top = pill_top(r, style);
  const float w = std::min(56.f, r.w - 8);
  const Rect pill{r.x + (r.w - w) / 2, top, w, kPillHeight};
  const float hot = f.eased(node, 0, f.hovered(node) ? 1 : 0, duration_ms::kHover);
  const Colour rest = e.accent    ? p.accent
                      : e.current ? p.accent_soft
                                  : with_alpha(p.surface_hover, 0);
  f.pen().box(pill,
              mixed(rest,
                    e.accent    ? p.accent_hover
                    : e.current ? p.accent_soft
                                : p.surface_pressed,
                    hot),
              15);
  const Colour ink = !e.open ? p.danger : e.current || e.accent ? p.on_accent_soft : p.text_muted;
  const Point middle{pill.x + pill.w / 2, pill.y + pill.h / 2};
  if (!initial.empty())
    paint_avatar(f.pen(), middle, 30, initial, seed);
  else
    f.pen().glyph(middle, 24, e.accent ? p.on_accent : ink, e.glyph, e.current && !e.accent);
  f.pen().text(r.x + r.w / 2, top + kPillHeight + kPillGap, style, ink, e.words, Align::middle);
  Attributes attributes{{"data-look", e.accent ? "nav-accent" : "nav"}, {"data-radius", "14"}};
  if (e.open) attributes.emplace_back("href", app::to_url(*e.open));
  if (e.current) attributes.emplace_back("aria-current", "page");
  f.leaf(e.open ? Role::link : Role::button, e.key, r, e.words, std::move(attributes));
  if (!f.took(node)) return false;
  if (e.open) f.send(app::Opened{*e.open});
  return !e.open;
}

void urgency_entry(Frame& f, Rect r) {
  if (entry(f, r, {.key = "urgency", .words = f.words.urgency, .glyph = icon::kSiren}))
    f.memory.urgency = true;
}

Entry map_entry(const Frame& f, const app::ShellVm& vm) {
  return {"map", f.words.map, icon::kMapTrifold, vm.section == app::Section::map, false, vm.home};
}
Entry create_entry(const Frame& f, const app::ShellVm& vm) {
  return {"create", f.words.create, icon::kPlus, vm.section == app::Section::new_action,
          true,     vm.new_action};
}
Entry account_entry(const Frame& f, const app::ShellVm& vm) {
  return {"account", f.words.account, icon::kUserCircle, vm.section == app::Section::account,
          false,     vm.sign_in};
}

Entry settings_entry(const Frame& f, const app::ShellVm& vm) {
  return {"settings", f.words.settings, icon::kGear, vm.section == app::Section::settings,
          false,      vm.settings};
}

// Words differ in length: each entry has its own width and an equal share of what its row has left.
std::vector<Rect> bar_cells(Frame& f, const std::vector<std::string>& words, std::size_t rows,
                            float h) {
  const TextStyle style = f.theme.text({13, 16, 700});
  const std::size_t a_row = (words.size() + rows - 1) / rows;
  std::vector<Rect> cells;
  for (std::size_t first = 0; first < words.size(); first += a_row) {
    const std::size_t last = std::min(first + a_row, words.size());
    float room = f.layout.bar.w;
    for (std::size_t i = first; i < last; ++i) room -= f.fonts().width(style, words[i]);
    const float share = room / static_cast<float>(last - first);
    const float y = 3 + static_cast<float>(first / a_row) * (h + 4);
    float x = 0;
    for (std::size_t i = first; i < last; ++i) {
      const float left = std::round(x);
      x += f.fonts().width(style, words[i]) + share;
      cells.push_back({left + 1, y, std::round(x) - left - 2, h});
    }
  }
  return cells;
}

void logo(Frame& f, Rect r, const app::Location& home) {
  const NodeId node = f.id("logo");
  paint_logo(f.pen(), r);
  f.leaf(Role::link, "logo", r, f.words.product,
         {{"href", app::to_url(home)}, {"data-look", "logo"}, {"data-radius", "24"}});
  if (f.took(node)) f.send(app::Opened{home});
}

}  // namespace

void text_mode_switch(Frame& f) {
  const char* words_shown = f.text_mode ? f.words.picture_mode : f.words.text_mode;
  if (f.text_mode && !f.may_paint) return;
  const NodeId node = f.id("text-mode");
  const TextStyle style = f.theme.text(type::kLabel);
  const float w = std::ceil(f.fonts().width(style, words_shown) + 40),
              h = std::max(48.f, style.line + 24);
  // Where it is hidden it lies above the window, so that nobody presses it by accident.
  const bool shown = f.focused(node);
  f.open(Role::button, "text-mode", {8, shown ? 8 : -h - 8, w, h},
         {{"data-look", "skip"}, {"data-radius", "16"}}, words_shown);
  if (shown) {
    f.into_layer();
    f.pen().shadow({0, 0, w, h}, radius::kL, shadow::kLevel2);
    f.pen().box({0, 0, w, h}, f.theme->accent, radius::kL);
    f.pen().text(w / 2, (h - style.line) / 2, style, f.theme->on_accent, words_shown,
                 Align::middle);
    f.place_layer({-24, -24, w + 48, h + 48});
  }
  f.close();
  if (f.took(node)) f.switches_text_mode = true;
}

float quick_exit_width(Frame& f) {
  return std::ceil(f.fonts().width(f.theme.text(type::kCaption), f.words.quick_exit) +
                   f.theme.grown(20) + 6 + 20);
}

void quick_exit(Frame& f, Rect r, bool stacked) {
  const NodeId node = f.id("quick-exit");
  const Palette& p = *f.theme.colours;
  const TextStyle style = f.theme.text(stacked ? TypeStyle{13, 16, 700} : type::kCaption);
  const float hot = f.eased(node, 0, f.hovered(node) ? 1 : 0, duration_ms::kHover);
  f.pen().box(r, mixed(with_alpha(p.surface_hover, 0), p.surface_pressed, hot), 14);
  if (stacked) {  // on one line with the entries beside it
    const float top = pill_top(r, style);
    const float word = top + kPillHeight + kPillGap;
    f.pen().glyph({r.x + r.w / 2, top + kPillHeight / 2}, 24, p.text_muted, icon::kSignOut, false);
    f.pen().text(r.x + r.w / 2, word, style, p.text_muted, f.words.quick_exit, Align::middle);
  } else {
    const float glyph = f.theme.grown(20);
    f.pen().glyph({r.x + 10 + glyph / 2, r.y + r.h / 2}, glyph, p.text, icon::kSignOut, false);
    f.pen().text(r.x + 10 + glyph + 6, r.y + (r.h - style.line) / 2, style, p.text,
                 f.words.quick_exit);
  }
  f.leaf(Role::link, "quick-exit", r, f.words.quick_exit,
         {{"data-quick-exit", ""},
          {"href", "/"},
          {"title", f.words.quick_exit_key},
          {"data-look", "nav"},
          {"data-radius", "14"}});
}

void rail(Frame& f, const app::ShellVm& vm) {
  const Rect r = f.layout.rail;
  f.open(Role::navigation, "navigation", r, {{"aria-label", f.words.navigation}});
  f.pen().box({0, 0, r.w, r.h}, f.theme->surface);
  f.pen().box({r.w - 1, 0, 1, r.h}, f.theme->line);
  constexpr float kEntries = 6, kLogo = 80;
  const float usual = std::round(60 + 16 * (f.theme.text_scale - 1)),
              room = r.h - f.layout.inset_bottom - 16;
  // A low window has no room for the logo, whose way the map's entry goes too.
  const bool low = !f.text_mode && room < kLogo + kEntries * (usual + 8);
  const float step = low ? std::max(52.f, std::floor(room / kEntries)) : usual + 8,
              h = low ? step : usual;
  if (!low) logo(f, {r.w / 2 - 24, 12, 48, 48}, vm.home);
  float y = low ? 8 : kLogo;
  entry(f, {2, y, r.w - 5, h}, map_entry(f, vm));
  entry(f, {2, y += step, r.w - 5, h}, create_entry(f, vm));
  urgency_entry(f, {2, y += step, r.w - 5, h});
  const float bottom = std::max(y + step, room + 8 - 3 * step);
  quick_exit(f, {2, bottom, r.w - 5, h}, true);
  entry(f, {2, bottom + step, r.w - 5, h}, settings_entry(f, vm));
  entry(f, {2, bottom + 2 * step, r.w - 5, h}, account_entry(f, vm), vm.initial, vm.first_name);
  if (f.text_mode) {
    Column c{0, y + h, r.w};
    language_choice(f, c);
  }
  f.close();
}

bool covers_all(const app::Route& route) {
  return std::holds_alternative<app::SignInRoute>(route) ||
         std::holds_alternative<app::SettingsRoute>(route) ||
         std::holds_alternative<app::ModerationRoute>(route) ||
         std::holds_alternative<app::UnknownRoute>(route);
}

// A keyboard on the screen takes its place.
bool has_bottom_bar(const Frame& f) {
  const app::Route& route = f.state.location.route;
  const bool whole = std::holds_alternative<app::HomeRoute>(route) || covers_all(route);
  return f.layout.phone() && whole && !f.layout.keyboard && !f.text_mode;
}

void bottom_bar(Frame& f, const app::ShellVm& vm) {
  const Rect r = f.layout.bar;
  f.open(Role::navigation, "navigation", r, {{"aria-label", f.words.navigation}});
  f.into_layer();  // above the sheet, which has one
  f.place_layer({0, 0, r.w, r.h});
  f.pen().box({0, 0, r.w, r.h}, f.theme->surface);
  f.pen().rule(0, r.w, 0, f.theme->line);
  const auto rows = static_cast<std::size_t>(f.layout.bar_rows);
  const float h = (r.h - f.layout.inset_bottom) / static_cast<float>(rows) - 4;
  const std::vector<std::string> words{f.words.map, f.words.create, f.words.urgency,
                                       f.words.account, f.words.quick_exit};
  const auto at = bar_cells(f, words, rows, h);
  entry(f, at[0], map_entry(f, vm));
  entry(f, at[1], create_entry(f, vm));
  urgency_entry(f, at[2]);
  entry(f, at[3], account_entry(f, vm), vm.initial, vm.first_name);
  quick_exit(f, at[4], true);
  f.close();
}

float top_bar_height(const Frame& f) {
  return std::max(size::kTopBar, std::round(f.theme.text(type::kHeading).line + 20));
}

void top_bar(Frame& f, float width, const app::Location& back, bool closes,
             std::string_view title) {
  const float h = top_bar_height(f), button = 44, top = (h - button) / 2;
  const bool phone = f.layout.phone();
  const bool exits = phone && !has_bottom_bar(f) && !f.text_mode;  // there it is in the bar
  closes = closes || !phone;
  const Rect way_back{phone ? 6.f : width - button - 6, top, button, button};
  icon_button(
      f, "back", way_back,
      {closes ? f.words.close : f.words.back, closes ? icon::kX : icon::kArrowLeft, false, back});
  const float exit = exits ? quick_exit_width(f) + button : 0;
  const TextStyle style = f.theme.text(type::kHeading);
  const float left = phone ? 54.f : 16.f, room = width - left - (phone ? exit + 8 : button + 8);
  if (!title.empty() && room > 60)
    f.pen().text(left, (h - style.line) / 2, style, f.theme->text,
                 f.fonts().ellipsized(style, title, room));
  if (!exits) return;
  if (icon_button(f, "urgency", {width - exit - 6, top, button, button},
                  {f.words.urgency, icon::kSiren}))
    f.memory.urgency = true;
  quick_exit(f, {width - exit - 6 + button, top, exit - button, button}, false);
}

}  // namespace ui
