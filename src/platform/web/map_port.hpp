// Moves of the map that the product asks for (web/map.js).
#pragma once
#include "app/ports.hpp"

namespace platform::web {

class MapPort final : public app::ports::Map {
 public:
  void fly_to(model::Position at, double zoom) override;
};

}  // namespace platform::web
