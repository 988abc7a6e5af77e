#include "ui/theme.hpp"

#include <algorithm>
#include <cmath>

namespace ui {

Colour with_alpha(Colour colour, float factor) {
  const float alpha = static_cast<float>(colour >> 24) * std::clamp(factor, 0.f, 1.f);
  return (colour & 0x00FFFFFFu) | static_cast<Colour>(std::lround(alpha)) << 24;
}

Colour mixed(Colour from, Colour to, float part) {
  part = std::clamp(part, 0.f, 1.f);
  Colour result = 0;
  for (int shift = 0; shift < 32; shift += 8) {
    const auto a = static_cast<float>(from >> shift & 255),
               b = static_cast<float>(to >> shift & 255);
    result |= static_cast<Colour>(std::lround(a + (b - a) * part)) << shift;
  }
  return result;
}

TextStyle Theme::text(const TypeStyle& type) const {
  const Face face = type.weight >= 800   ? Face::heavy
                    : type.weight >= 700 ? Face::bold
                                         : Face::regular;
  return {face, type.size * text_scale, std::round(type.line * text_scale)};
}

Theme theme_of(const Preferences& preferences) {
  Theme theme;
  theme.colours = preferences.high_contrast ? &kHighContrast : preferences.dark ? &kDark : &kLight;
  theme.text_scale = std::clamp(preferences.text_scale, 0.5f, 4.f);
  theme.shadow_factor = preferences.high_contrast ? 0
                        : preferences.dark        ? shadow::kDarkAlphaFactor
                                                  : 1;
  theme.reduced_motion = preferences.reduced_motion;
  theme.direction = preferences.direction;
  return theme;
}

MarkerLook marker_look(const Palette& palette, model::MarkerKind kind) {
  if (!kind.is_place())
    return kind.action_kind() == model::ActionKind::contribution
               ? MarkerLook{&palette.contribution, icon::kHandHeart}
               : MarkerLook{&palette.demand, icon::kHand};
  for (const PlaceFamily& family : kPlaceFamilies)
    if (family.category == static_cast<int>(kind.category()))
      return {&(palette.*family.colors), family.glyph};
  return {&palette.place_other, icon::kMapPinArea};
}

const char* section_glyph(model::ActionSection section) {
  switch (section) {
    case model::ActionSection::social: return icon::kSmiley;
    case model::ActionSection::services: return icon::kWrench;
    case model::ActionSection::clothes: return icon::kTShirt;
    case model::ActionSection::equipment: return icon::kSuitcaseRolling;
    case model::ActionSection::hygiene: return icon::kDrop;
  }
  return icon::kSmiley;
}

}  // namespace ui
