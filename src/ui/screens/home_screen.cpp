#include <algorithm>
#include <cmath>

#include "app/vm/home_vm.hpp"
#include "ui/pictures.hpp"
#include "ui/screens/home_filters.hpp"
#include "ui/screens/screens.hpp"
#include "ui/widgets/button.hpp"
#include "ui/widgets/navigation.hpp"
#include "ui/widgets/pane.hpp"
#include "ui/widgets/row.hpp"
#include "ui/widgets/scroller.hpp"
#include "ui/widgets/sheet.hpp"
#include "ui/widgets/status.hpp"
#include "ui/widgets/towns.hpp"
#include "ui/widgets/words.hpp"

namespace ui {
namespace {

float search_height(const Frame& f) {
  return std::max(size::kSearchHeight, std::round(f.theme.text(type::kBody).line + 28));
}

// A real field with a glass before it; a cross empties it.
void search_box(Frame& f, Rect r, const app::HomeVm& vm) {
  // Not a form: what is typed is looked for at once, so there is nothing to submit.
  f.open(Role::region, "search", r, {{"role", "search"}, {"aria-label", f.words.search_label}});
  const Palette& p = *f.theme.colours;
  f.pen().shadow({0, 0, r.w, r.h}, r.h / 2, shadow::kLevel2);
  f.pen().box({0, 0, r.w, r.h}, p.surface_raised, r.h / 2);
  f.pen().glyph({28, r.h / 2}, 22, p.text_muted, icon::kMagnifyingGlass, false);
  const bool filled = !vm.search_text.empty();
  const Rect input{0, 0, r.w - (filled ? 52.f : 0.f), r.h};  // its padding is in app.css
  const NodeId label = f.id("text.label");
  if (f.text_mode)
    f.leaf(Role::label, "text.label", {0, 0, 1, 1}, f.words.search_label,
           {{"for", dom_id(f.id("text"))}, {"id", dom_id(label)}});
  const NodeId node = f.leaf(Role::field, "text", input, {},
                             {{"type", "search"},
                              kWrittenByPeople,
                              {"id", dom_id(f.id("text"))},
                              {"name", "recherche"},
                              {"autocomplete", "off"},
                              {"enterkeyhint", "search"},
                              {"maxlength", "100"},
                              {"aria-label", f.words.search_label},
                              {"placeholder", f.words.search_hint},
                              {"data-radius", "26"},
                              {"data-look", "search"}},
                             vm.search_text);
  if (const std::string* text = f.edited(node)) f.send(app::SearchEdited{*text});
  if (filled && icon_button(f, "clear", {r.w - 50, (r.h - 44) / 2, 44, 44},
                            {f.words.search_clear, icon::kX})) {
    f.send(app::SearchEdited{""});
    f.focus(node);
  }
  f.close();
}

std::string summary_of(const Frame& f, const app::HomeVm& vm) {
  if (vm.load == app::LoadState::failed) return f.words.failed_map;
  if (vm.rows.empty() && vm.load != app::LoadState::ready) return f.words.loading;
  return vm.searching ? f.said.found(vm.total + vm.towns.size()) : f.said.items(vm.total);
}

// The title and how much there is; returns what stands above the rows.
void list_head(Frame& f, Column& c, const app::HomeVm& vm, bool detail_open) {
  const std::string title =
      vm.searching ? fill(f.words.results_for, {{"query", vm.search_text}}) : f.words.home_title;
  if (detail_open)
    heading(f, c, "list-title", 2, type::kHeading, title);
  else
    screen_heading(f, c, type::kHeading, title);
  paragraph(f, c, "summary", f.theme.text(type::kSmall), f.theme->text_muted, summary_of(f, vm),
            Role::text, {{"aria-live", "polite"}});
  if (!detail_open) f.title = vm.searching ? title : "";
}

void nothing_here(Frame& f, Column& c, const app::HomeVm& vm, const app::ShellVm& shell) {
  c.gap(12);
  if (!vm.searching && vm.filter.narrowings() > 0) return nothing_fits(f, c, vm);
  empty_state(f, c, "empty", 3, vm.searching ? f.words.empty_search_title : f.words.empty_title,
              vm.searching ? f.words.empty_search_text : f.words.empty_text);
  if (!vm.searching)
    button(f, c, "empty.action",
           {.words = f.words.empty_action, .glyph = icon::kPlus, .open = shell.new_action});
  if (vm.filter.choice != app::FilterChoice::all) {
    c.gap(8);
    if (button(f, c, "empty.reset", {.words = f.words.reset_filter, .look = ButtonLook::outline}))
      f.send(app::FilterChosen{app::FilterChoice::all});
  }
  c.gap(24);
}

// Moves the map to the one that is chosen; the heading then says what is there.
void found_towns(Frame& f, Column& c, const app::HomeVm& vm) {
  c.gap(8);
  if (const auto town = towns(f, c, vm.towns)) {
    f.send(app::TownChosen{town->at, town->zoom});
    f.focus(f.heading);
  }
  if (vm.rows.empty()) return;
  c.gap(8);
  heading(f, c, "rows-title", 2, type::kBodyStrong, f.words.found_places);
  c.gap(4);
}

// Where the rows are. They are measured from the first one on, as far as somebody has looked: of
// those below it is only guessed how high they are.
class RowTops {
 public:
  RowTops(Frame& f, const app::HomeVm& vm, float width)
      : f_(f), vm_(vm), width_(width), tops_(f.memory.rows.tops) {
    std::uint64_t hash = vm.version;
    for (const std::uint64_t part :
         {std::uint64_t{vm.searching}, std::uint64_t{vm.pending}, static_cast<std::uint64_t>(width),
          static_cast<std::uint64_t>(f.theme.text_scale * 1000)})
      hash = (hash ^ part) * 1099511628211ull;
    if (hash == f.memory.rows.hash && !tops_.empty()) return;
    f.memory.rows.hash = hash;
    tops_.assign(1, 0.f);
  }

  // Until so many rows are measured, and all above a height.
  void measure(std::size_t count, float height) {
    while (measured() < vm_.rows.size() && (measured() < count || tops_.back() <= height))
      tops_.push_back(tops_.back() + row_height(f_, vm_.rows[measured()], width_));
  }

  float top(std::size_t row) const {
    if (row < tops_.size()) return tops_[row];
    return tops_.back() + static_cast<float>(row - measured()) * guess();
  }
  float height(std::size_t row) const { return top(row + 1) - top(row); }
  float end() const { return top(vm_.rows.size()); }
  // The row that holds a height above which all are measured.
  std::size_t at(float height) const {
    const auto after = std::upper_bound(tops_.begin(), tops_.end(), height) - tops_.begin();
    return std::min(static_cast<std::size_t>(std::max<std::ptrdiff_t>(after, 1)) - 1, measured());
  }

 private:
  std::size_t measured() const { return tops_.size() - 1; }
  float guess() const {
    return measured() > 0 ? std::round(tops_.back() / static_cast<float>(measured())) : 70;
  }

  Frame& f_;
  const app::HomeVm& vm_;
  float width_;
  std::vector<float>& tops_;
};

// The rows of the window, and wherever they are the focused one and the one just activated:
// neither the focus nor a screen reader's click on what is out of sight is lost to the window.
std::vector<std::size_t> rows_to_draw(const Frame& f, const app::HomeVm& vm, std::size_t first,
                                      std::size_t last) {
  std::vector<std::size_t> all;
  for (std::size_t i = first; i < last; ++i) all.push_back(i);
  for (const auto& [link, id] : f.memory.rows.drawn) {
    if (!f.focused(link) && !f.activated(link)) continue;
    if (const auto i = vm.rows.find(id); i && (*i < first || *i >= last)) all.push_back(*i);
  }
  std::sort(all.begin(), all.end());
  return all;
}

float rows(Frame& f, const app::HomeVm& vm, float y, float width, Visible part) {
  RowTops tops(f, vm, width);
  const std::size_t count = vm.rows.size();
  std::size_t first = 0, last = std::min(count, f.memory.rows_shown);
  if (f.text_mode) {
    tops.measure(last, 0);
  } else {
    tops.measure(0, part.last - y);
    first = tops.at(part.first - y);
    last = std::min(count, tops.at(part.last - y) + 1);
  }
  f.open(Role::list, "rows", {0, y, width, tops.end()},
         {{"aria-label", f.words.results}, {"data-roving", ""}});
  const auto all = rows_to_draw(f, vm, first, last);
  f.memory.rows.drawn.clear();
  for (const std::size_t i : all) {
    const app::HomeRow r = vm.rows[i];
    const NodeId link = row(f, {0, tops.top(i), width, tops.height(i)}, r, i, count);
    f.memory.rows.drawn.push_back({link, r.id});
    if (f.took(link)) {
      f.memory.opened = r.id;
      f.send(app::Opened{r.open});
    }
    if (f.memory.opened == r.id) f.returning_row = link;
  }
  f.close();
  return y + tops.end();
}

float list_content(Frame& f, const app::HomeVm& vm, const app::ShellVm& shell, float width,
                   Visible part) {
  Column c{16, 0, width - 32};
  if (vm.offline) {
    callout(f, c, "offline", icon::kCloudSlash, f.theme->warning_soft, f.theme->warning,
            f.theme->text, f.words.offline_text);
    c.gap(8);
  }
  if (vm.pending > 0) {
    callout(f, c, "waiting", icon::kHourglass, f.theme->surface_sunken, f.theme->text_muted,
            f.theme->text, f.said.waiting_commands(vm.pending));
    c.gap(8);
  }
  if (!vm.towns.empty()) found_towns(f, c, vm);
  if (!vm.searching) filter_notes(f, c, vm);
  if (!vm.rows.empty()) {
    float y = rows(f, vm, c.y, width, part);
    Column after{16, y, width - 32};
    if (f.text_mode && f.memory.rows_shown < vm.rows.size()) {
      const NodeId next = row_link(node_id(f.here(), "rows"), vm.rows.id(f.memory.rows_shown));
      if (button(f, after, "more", {.words = f.words.more_rows, .look = ButtonLook::outline})) {
        f.memory.rows_shown += 50;
        f.focus(next);
      }
    } else if (vm.total > vm.rows.size()) {
      after.gap(12);
      paragraph(f, after, "end-note", f.theme.text(type::kSmall), f.theme->text_muted,
                fill(f.words.list_end, {{"shown", f.said.number(vm.rows.size())},
                                        {"total", f.said.number(vm.total)}}));
    }
    after.gap(12);
    button(f, after, "print",
           {.words = f.words.print_title,
            .glyph = icon::kPrinter,
            .look = ButtonLook::outline,
            .open = app::Location{app::PrintRoute{}, vm.filter}});
    return after.y + 24;
  }
  if (vm.load == app::LoadState::failed) {
    paragraph(f, c, "failed", f.theme.text(type::kBody), f.theme->text,
              f.said.error_sentence(vm.error.code));
    c.gap(12);
    if (button(f, c, "retry",
               {.words = f.words.retry,
                .glyph = icon::kArrowsClockwise,
                .look = ButtonLook::secondary}))
      f.send(app::RetryAsked{});
  } else if (vm.load == app::LoadState::ready && vm.towns.empty()) {
    nothing_here(f, c, vm, shell);
  } else if (vm.load != app::LoadState::ready && !f.text_mode) {
    Column all{0, c.y, width};
    rows_to_come(f, all);
    c.y = all.y;
  }
  return c.y + 24;
}

void panel(Frame& f, const app::ShellVm& shell, const app::HomeVm& vm, Rect r, bool detail_open) {
  f.open(Role::region, "list", r, {{"aria-label", f.words.results}});
  f.pen().box({0, 0, r.w, r.h}, f.theme->surface);
  f.pen().box({r.w - 1, 0, 1, r.h}, f.theme->line);
  const float search = search_height(f);
  search_box(f, {16, 16, r.w - 32, search}, vm);
  filter_chips(f, {0, 16 + search + 6, r.w - 1, filter_chips_height(f)}, vm, false);
  Column c{16, 16 + search + 6 + filter_chips_height(f) + 4, r.w - 32};
  list_head(f, c, vm, detail_open);
  c.gap(8);
  scroller(f, "scroll", {0, c.y, r.w - 1, std::max(80.f, r.h - c.y)}, f.words.results,
           [&](Visible part) { return list_content(f, vm, shell, r.w - 1, part); });
  f.close();
}

void over_map(Frame& f, const app::ShellVm& shell, const app::HomeVm& vm, Rect r) {
  const float top = f.layout.inset_top + 12, search = search_height(f);
  // A keyboard takes the place of the bottom bar, in which the way out is.
  const float exit = f.layout.keyboard ? quick_exit_width(f) : 0;
  search_box(f, {12, top, r.w - 24 - (exit > 0 ? exit + 8 : 0), search}, vm);
  if (exit > 0) {
    const Rect way_out{r.w - 12 - exit, top, exit, search};
    f.pen().shadow(way_out, 14, shadow::kLevel2);
    f.pen().box(way_out, f.theme->surface_raised, 14);
    quick_exit(f, way_out, false);
  }
  const float filters_top = top + search + 4;
  filter_chips(f, {0, filters_top, r.w, filter_chips_height(f)}, vm, true);
  const float filters_bottom = filters_top + filter_chips_height(f);
  const float head = std::round(kSheetHead + f.theme.text(type::kHeading).line +
                                f.theme.text(type::kSmall).line + 12);
  const Sheet sheet_at = sheet(f, filters_bottom, head, f.words.results);
  Column c{16, kSheetHead, r.w - 32};
  list_head(f, c, vm, false);
  c.gap(8);
  const float height = f.layout.bar.y - sheet_at.top - c.y;
  scroller(f, "scroll", {0, c.y, r.w, std::max(1.f, height)}, f.words.results,
           [&](Visible part) { return list_content(f, vm, shell, r.w, part); });
  end_sheet(f);
  f.map_insets = {0, filters_bottom, 0, f.layout.full_height - sheet_at.rest};
}

}  // namespace

void home_screen(Frame& f, const app::ShellVm& shell, Rect r, bool detail_open) {
  const app::HomeVm vm = app::home_vm(f.state);
  if (f.layout.phone() && !f.text_mode)
    over_map(f, shell, vm, r);
  else
    panel(f, shell, vm, r, detail_open);
  filter_dialogs(f, vm);
}

}  // namespace ui
