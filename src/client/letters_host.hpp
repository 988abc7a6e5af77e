// Letters that the browser sets (web/letters.js), in textures of the one WebGL canvas.
#pragma once
#include "ui/host.hpp"

namespace client {

class LettersHost final : public ui::Letters {
 public:
  float width(const Style& style, std::string_view text) override;
  std::vector<Boundary> boundaries(std::string_view text) override;
  Picture picture(const Style& style, std::string_view text, ui::Direction direction,
                  std::uint32_t colour, float density) override;
  void release(std::uint64_t texture) override;
};

}  // namespace client
