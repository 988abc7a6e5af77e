#include "ui/layout.hpp"

#include <algorithm>
#include <cmath>

namespace ui {

Layout layout_of(const Viewport& viewport, float text_scale, bool detail_open) {
  Layout layout;
  const float scale = std::max(1.f, text_scale), felt = viewport.width / scale;
  layout.device = felt >= breakpoint::kDesktop  ? Device::desktop
                  : felt >= breakpoint::kTablet ? Device::tablet
                                                : Device::phone;
  layout.width = viewport.width;
  layout.full_height = viewport.height;
  layout.height = std::max(120.f, viewport.height - viewport.keyboard);
  layout.keyboard = viewport.keyboard > 80;
  layout.inset_top = viewport.inset_top;
  layout.inset_bottom = layout.keyboard ? 0 : viewport.inset_bottom;
  const float h = layout.height;
  if (layout.phone()) {
    const float bar = std::round(size::kBottomBar + 34 * (scale - 1)) + layout.inset_bottom;
    layout.list = layout.detail = layout.form = {0, 0, layout.width, h};
    layout.bar = {0, viewport.height - bar, layout.width, bar};
    return layout;
  }
  const float rail = std::round(size::kRail * (1 + 0.75f * (scale - 1)));
  const bool desktop = layout.device == Device::desktop;
  const float list = std::round(scale * (!desktop      ? size::kTalkListPanel
                                         : detail_open ? size::kListPanel
                                                       : size::kListPanelAlone));
  layout.rail = {0, 0, rail, h};
  layout.list = {rail, 0, list, h};
  layout.detail =
      desktop ? Rect{rail + list, 0, std::round(scale * size::kDetailPanel), h} : layout.list;
  layout.form = {rail, 0, std::min(std::round(scale * size::kFormPanel), layout.width - rail), h};
  return layout;
}

float sheet_top(const Layout& layout, SheetStop stop, float filters_bottom, float head_height) {
  const float floor = layout.bar.y, high = std::min(filters_bottom + 8, floor - head_height);
  switch (stop) {
    case SheetStop::low:
      return std::max(high, std::round(floor - std::max(112.f - 24, head_height)));
    case SheetStop::middle: return std::max(high, std::round(layout.full_height * 0.5f));
    case SheetStop::high: return high;
  }
  return high;
}

}  // namespace ui
