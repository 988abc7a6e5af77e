#include "client/letters_host.hpp"

#include <GLES3/gl3.h>

#include <array>

#include "platform/web/bridge.hpp"

namespace client {

float LettersHost::width(const Style& style, std::string_view text) {
  return host_letters_width(style.weight, style.size, text.data(), text.size());
}

std::vector<ui::Letters::Boundary> LettersHost::boundaries(std::string_view text) {
  // The page writes twice the place, and one more where a line may end.
  std::vector<std::uint32_t> written(text.size());
  written.resize(host_letters_boundaries(text.data(), text.size(), written.data()));
  std::vector<Boundary> boundaries;
  boundaries.reserve(written.size());
  for (const std::uint32_t one : written) boundaries.push_back({one / 2, one % 2 != 0});
  return boundaries;
}

ui::Letters::Picture LettersHost::picture(const Style& style, std::string_view text,
                                          ui::Direction direction, std::uint32_t colour,
                                          float density) {
  std::array<int, 4> box{};  // width, height, left, top
  host_letters_paint(style.weight, style.size, direction == ui::Direction::rtl ? 1 : 0, colour,
                     density, text.data(), text.size(), box.data());
  if (box[0] <= 0 || box[1] <= 0) return {};
  GLuint texture = 0;
  glGenTextures(1, &texture);
  host_letters_upload(texture);
  return {texture, box[0], box[1], box[2], box[3]};
}

void LettersHost::release(std::uint64_t texture) {
  const auto name = static_cast<GLuint>(texture);
  glDeleteTextures(1, &name);
}

}  // namespace client
