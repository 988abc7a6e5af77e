#include "ui/widgets/towns.hpp"

#include "ui/widgets/button.hpp"
#include "ui/widgets/words.hpp"

namespace ui {
namespace {

constexpr float kGap = 8;

std::string words_of(const Frame& f, const model::Town& town) {
  if (town.kind == model::TownKind::quartier)
    return fill(f.words.town_quartier, {{"name", town.name}, {"commune", town.commune}});
  return fill(f.words.town_commune, {{"name", town.name}, {"department", town.department}});
}

}  // namespace

std::optional<model::Town> towns(Frame& f, Column& c, const std::vector<model::Town>& all) {
  heading(f, c, "towns-title", 2, type::kBodyStrong, f.words.towns);
  c.gap(kGap);
  std::vector<Button> buttons;
  float height = 0;
  for (const auto& town : all) {
    buttons.push_back({.words = words_of(f, town),
                       .glyph = icon::kMapPinArea,
                       .look = ButtonLook::outline,
                       .attributes = {kWrittenByPeople}});
    height += button_height(f, buttons.back(), c.w) + kGap;
  }
  f.open(Role::list, "towns", c.take(height), {{"aria-label", f.words.towns}});
  std::optional<model::Town> chosen;
  float y = 0;
  for (std::size_t i = 0; i < all.size(); ++i) {
    const float h = button_height(f, buttons[i], c.w);
    f.open(Role::item, std::to_string(i), {0, y, c.w, h});
    if (button(f, "go", {0, 0, c.w, h}, buttons[i])) chosen = all[i];
    f.close();
    y += h + kGap;
  }
  f.close();
  return chosen;
}

}  // namespace ui
