#include "ui/layout.hpp"

#include <algorithm>
#include <cmath>

namespace ui {
namespace {

constexpr float kLowWindow = 480, kLeastBesideMap = 520;  // px, of windows
constexpr float kLeastOneRow = 310;                       // px felt, for the words of the bar
constexpr float kLeastMap = 240;                          // px of it that stay beside a list

}  // namespace

Layout layout_of(const Viewport& viewport, float text_scale, bool detail_open) {
  Layout layout;
  const float scale = std::max(1.f, text_scale), felt = viewport.width / scale;
  // A phone on its side, or a desktop's window at 200 %: a sheet over the map would hide it.
  const bool lies = viewport.height / scale < kLowWindow && felt >= kLeastBesideMap;
  layout.device = felt >= breakpoint::kDesktop          ? Device::desktop
                  : felt >= breakpoint::kTablet || lies ? Device::tablet
                                                        : Device::phone;
  layout.width = viewport.width;
  layout.full_height = viewport.height;
  layout.height = std::max(120.f, viewport.height - viewport.keyboard);
  layout.keyboard = viewport.keyboard > 80;
  layout.inset_top = viewport.inset_top;
  layout.inset_bottom = layout.keyboard ? 0 : viewport.inset_bottom;
  const float h = layout.height;
  if (layout.phone()) {
    layout.bar_rows = felt < kLeastOneRow ? 2 : 1;
    const float row = std::round(size::kBottomBar + 34 * (scale - 1));
    const float bar = static_cast<float>(layout.bar_rows) * row + layout.inset_bottom;
    layout.list = layout.detail = layout.form = {0, 0, layout.width, h};
    layout.bar = {0, viewport.height - bar, layout.width, bar};
    return layout;
  }
  const float rail = std::round(size::kRail * (1 + 0.75f * (scale - 1)));
  const bool desktop = layout.device == Device::desktop;
  const float rest = layout.width - rail, most = rest - kLeastMap;
  const float wanted = std::round(scale * (!desktop      ? size::kTalkListPanel
                                           : detail_open ? size::kListPanel
                                                         : size::kListPanelAlone));
  const float list = lies ? std::min(wanted, std::max(most, kLeastMap)) : wanted;
  layout.rail = {0, 0, rail, h};
  layout.list = {rail, 0, list, h};
  layout.detail =
      desktop ? Rect{rail + list, 0, std::round(scale * size::kDetailPanel), h} : layout.list;
  const float form = std::round(scale * size::kFormPanel);
  layout.form = {rail, 0, std::min(lies ? std::min(form, std::max(most, list)) : form, rest), h};
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
