#include "ui/widgets/dialog.hpp"

#include <algorithm>
#include <cmath>

#include "ui/widgets/scroller.hpp"
#include "ui/widgets/words.hpp"

namespace ui {

bool dialog(Frame& f, std::string_view key, std::string_view title,
            const std::function<void(Column&)>& body) {
  constexpr float kWidth = 400, kPad = 24, kMargin = 16, kFirstHeight = 480, kShadow = 48;
  const float w =
      std::min(kWidth * std::max(1.f, f.theme.text_scale), f.layout.width - 2 * kMargin);
  const NodeId node = f.id(key), inner = node_id(node, "scroll");
  // As high as its content was last: that is known once it has been laid out.
  const auto known = f.memory.scrolls.find(inner);
  const float content = known == f.memory.scrolls.end() ? kFirstHeight : known->second.content;
  const float h = std::min(content, f.layout.height - 2 * kMargin);
  f.open(Role::dialog, key,
         {std::round((f.layout.width - w) / 2), std::round((f.layout.height - h) / 2), w, h},
         {{"aria-label", std::string(title)}});
  f.into_layer();
  f.pen().shadow({0, 0, w, h}, radius::kXl, shadow::kLevel3);
  f.pen().box({0, 0, w, h}, f.theme->surface, radius::kXl);
  scroller(f, "scroll", {0, 0, w, h}, title, [&](Visible) {
    Column c{kPad, kPad, w - 2 * kPad};
    heading(f, c, "title", 2, type::kHeading, std::string(title));
    c.gap(4);
    body(c);
    return c.y + kPad;
  });
  f.place_layer({-kShadow, -kShadow, w + 2 * kShadow, h + 2 * kShadow});
  f.close();
  if (f.memory.scrolls[inner].content != content) f.again();
  return f.took(node);
}

}  // namespace ui
