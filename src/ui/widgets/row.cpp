#include "ui/widgets/row.hpp"

#include <algorithm>
#include <cmath>

#include "app/vm/opening_vm.hpp"
#include "ui/pictures.hpp"
#include "ui/widgets/opening.hpp"
#include "ui/widgets/words.hpp"

namespace ui {
namespace {

constexpr float kPadX = 16, kPadY = 12, kGap = 12, kPillGap = 6;

// Where the parts of a row are: titles wrap to two lines (more with large letters), details stay on
// one while they can.
struct Shape {
  TextStyle title, detail, time;
  float left = 0, width = 0;  // of the text
  float title_height = 0, detail_height = 0, time_width = 0;
  bool large = false;  // the time has a line of its own
  float height = 0;
};

std::size_t shown_lines(Frame& f, const TextStyle& style, std::string_view text, float width,
                        std::size_t most) {
  return std::min(most, f.fonts().lines(style, text, width).size());
}

// What counts most is first: what does not fit is left out.
std::string detail_of(const Frame& f, const app::HomeRow& row) {
  return joined({row.partly_accessible ? f.words.wheelchair_limited : "",
                 f.said.row_detail(row.kind, row.detail), row.pending ? f.words.pending : ""},
                " · ");
}

bool has_hours(const app::HomeRow& row) { return !row.facts->opening_hours.empty(); }

Shape shape_of(Frame& f, const app::HomeRow& row, float width) {
  Shape s{f.theme.text(type::kBodyStrong), f.theme.text(type::kSmall),
          f.theme.text(type::kSmallStrong)};
  s.large = f.theme.text_scale > 1.3f;
  s.left = kPadX + size::kMarker + kGap;
  s.width = width - s.left - kPadX;
  s.title_height = s.title.line * static_cast<float>(shown_lines(f, s.title, row.title, s.width,
                                                                 s.large ? 12 : 2));
  if (row.walk_min)
    s.time_width =
        std::ceil(f.theme.grown(16) + 4 + f.fonts().width(s.time, f.said.walk(*row.walk_min)));
  const float detail_lines =
      s.large ? static_cast<float>(shown_lines(f, s.detail, detail_of(f, row), s.width, 12)) : 1;
  s.detail_height = s.detail.line * detail_lines;
  s.height = std::round(kPadY + s.title_height + 2 + s.detail_height +
                        (s.large && row.walk_min ? s.time.line : 0) +
                        (has_hours(row) ? kPillGap + pill_height(f) : 0) + kPadY);
  s.height = std::max(s.height, kPadY + size::kMarker + 10 + kPadY);
  return s;
}

void paint_title(Frame& f, Rect r, const TextStyle& style, Colour colour, std::string_view text,
                 std::optional<Direction> direction) {
  if (!f.pen()) return;
  const auto lines = f.fonts().lines(style, text, r.w);
  const auto most = static_cast<std::size_t>(r.h / style.line + 0.5f);
  for (std::size_t i = 0; i < std::min(most, lines.size()); ++i) {
    const bool cut = i + 1 == most && lines.size() > most;
    const std::string_view rest =
        text.substr(static_cast<std::size_t>(lines[i].data() - text.data()));
    const float y = r.y + style.line * static_cast<float>(i);
    paint_line(f, r.x, y, r.w, style, colour,
               cut ? f.fonts().ellipsized(style, rest, r.w) : std::string(lines[i]), direction);
  }
}

void paint_opening(Frame& f, float x, float y, const rules::OpenNow& now) {
  const auto look = opening_look(*f.theme.colours, now);
  paint_pill(f, x, y, look.glyph, f.said.open_now(now), look.back, look.ink);
}

void paint_row(Frame& f, Rect r, const app::HomeRow& row,
               const std::optional<app::OpeningVm>& opening, NodeId link) {
  const Shape s = shape_of(f, row, r.w);
  const Palette& p = *f.theme.colours;
  const float hot = f.eased(link, 0, f.hovered(link) ? 1 : 0, duration_ms::kHover);
  const Colour back = row.chosen ? p.accent_soft
                      : f.pressed(link)
                          ? p.surface_pressed
                          : mixed(with_alpha(p.surface_hover, 0), p.surface_hover, hot);
  f.pen().box(r, back);
  f.pen().rule(r.x, r.x + r.w, r.y + r.h - 1, p.line);
  paint_marker(f.pen(), {r.x + kPadX + size::kMarker / 2, r.y + kPadY + size::kMarker / 2},
               row.kind);
  const float x = r.x + s.left;
  float y = r.y + kPadY;
  paint_title(f, {x, y, s.width, s.title_height}, s.title, p.text, row.title,
              direction_of(row.title));
  y += s.title_height + 2;
  const float room = s.large || s.time_width == 0 ? s.width : s.width - s.time_width - 12;
  paint_title(f, {x, y, room, s.detail_height}, s.detail, row.pending ? p.warning : p.text_muted,
              detail_of(f, row), std::nullopt);
  if (opening) paint_opening(f, x, r.y + r.h - kPadY - pill_height(f) - 1, opening->now);
  if (!row.walk_min) return;
  if (s.large) y += s.detail_height;
  const float right = s.large ? x + s.time_width : x + s.width, icon = f.theme.grown(16);
  f.pen().glyph({right - s.time_width + icon / 2, y + s.time.line / 2}, icon, p.text_muted,
                icon::kPersonSimpleWalk, false);
  f.pen().text(right, y, s.time, p.text_muted, f.said.walk(*row.walk_min), Align::right);
}

}  // namespace

float row_height(Frame& f, const app::HomeRow& row, float width) {
  return shape_of(f, row, width).height;
}

NodeId row_link(NodeId list, const base::Uuid& id) {
  return node_id(node_id(list, base::to_text(id)), "open");
}

NodeId row(Frame& f, Rect r, const app::HomeRow& row, std::size_t index, std::size_t count) {
  f.open(Role::item, base::to_text(row.id), r,
         {{"aria-setsize", std::to_string(count)}, {"aria-posinset", std::to_string(index + 1)}});
  const NodeId link = f.id("open");
  const auto opening = app::opening_vm(*row.facts, row.at, f.now());
  paint_row(f, {0, 0, r.w, r.h}, row, opening, link);
  if (opening) f.true_until(opening->until);
  std::string detail = joined(
      {f.said.row_detail(row.kind, row.detail), opening ? f.said.open_now(opening->now) : "",
       row.partly_accessible ? f.words.wheelchair_limited : "", row.pending ? f.words.pending : "",
       row.walk_min ? f.said.walk_said(*row.walk_min) : ""},
      ", ");
  Attributes attributes{{"href", app::to_url(row.open)}, {"data-look", "row"}, kWrittenByPeople};
  if (row.chosen) attributes.emplace_back("aria-current", "true");
  f.leaf(Role::link, "open", {0, 0, r.w, r.h}, f.text_mode ? row.title : row.title + ", " + detail,
         std::move(attributes));
  // As a page of text, what is said of it stands under its name.
  if (f.text_mode) f.leaf(Role::text, "detail", {0, 0, r.w, r.h}, std::move(detail));
  f.close();
  return link;
}

void rows_to_come(Frame& f, Column& c) {
  for (int i = 0; i < 3; ++i) {
    const Rect r = c.take(70);
    const Colour bar = f.theme->line;
    f.pen().disc({r.x + kPadX + 18, r.y + 30}, 18, bar);
    f.pen().box({r.x + 64, r.y + 16, r.w * 0.5f, 14}, bar, 7);
    f.pen().box({r.x + 64, r.y + 40, r.w * 0.32f, 14}, bar, 7);
  }
}

}  // namespace ui
