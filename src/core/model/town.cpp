#include "core/model/town.hpp"

#include "core/model/with_text.hpp"

namespace model {

std::string_view to_text(TownKind kind) {
  switch (kind) {
    case TownKind::commune: return "commune";
    case TownKind::arrondissement: return "arrondissement";
    case TownKind::quartier: return "quartier";
  }
  return {};
}

std::optional<TownKind> town_kind(std::string_view text) { return with_text(kTownKinds, text); }

}  // namespace model
