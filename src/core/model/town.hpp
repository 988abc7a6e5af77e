// A place by its name that a map can be moved to: a commune, or a part of one.
#pragma once
#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "core/model/position.hpp"

namespace model {

enum class TownKind : std::uint8_t { commune, arrondissement, quartier };
inline constexpr std::array kTownKinds{TownKind::commune, TownKind::arrondissement,
                                       TownKind::quartier};
std::string_view to_text(TownKind kind);
std::optional<TownKind> town_kind(std::string_view text);

struct Town {
  TownKind kind = TownKind::commune;
  std::string name;
  std::string commune;     // of an arrondissement or a quartier; of a commune empty
  std::string department;  // its code: "75", "2A", "974"
  Position at;             // about its middle
  double zoom = 0;         // at which it fills a screen, 0 to 19
  bool operator==(const Town&) const = default;
};

}  // namespace model
