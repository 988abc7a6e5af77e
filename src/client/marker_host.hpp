// The sprites on the map (web/markers.js), and what stands for them on paper (web/paper.js).
#pragma once
#include <vector>

#include "ui/host.hpp"

namespace client {

class MarkerHost final : public ui::MarkerLayer {
 public:
  void show(std::span<const ui::MarkerSprite> sprites, const ui::MarkerArea& area) override;
  void number_paper(std::span<const app::PaperNumbers> numbers) override;
  void set_insets(float left, float top, float right, float bottom) override;

 private:
  std::vector<double> columns_;  // kept between calls for its memory only
};

}  // namespace client
