// The one WebGL canvas (an SDL2 window), painted by Dear ImGui's OpenGL backend, and the layers it
// is copied to.
#pragma once
#include "ui/host.hpp"

namespace client {

class CanvasHost final : public ui::Canvas {
 public:
  // Once, after Dear ImGui's context has been made and before anything is drawn. False where the
  // browser gives no WebGL 2: then nothing can be drawn.
  bool open();
  // CSS px, and device px a CSS px.
  void resize(float width, float height, float scale);
  // The browser took the context away and gave a new one: everything on it has to be made again.
  void restore();

  void draw(ImDrawData& data) override;
  void place_strip(ui::NodeId host, int strip, ui::Rect where, float scale) override;
  void remove_strip(ui::NodeId host, int strip) override;
  void copy_to_strip(ui::NodeId host, int strip, int width, int height, int dx, int dy) override;

 private:
  int canvas_width_px_ = 0, canvas_height_px_ = 0;
  int drawn_height_px_ = 0;
};

}  // namespace client
