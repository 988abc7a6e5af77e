#include "ui/widgets/date_time.hpp"

#include <algorithm>
#include <cmath>

#include "ui/widgets/field.hpp"
#include "ui/widgets/words.hpp"

namespace ui {

DateTimeResult date_time(Frame& f, Column& c, std::string_view key, const DateTimeSpec& spec) {
  constexpr float kGap = 12;
  const std::string title = std::string(key) + ".title";
  paragraph(f, c, title, f.theme.text(type::kLabel), f.theme->text, spec.label, Role::text,
            {{"id", dom_id(f.id(title))}});
  c.gap(8);
  const bool beside = c.w >= 280 * f.theme.text_scale;
  const float date_width = beside ? std::round((c.w - kGap) * 0.58f) : c.w;
  f.open(Role::group, key, {c.x, c.y, c.w, 0}, {{"aria-labelledby", dom_id(f.id(title))}});
  Column date{0, 0, date_width};
  const NodeId date_node = field(f, date, "date",
                                 {.field = {},
                                  .label = f.words.date,
                                  .value = spec.date,
                                  .error = spec.date_error,
                                  .disabled = spec.disabled,
                                  .attributes = {{"type", "date"}, {"name", "date"}}});
  Column time{beside ? date_width + kGap : 0, beside ? 0 : date.y + kGap,
              beside ? c.w - date_width - kGap : c.w};
  const NodeId time_node = field(f, time, "time",
                                 {.field = {},
                                  .label = f.words.time_of_day,
                                  .value = spec.time,
                                  .error = spec.time_error,
                                  .disabled = spec.disabled,
                                  .attributes = {{"type", "time"}, {"name", "time"}}});
  const float h = std::max(date.y, time.y);
  f.set_height(h);
  f.close();
  c.take(h);
  return {f.edited(date_node), f.edited(time_node), date_node};
}

}  // namespace ui
