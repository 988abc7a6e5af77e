#include "ui/widgets/opening.hpp"

#include <algorithm>
#include <cmath>

#include "app/vm/near.hpp"
#include "ui/widgets/words.hpp"

namespace ui {
namespace {

constexpr float kPad = 14, kGap = 12, kLeastBand = 72;
constexpr int kBandFrom_min = 8 * 60, kBandTo_min = 21 * 60;

// Where the columns are; the same for all days of a week.
struct Shape {
  TextStyle plain, strong;
  float day = 0, times = 0;  // widths
  bool has_band = false;
  bool stacked = false;  // the times below the day: large letters
};

std::string capitalised(const std::string& text) {
  const std::string first = app::initial(text);
  return first + text.substr(std::min(first.size(), text.size()));
}

std::vector<std::string> times_of(const Frame& f, const rules::HoursDay& day) {
  std::vector<std::string> times;
  for (const rules::HoursSpan& span : day.spans) times.push_back(f.said.span(span));
  if (times.empty()) times.emplace_back(f.words.hours_closed_day);
  if (day.is_holiday) times.emplace_back(f.words.hours_holiday);
  return times;
}

Shape shape_of(Frame& f, const rules::OpeningWeek& hours, float width) {
  Shape s{.plain = f.theme.text(type::kSmall), .strong = f.theme.text(type::kSmallStrong)};
  float joined = 0, widest = 0;
  for (const rules::HoursDay& day : hours.days) {
    s.day = std::max(s.day, f.fonts().width(s.strong, capitalised(f.said.name_of(day.weekday))));
    joined = std::max(joined, f.fonts().width(s.strong, f.said.day(day)));
    for (const std::string& time : times_of(f, day))
      widest = std::max(widest, f.fonts().width(s.strong, time));
  }
  const float room = width - 2 * kPad - s.day - kGap;
  s.stacked = widest > room;
  s.has_band = widest + kGap + kLeastBand <= room;
  const float beside_band = room - kGap - kLeastBand;
  s.times = std::ceil(s.stacked                             ? width - 2 * kPad
                      : s.has_band && joined <= beside_band ? joined
                      : s.has_band                          ? widest
                                                            : std::min(joined, room));
  return s;
}

void paint_band(Frame& f, Rect r, const rules::HoursDay& day, int minute) {
  const Palette& p = *f.theme.colours;
  f.pen().box(r, p.track, r.h / 2);
  const auto x_of = [&](int at) {
    const float part = static_cast<float>(at - kBandFrom_min) / (kBandTo_min - kBandFrom_min);
    return r.x + std::round(r.w * std::clamp(part, 0.f, 1.f));
  };
  for (const rules::HoursSpan& span : day.spans) {
    const float from = x_of(span.from_min), to = x_of(span.to_min);
    if (to - from < 1) continue;
    const Colour ink = day.is_today ? p.accent : p.line_strong;
    f.pen().box({from, r.y, to - from, r.h}, span.is_uncertain ? with_alpha(ink, 0.45f) : ink,
                std::min(r.h, to - from) / 2);
  }
  if (day.is_today) f.pen().box({x_of(minute) - 1.5f, r.y - 5, 3, r.h + 10}, p.text, 1.5f);
}

// The times in lines of as many as fit; what is longer than a line is wrapped.
std::vector<std::string> lines_of(Frame& f, const Shape& s, const rules::HoursDay& day) {
  std::vector<std::string> lines;
  for (const std::string& time : times_of(f, day)) {
    const std::string joined = lines.empty() ? time : lines.back() + ", " + time;
    if (!lines.empty() && f.fonts().width(s.strong, joined) <= s.times) {
      lines.back() = joined;
      continue;
    }
    for (const std::string_view line : f.fonts().lines(s.strong, time, s.times))
      lines.emplace_back(line);
  }
  return lines;
}

void day_row(Frame& f, Column& c, const Shape& s, const rules::HoursDay& day, int minute) {
  const Palette& p = *f.theme.colours;
  const TextStyle& style = day.is_today ? s.strong : s.plain;
  const auto lines = lines_of(f, s, day);
  const float pad = day.is_today ? 6 : 3;
  const auto count = static_cast<float>(lines.size() + (s.stacked ? 1 : 0));
  const Rect r = c.take(std::round(count * style.line + 2 * pad));
  if (day.is_today) f.pen().box({r.x + 4, r.y, r.w - 8, r.h}, p.surface_raised, 10);
  const std::string name = capitalised(f.said.name_of(day.weekday));
  f.pen().text(r.x + kPad, r.y + pad, style, p.text, name);
  if (s.has_band) {
    const float left = r.x + kPad + s.day + kGap;
    const Rect band{left, r.y + pad + style.line / 2 - 5, r.x + r.w - kPad - s.times - kGap - left,
                    10};
    paint_band(f, band, day, minute);
  }
  float y = r.y + pad + (s.stacked ? style.line : 0);
  for (const std::string& line : lines) {
    const Colour ink = day.spans.empty() ? p.text_muted : p.text;
    f.pen().text(s.stacked ? r.x + kPad : r.x + r.w - kPad, y, style, ink, line,
                 s.stacked ? Align::left : Align::right);
    y += style.line;
  }
  Attributes attributes;
  if (day.is_today) attributes.emplace_back("aria-current", "date");
  f.leaf(Role::item, std::to_string(static_cast<int>(day.weekday)), r,
         fill(f.words.day_and_hours, {{"day", name}, {"hours", f.said.day(day)}}),
         std::move(attributes));
}

}  // namespace

OpeningLook opening_look(const Palette& palette, const rules::OpenNow& now) {
  if (now.closes_soon()) return {palette.warning_soft, palette.warning, icon::kClock};
  if (now.state == rules::OpenState::open)
    return {palette.success_soft, palette.success, icon::kClock};
  return {palette.surface_sunken, palette.text, icon::kClock};
}

void opening_strip(Frame& f, Column& c, std::string_view key, const rules::OpenNow& now,
                   std::string words) {
  const OpeningLook look = opening_look(*f.theme.colours, now);
  const TextStyle style = f.theme.text(type::kBodyStrong);
  const float left = 42, room = c.w - left - kPad;
  const Rect r = c.take(std::round(std::max(42.f, height_of(f, style, words, room) + 18)));
  f.pen().box(r, look.back, 14);
  f.pen().glyph({r.x + 23, r.y + 9 + style.line / 2}, 20, look.ink, look.glyph, true);
  Column inside{r.x + left, r.y + 9, room};
  paragraph(f, inside, key, style, look.ink, std::move(words));
}

void opening_week(Frame& f, Column& c, std::string_view key, const rules::OpeningWeek& hours) {
  const Shape s = shape_of(f, hours, c.w);
  const float top = c.y;
  f.open(Role::list, key, {c.x, top, c.w, 0}, {{"aria-label", f.words.hours}});
  Column inside{0, 0, c.w};
  f.pen().behind(
      [&] {
        inside.gap(8);
        for (const rules::HoursDay& day : hours.days) day_row(f, inside, s, day, hours.minute);
        inside.gap(8);
      },
      [&] { f.pen().box({0, 0, c.w, inside.y}, f.theme->surface_sunken, 14); });
  f.set_height(inside.y);
  f.close();
  c.gap(inside.y);
}

}  // namespace ui
