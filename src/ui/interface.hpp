// The whole interface: one call a frame.
#pragma once
#include <memory>
#include <optional>
#include <span>

#include "app/store.hpp"
#include "ui/host.hpp"

namespace ui {

struct Host {
  Mirror& mirror;
  Canvas* canvas;  // null without WebGL: mode texte
  MarkerLayer& markers;
  Numbers& numbers;
  Letters& letters;
};

class Interface {
 public:
  Interface(app::Store& store, Host host);
  ~Interface();

  // TTF bytes; copied. Faces: "regular" (500), "bold" (700), "heavy" (800), "icons-bold",
  // "icons-fill".
  void add_font(std::string_view face, std::span<const std::uint8_t> ttf);

  void set_viewport(const Viewport& viewport);
  void set_preferences(const Preferences& preferences);
  void set_map(const MapFrame& map);
  // What the surroundings ask for (forced colours, a translated page); what the person has chosen
  // goes over it.
  void set_text_mode(bool on);
  void set_picture(bool there);  // false while the drawing context is lost; ignored without canvas
  void set_gallery(bool there);  // of widgets, at kGalleryPath, for developers
  // The canvas can be drawn on from the next set_picture() on. Until then everything is as with a
  // picture, but nothing is painted.
  void await_picture();
  // The browser has scrolled to `top`, CSS px. Returns whether that asks for a frame: most of
  // scrolling is the browser's alone.
  bool scrolled(NodeId scroller, float top);
  Input& input();  // the host fills it between frames

  // Draws if anything may have changed. `now_s` is a steady clock for motion. Returns true while
  // something still moves: call again at the next animation frame; else only after input, set_…()
  // or a change of the store.
  bool frame(double now_s);
  // When what the last frame says will no longer be true, if nothing else happens ("closes in 20
  // min"); none: never.
  std::optional<base::Instant> out_of_date() const;

  struct Statistics {
    int frames = 0, patches = 0, strips_painted = 0, vertices = 0;
    double build_ms = 0;
  };
  const Statistics& statistics() const;

 private:
  struct Parts;
  std::unique_ptr<Parts> parts_;
};

}  // namespace ui
