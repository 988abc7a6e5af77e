// Lines that our faces cannot set, set by the browser: measured, divided and painted once, then
// remembered. All sizes are CSS px.
#pragma once
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "ui/host.hpp"
#include "ui/remembered.hpp"

struct ImDrawList;

namespace ui {

class Lettering {
 public:
  using Style = Letters::Style;

  explicit Lettering(Letters& letters) : letters_(letters) {}
  ~Lettering() { forget(); }
  Lettering(const Lettering&) = delete;
  Lettering& operator=(const Lettering&) = delete;

  // As Fonts has them.
  float width(const Style& style, std::string_view text);
  std::string ellipsized(const Style& style, std::string_view text, float width);
  std::vector<std::string_view> lines(const Style& style, std::string_view text, float width);

  struct Ink {
    std::string_view text;
    Direction direction = Direction::ltr;
    std::uint32_t colour = 0;
    float density = 1;  // device px a CSS px
  };
  // From x, y: the left end of the baseline, on a device pixel.
  void draw(ImDrawList& list, const Style& style, float x, float y, const Ink& ink);
  // With the middle of its ink at x, y.
  void draw_centred(ImDrawList& list, const Style& style, float x, float y, const Ink& ink);

  void end_frame();
  void forget();  // faces have changed, or the textures are lost

  // Pixels of textures that stay unless a frame needs more: 16 MB.
  static constexpr std::size_t kPixelsMost = 4 * 1024 * 1024;
  std::size_t pixels() const { return pictures_.cost(); }

 private:
  struct Line {
    std::size_t from = 0, to = 0;
  };
  void break_paragraph(const Style& style, std::string_view text, std::size_t from, std::size_t to,
                       float room, std::vector<Line>& out);
  const Letters::Picture& picture(const Style& style, const Ink& ink);

  Letters& letters_;
  Remembered<float> widths_{4096};
  Remembered<std::vector<Line>> lines_{512};
  Remembered<std::string> ellipsized_{256};
  Remembered<Letters::Picture> pictures_{kPixelsMost};
};

}  // namespace ui
