// What the interface needs of its host, and what the host tells it. src/client implements these
// over the page's modules.
#pragma once
#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "app/vm/print_vm.hpp"
#include "core/model/marker.hpp"
#include "ui/semantics.hpp"
#include "ui/words_generated.hpp"

struct ImDrawData;

namespace ui {

// What people choose over what the browser asks for. The values are those of web/settings.js.
enum class Setting : std::uint8_t { language, appearance, contrast, letters, motion, text_size };
inline constexpr std::array kSettingNames{"language", "appearance", "contrast",
                                          "letters",  "motion",     "text-size"};

// The elements. One call is one DOM operation.
class Mirror {
 public:
  virtual ~Mirror() = default;
  virtual void open(NodeId id, NodeId parent, NodeId previous,
                    Role role) = 0;   // previous sibling, 0: first
  virtual void close(NodeId id) = 0;  // children go with it
  virtual void set_attribute(NodeId id, const char* name, std::string_view value) = 0;
  virtual void remove_attribute(NodeId id, const char* name) = 0;
  virtual void set_text(NodeId id, std::string_view text) = 0;
  virtual void set_value(NodeId id, std::string_view value) = 0;
  virtual void set_rect(NodeId id, Rect rect) = 0;
  virtual void focus(NodeId id) = 0;
  virtual void scroll(NodeId id, float top) = 0;
  virtual void set_text_mode(bool on) = 0;  // the same elements, shown as a plain page
  virtual void set_title(std::string_view title) = 0;
  // The person chose it: the page keeps the choice, follows it, and tells the preferences anew.
  virtual void choose(Setting setting, std::string_view value) = 0;
};

// Numbers, as the browser's Intl writes them in a language ("fr"). The order is shared with kForms
// in web/numbers.js.
enum class NumberForm : int {
  plain,
  metres,
  kilometres,
  minutes,
  minutes_ago,
  hours_ago,
  days_ago,
  weeks_ago,
  months_ago,
  years_ago
};
class Numbers {
 public:
  virtual ~Numbers() = default;
  virtual std::string written(NumberForm form, double value, const char* language) = 0;
};

enum class Direction : std::uint8_t { ltr, rtl };

// Letters that our faces lack or cannot shape (other scripts, emoji): set by the browser, in the
// page's faces and then the machine's. One line at a time; sizes are CSS px where nothing else is
// said.
class Letters {
 public:
  virtual ~Letters() = default;
  struct Style {
    int weight = 500;  // as CSS has it
    float size = 16;   // of the em
  };
  virtual float width(const Style& style, std::string_view text) = 0;

  // Where a text may be divided, in its order; neither its start nor its end.
  struct Boundary {
    std::uint32_t at = 0;  // bytes from the start: between two graphemes
    bool line = false;     // a line may end there
  };
  virtual std::vector<Boundary> boundaries(std::string_view text) = 0;

  // The line's ink in a texture of the canvas's own context, in its colours (emoji have theirs),
  // not premultiplied. Names of textures never come twice.
  struct Picture {
    std::uint64_t texture = 0;  // 0: nothing to be seen
    int width = 0, height = 0;  // device px
    int left = 0, top = 0;      // of its corner, from the left end of the baseline, device px
  };
  virtual Picture picture(const Style& style, std::string_view text, Direction direction,
                          std::uint32_t colour, float density) = 0;
  virtual void release(std::uint64_t texture) = 0;
};

// The one WebGL canvas, and the 2D canvases inside elements that the browser moves, clips or
// stacks. What is painted in such an element is its "layer", cut into strips of a canvas each.
class Canvas {
 public:
  virtual ~Canvas() = default;
  virtual void draw(ImDrawData& data) = 0;  // clears what the picture covers, then draws
  virtual void place_strip(NodeId host, int strip, Rect where, float scale) = 0;
  virtual void remove_strip(NodeId host, int strip) = 0;
  // Copies from the canvas just drawn; device px, from the picture's top-left corner, to dx, dy in
  // the strip.
  virtual void copy_to_strip(NodeId host, int strip, int width, int height, int dx, int dy) = 0;
};

// The sprites on the map, drawn by the map's own layer so that it moves with the map.
struct MarkerSprite {
  double lat_deg = 0, lon_deg = 0;
  std::uint8_t kind = 0;     // MarkerKind::code of a single marker
  std::uint8_t state = 0;    // bit 0 hovered or focused, bit 1 selected, bit 2 not yet acknowledged
  std::uint32_t count = 1;   // of a cluster
  std::uint32_t people = 0;  // those of `count` that are actions
};
// The public cell of the chosen or drafted action, drawn under the sprites in the colour of its
// kind.
struct MarkerArea {
  bool shown = false;
  double south_deg = 0, west_deg = 0, north_deg = 0, east_deg = 0;
  std::uint8_t kind = 0;
};
class MarkerLayer {
 public:
  virtual ~MarkerLayer() = default;
  virtual void show(std::span<const MarkerSprite> sprites, const MarkerArea& area) = 0;
  // What the map says on paper, instead of the sprites; of none: the sprites.
  virtual void number_paper(std::span<const app::PaperNumbers> numbers) = 0;
  // What panels cover of the map, CSS px from each side: the map keeps what it is told to show
  // clear of them.
  virtual void set_insets(float left, float top, float right, float bottom) = 0;
};

// The map pane as Leaflet has it now: world px (256 * 2^zoom) minus `origin` are the pane's own
// coordinates.
struct MapFrame {
  double zoom = 0, origin_x = 0, origin_y = 0;
  double left = 0, top = 0, right = 0, bottom = 0;  // visible box in the pane's coordinates
  bool operator==(const MapFrame&) const = default;
};

// Chosen by the person, or left to the browser.
enum class Appearance : std::uint8_t { automatic, light, dark };
inline constexpr std::array kAppearanceNames{"automatic", "light", "dark"};
constexpr Appearance appearance_of(std::string_view name) {  // an unknown name is automatic
  return name == "light"  ? Appearance::light
         : name == "dark" ? Appearance::dark
                          : Appearance::automatic;
}

struct Preferences {
  bool dark = false, high_contrast = false, reduced_motion = false;
  bool legible = false;  // letters that are hard to mistake for one another
  float text_scale = 1;  // root font size / 16 px, text_percent included
  Language language = kLanguages[0];
  Direction direction = Direction::ltr;  // of the page: the language's
  Appearance appearance = Appearance::automatic;
  int text_percent = 100;  // of the browser's size of text, as chosen
  bool operator==(const Preferences&) const = default;
};

struct Viewport {
  float width = 360, height = 740;        // CSS px
  float scale = 1;                        // device px a CSS px
  float inset_top = 0, inset_bottom = 0;  // safe areas
  float keyboard = 0;                     // height the on-screen keyboard covers
  bool operator==(const Viewport&) const = default;
};

// What the page has reported since the last frame.
struct Input {
  NodeId hovered = 0, pressed = 0, focused = 0;
  bool focus_visible = false;
  std::vector<NodeId> activated;  // clicked, tapped, Enter, submitted, dialog cancelled
  std::vector<std::pair<NodeId, std::string>> edited;  // a field's whole text
  struct Drag {
    NodeId handle = 0;
    float dy = 0;     // since the start
    float speed = 0;  // px/s, at the end
    enum Phase : int { none, start, move, end } phase = none;
  } drag;
  struct Tap {
    double x = 0, y = 0;
  };
  std::optional<Tap> map_tap;  // where the map was clicked beside all elements, in its pane
};

}  // namespace ui
