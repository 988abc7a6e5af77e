// Text as the browser would set it: faces, widths, line breaks, ellipsis; by the browser itself
// where the face lacks a letter or cannot shape it. All sizes are CSS px.
#pragma once
#include <array>
#include <bitset>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "ui/lettering.hpp"

struct ImDrawList;
struct ImFont;

namespace ui {

enum class Face : std::uint8_t { regular, bold, heavy, icons_bold, icons_fill };
inline constexpr std::array kFaceNames{"regular", "bold", "heavy", "icons-bold", "icons-fill"};

struct TextStyle {
  Face face = Face::regular;
  float size = 16;  // of the em, as CSS has it
  float line = 24;  // height of a line box
  bool operator==(const TextStyle&) const = default;
};

class Fonts {
 public:
  explicit Fonts(Letters& letters) : lettering_(letters) {}

  // Replaces what the face had. The bytes are copied. Broken fonts are ignored.
  void add(Face face, std::span<const std::uint8_t> ttf);
  bool has(Face face) const { return faces_[static_cast<std::size_t>(face)].font != nullptr; }

  // Whether the face sets the text by itself, one glyph after the other.
  bool sets(Face face, std::string_view text) const;

  float width(const TextStyle& style, std::string_view text) const;

  // The text if it fits, else as much of it as fits before an ellipsis.
  std::string ellipsized(const TextStyle& style, std::string_view text, float width) const;

  // Lines of at most `width`, broken at blanks (not at no-break spaces), at line ends of the text,
  // and inside a word only where it alone is too wide; ideographs are words. At least one line;
  // views into `text`.
  std::vector<std::string_view> lines(const TextStyle& style, std::string_view text,
                                      float width) const;

  // Draws with the line box's top left corner at x, y; the baseline is snapped to device pixels
  // (`density` a CSS px). `direction`: of the paragraph that the line is of.
  void draw(ImDrawList& list, const TextStyle& style, float density, float x, float y,
            std::uint32_t colour, std::string_view text,
            Direction direction = Direction::ltr) const;
  // Draws an icon in the em square whose top left corner is at x, y; `turned`: its mirror image.
  void draw_icon(ImDrawList& list, const TextStyle& style, float density, float x, float y,
                 std::uint32_t colour, std::string_view glyph, bool turned) const;
  // Draws the first glyph of `text` with the middle of its ink at x, y: for icons and digits in
  // markers.
  void draw_centred(ImDrawList& list, const TextStyle& style, float density, float x, float y,
                    std::uint32_t colour, std::string_view text) const;

  void end_frame() { lettering_.end_frame(); }
  void forget() { lettering_.forget(); }  // the canvas has lost its textures

  // How sharp glyphs are rasterised when only measured: set it to the canvas's device px a CSS px.
  void set_density(float density) { density_ = density; }

 private:
  static constexpr std::size_t kSetByFaces = 0x2C00;  // beyond, nothing is for a Latin face
  struct Loaded {
    ImFont* font = nullptr;
    float em = 1.364f;  // (ascender - descender) / unitsPerEm: ImGui sizes a font by that height,
                        // CSS by the em
    float ascender = 1.011f;          // above the baseline, in em
    bool icons = true;                // nothing but what we ask of it
    std::bitset<kSetByFaces> sets{};  // the code points that it sets by itself
  };
  struct Setting;  // a face at a size
  Setting setting(const TextStyle& style, float density) const;
  std::array<Loaded, kFaceNames.size()> faces_{};
  mutable Lettering lettering_;  // remembers what it was asked
  float density_ = 1;
};

}  // namespace ui
