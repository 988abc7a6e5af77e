// Where draw lists go: the fixed canvas under everything, or a layer, a canvas of its own inside an
// element, so that the browser scrolls, clips and stacks the picture together with the real
// elements. A high layer is cut into strips: what changes in one, or comes into view, leaves the
// others alone.
#pragma once
#include <cstdint>
#include <map>
#include <memory>

#include "ui/host.hpp"
#include "ui/text.hpp"

struct ImGuiContext;

namespace ui {

class Paint {
 public:
  Paint(Canvas* canvas, Letters& letters);  // no canvas: measures text, paints nothing
  ~Paint();
  Paint(const Paint&) = delete;
  Paint& operator=(const Paint&) = delete;

  bool possible() const { return canvas_ != nullptr; }
  Fonts& fonts() { return fonts_; }
  void set_viewport(const Viewport& viewport);

  // A frame: begin, lists and places, end. begin() may be called again instead of end(): what was
  // drawn is dropped.
  void begin(bool visible);
  ImDrawList* fixed();             // null when nothing is to be painted, as is layer()
  ImDrawList* layer(NodeId host);  // in the host's coordinates; emptied by begin()
  // The part of the host that its layer covers; empty: no layer. In strips of `strip` CSS px each,
  // counted from the host's top; 0: in one.
  void place(NodeId host, Rect where, float strip = 0);
  void host_made(NodeId host);  // its element is new: whatever was in the old one is gone
  void forget();                // paints everything anew: the canvas may have lost its content
  void lost();                  // the canvas's textures are gone, or will be
  void end();                   // paints what has changed; the hosts must be there by now

  // Device px a CSS px: of the canvas, and of layers, which are kept smaller on small devices.
  float density() const { return viewport_.scale; }
  float layer_density() const;

  struct Statistics {
    int strips_painted = 0, vertices = 0;
  } last;

 private:
  struct Strip {
    Rect where;
    std::uint64_t hash = 0;
  };
  struct Layer {
    std::unique_ptr<ImDrawList> list;
    Rect where;
    float strip = 0;
    std::uint64_t hash = 0;
    float density = 0;
    int frame = 0;
    std::map<int, Strip> strips;  // those that the host has been told of
  };
  static void unpaint(Layer& layer);
  void paint_changes();
  void paint_layer(NodeId host, Layer& layer);
  void paint_strip(NodeId host, const Layer& layer, int index, Rect where);
  void remove_strips(NodeId host, Layer& layer, int first, int last);
  void render(ImDrawList& list, float x, float y, int width, int height, float density);
  int canvas_width() const;  // device px, at least 1
  int canvas_height() const;

  Canvas* canvas_;
  ImGuiContext* context_;
  Fonts fonts_;
  Viewport viewport_;
  std::unique_ptr<ImDrawList> fixed_;
  std::uint64_t fixed_hash_ = 0;
  std::map<NodeId, Layer> layers_;
  int frame_ = 0;
  bool visible_ = false;
};

}  // namespace ui
