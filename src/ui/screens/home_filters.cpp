#include "ui/screens/home_filters.hpp"

#include <algorithm>
#include <span>

#include "core/model/place_facts.hpp"
#include "ui/widgets/button.hpp"
#include "ui/widgets/chip.hpp"
#include "ui/widgets/dialog.hpp"
#include "ui/widgets/scroller.hpp"
#include "ui/widgets/select.hpp"
#include "ui/widgets/status.hpp"
#include "ui/widgets/toggle.hpp"
#include "ui/widgets/words.hpp"

namespace ui {
namespace {

const char* chip_glyph(app::FilterChoice choice) {
  using enum app::FilterChoice;
  switch (choice) {
    case all: return icon::kSquaresFour;
    case food: return icon::kForkKnife;
    case contributions: return icon::kHandHeart;
    case demands: return icon::kHand;
    case shelter: return icon::kBed;
    case health: return icon::kFirstAid;
    case guidance: return icon::kCompass;
    case water: return icon::kShower;
    case goods: return icon::kTShirt;
    case wellbeing: return icon::kFlowerLotus;
    case work: return icon::kBriefcase;
    case others: return icon::kMapPinArea;
  }
  return icon::kMapPinArea;
}

Colour chip_colour(const Palette& p, app::FilterChoice choice) {
  using enum app::FilterChoice;
  switch (choice) {
    case all: return p.text;
    case food: return p.place_food.text;
    case contributions: return p.contribution.text;
    case demands: return p.demand.text;
    case shelter: return p.place_shelter.text;
    case health: return p.place_health.text;
    case guidance: return p.place_guidance.text;
    case water: return p.place_water.text;
    case goods: return p.place_goods.text;
    case wellbeing: return p.place_wellbeing.text;
    case work: return p.place_work.text;
    case others: return p.place_other.text;
  }
  return p.text;
}

// "Se nourrir (42)"
std::string words_of(const Frame& f, const app::Chip& c, bool counted) {
  if (!counted) return f.said.name_of(c.choice);
  return std::string(f.said.name_of(c.choice)) + " (" + f.said.number(c.count) + ")";
}

void toggle_open(Frame& f, const app::HomeVm& vm, app::OpenWhen when) {
  app::Filter filter = vm.filter;
  filter.open = filter.open == when ? app::OpenWhen::any : when;
  f.send(app::FilterNarrowed{filter});
}

// Where nobody has said where they start from, that is asked first.
void toggle_on_foot(Frame& f, const app::HomeVm& vm) {
  if (vm.filter.open != app::OpenWhen::on_arrival && !vm.here.at)
    f.memory.filters.asking_start = true;
  else
    toggle_open(f, vm, app::OpenWhen::on_arrival);
}

// Chips from the left, one after the other.
class ChipRow {
 public:
  ChipRow(Frame& f, float x, bool on_map) : f_(f), x_(x), on_map_(on_map) {}
  bool add(std::string_view key, std::string words, const char* glyph, Colour colour, bool chosen) {
    const Chip shown{std::move(words), glyph, colour, chosen, on_map_};
    const float x = x_;
    x_ += chip_width(f_, shown) + 8;
    return chip(f_, key, x, 6, shown);
  }
  float end() const { return x_ + 8; }

 private:
  Frame& f_;
  float x_;
  bool on_map_;
};

void open_chips(Frame& f, ChipRow& row, const app::HomeVm& vm) {
  using enum app::OpenWhen;
  const Palette& p = *f.theme.colours;
  if (row.add("open", f.words.filter_open_now, icon::kClock, p.success, vm.filter.open == now))
    toggle_open(f, vm, now);
  if (row.add("foot", f.words.filter_on_foot, icon::kPersonSimpleWalk, p.text,
              vm.filter.open == on_arrival))
    toggle_on_foot(f, vm);
  const int others = vm.filter.narrowings() - (vm.filter.open != any);
  std::string words = f.words.more_filters;
  if (others > 0) words += " (" + f.said.number(static_cast<std::size_t>(others)) + ")";
  if (row.add("more", std::move(words), icon::kSlidersHorizontal, p.text, others > 0))
    f.memory.filters.open = true;
}

// What one part of the filter is called, and the filter without it.
struct Part {
  std::string words;
  app::Filter without;
};
std::vector<Part> parts_of(const Frame& f, const app::Filter& filter) {
  std::vector<Part> parts;
  const auto add = [&](std::string words, auto remove) {
    app::Filter without = filter;
    remove(without);
    parts.push_back({std::move(words), std::move(without)});
  };
  using enum app::OpenWhen;
  if (filter.open != any)
    add(filter.open == now ? f.words.filter_open_now : f.words.filter_on_foot,
        [](app::Filter& w) { w.open = any; });
  if (!filter.access.empty())
    add(f.said.access_text(filter.access), [](app::Filter& w) { w.access.clear(); });
  if (!filter.audience.empty())
    add(f.said.audience_text(filter.audience), [](app::Filter& w) { w.audience.clear(); });
  if (!filter.language.empty())
    add(f.said.language_name(filter.language), [](app::Filter& w) { w.language.clear(); });
  if (filter.wheelchair)
    add(f.words.filter_wheelchair, [](app::Filter& w) { w.wheelchair = false; });
  if (filter.animals) add(f.words.animals_yes, [](app::Filter& w) { w.animals = false; });
  return parts;
}

// One of a list, or any.
template <class Say>
void choose_one(Frame& f, Column& c, std::string_view key, std::string label,
                std::span<const std::string_view> offered, std::string& wish, app::Filter& filter,
                Say say) {
  SelectSpec spec{.label = std::move(label), .options = {f.words.filters_any}};
  for (const auto id : offered) {
    spec.options.push_back(say(id));
    if (id == wish) spec.chosen = spec.options.size() - 1;
  }
  c.gap(12);
  const auto chosen = select(f, c, key, spec);
  if (!chosen) return;
  wish = *chosen == 0 ? "" : std::string(offered[*chosen - 1]);
  f.send(app::FilterNarrowed{filter});
}

void filters_content(Frame& f, Column& c, const app::HomeVm& vm) {
  app::Filter filter = vm.filter;
  paragraph(f, c, "count", f.theme.text(type::kSmall), f.theme->text_muted, f.said.items(vm.total),
            Role::text, {{"aria-live", "polite"}});
  choose_one(f, c, "access", f.words.filters_access, model::kAccessModes, filter.access, filter,
             [&](std::string_view id) { return f.said.access_text(id); });
  choose_one(f, c, "audience", f.words.filters_audience, model::kAudiences, filter.audience, filter,
             [&](std::string_view id) { return f.said.audience_text(id); });
  choose_one(f, c, "language", f.words.filters_language, model::kSpokenLanguages, filter.language,
             filter, [&](std::string_view id) { return f.said.language_name(id); });
  c.gap(12);
  if (toggle(f, c, "wheelchair", {.words = f.words.filter_wheelchair, .on = filter.wheelchair})) {
    filter.wheelchair = !filter.wheelchair;
    f.send(app::FilterNarrowed{filter});
  }
  if (toggle(f, c, "animals", {.words = f.words.animals_yes, .on = filter.animals})) {
    filter.animals = !filter.animals;
    f.send(app::FilterNarrowed{filter});
  }
  c.gap(16);
  if (button(f, c, "done", {.words = f.words.filters_done})) f.memory.filters.open = false;
  c.gap(8);
  if (button(f, c, "clear", {.words = f.words.filters_clear, .look = ButtonLook::outline}))
    f.send(app::FilterNarrowed{filter.choice});
}

void start_content(Frame& f, Column& c, const app::HomeVm& vm) {
  paragraph(f, c, "text", f.theme.text(type::kBody), f.theme->text, f.words.walk_text);
  c.gap(16);
  const bool here =
      button(f, c, "here", {.words = f.words.walk_here, .glyph = icon::kNavigationArrow});
  c.gap(8);
  const bool centre =
      button(f, c, "centre", {.words = f.words.walk_centre, .look = ButtonLook::outline});
  c.gap(8);
  const bool cancel = button(f, c, "cancel", {.words = f.words.close, .look = ButtonLook::outline});
  if (here) f.send(app::PositionAsked{});
  if (centre) f.send(app::StartChosen{});
  if (here || centre) toggle_open(f, vm, app::OpenWhen::on_arrival);
  if (here || centre || cancel) f.memory.filters.asking_start = false;
}

}  // namespace

float filter_chips_height(const Frame& f) {
  return std::max(size::kChipTarget, chip_height(f)) + 12;
}

// What is asked most comes first: food, and what is open.
void filter_chips(Frame& f, Rect r, const app::HomeVm& vm, bool on_map) {
  constexpr std::size_t kBeforeOpen = 2;
  side_scroller(
      f, "filters", r, f.words.filters,
      [&] {
        ChipRow row(f, on_map ? 12 : 16, on_map);  // under the edge of the search
        for (std::size_t i = 0; i < vm.chips.size(); ++i) {
          const app::Chip& c = vm.chips[i];
          if (i == kBeforeOpen) open_chips(f, row, vm);
          if (row.add(std::to_string(static_cast<int>(c.choice)),
                      words_of(f, c, vm.load == app::LoadState::ready && !vm.searching),
                      chip_glyph(c.choice), chip_colour(*f.theme.colours, c.choice), c.chosen))
            f.send(app::FilterChosen{c.choice});
        }
        return row.end();
      },
      {{"data-roving", ""}});
}

void filter_notes(Frame& f, Column& c, const app::HomeVm& vm) {
  const auto note = [&](std::string_view key, std::string text) {
    paragraph(f, c, key, f.theme.text(type::kSmall), f.theme->text_muted, std::move(text));
    c.gap(8);
  };
  if (vm.filter.open == app::OpenWhen::on_arrival) {
    note("estimate", f.words.walk_estimate);
    if (vm.here.state != app::Whereabouts::State::known) note("from", f.words.walk_from_map);
  }
  if (vm.hours_unknown > 0) note("unknown", f.said.left_out(vm.hours_unknown));
}

void nothing_fits(Frame& f, Column& c, const app::HomeVm& vm) {
  const auto parts = parts_of(f, vm.filter);
  std::string names;
  for (const auto& part : parts) names += (names.empty() ? "" : ", ") + part.words;
  empty_state(f, c, "empty", 3, f.words.filters_empty_title,
              fill(f.words.filters_empty_text, {{"filters", names}}));
  for (std::size_t i = 0; i < parts.size(); ++i) {
    if (button(f, c, "loosen." + std::to_string(i),
               {.words = fill(f.words.filter_remove, {{"filter", parts[i].words}}),
                .look = ButtonLook::outline}))
      f.send(app::FilterNarrowed{parts[i].without});
    c.gap(8);
  }
  if (button(f, c, "loosen.all", {.words = f.words.filters_clear, .look = ButtonLook::secondary}))
    f.send(app::FilterNarrowed{app::FilterChoice::all});
  c.gap(24);
}

void filter_dialogs(Frame& f, const app::HomeVm& vm) {
  auto& asked = f.memory.filters;
  if (asked.asking_start &&
      dialog(f, "start", f.words.walk_title, [&](Column& c) { start_content(f, c, vm); }))
    asked.asking_start = false;
  if (asked.open &&
      dialog(f, "filter", f.words.filters_title, [&](Column& c) { filters_content(f, c, vm); }))
    asked.open = false;
}

}  // namespace ui
