#include "ui/lettering.hpp"

#include <algorithm>
#include <cmath>
#include <cstring>

#include "imgui.h"

namespace ui {
namespace {

// The text, and the numbers that belong to it.
template <class... Numbers>
std::string key_of(std::string_view text, Numbers... numbers) {
  std::string key(text);
  const auto add = [&key](auto number) {
    char bytes[sizeof number];
    std::memcpy(bytes, &number, sizeof number);
    key.append(bytes, sizeof bytes);
  };
  (add(numbers), ...);
  return key;
}

std::size_t before_blanks(std::string_view text, std::size_t from, std::size_t to) {
  while (to > from && (text[to - 1] == ' ' || text[to - 1] == '\t')) --to;
  return to;
}

// The last boundary that a part fits before, by halving; the first where none does.
template <class Fits>
std::size_t last_that_fits(const std::vector<std::size_t>& boundaries, Fits fits) {
  const auto end = std::partition_point(boundaries.begin(), boundaries.end(), fits);
  return end == boundaries.begin() ? boundaries.front() : *(end - 1);
}

}  // namespace

float Lettering::width(const Style& style, std::string_view text) {
  if (text.empty()) return 0;
  std::string key = key_of(text, style.weight, style.size);
  if (const float* known = widths_.find(key)) return *known;
  return widths_.keep(std::move(key), letters_.width(style, text));
}

std::string Lettering::ellipsized(const Style& style, std::string_view text, float room) {
  constexpr std::string_view kEllipsis = "\xe2\x80\xa6";
  std::string key = key_of(text, style.weight, style.size, room);
  if (const std::string* known = ellipsized_.find(key)) return *known;
  std::string fitting(text);
  if (width(style, text) > room) {
    std::vector<std::size_t> ends{0};
    for (const auto& boundary : letters_.boundaries(text))
      if (boundary.at > ends.back() && boundary.at < text.size()) ends.push_back(boundary.at);
    const auto cut = [&](std::size_t end) {
      return std::string(text.substr(0, before_blanks(text, 0, end))).append(kEllipsis);
    };
    fitting =
        cut(last_that_fits(ends, [&](std::size_t end) { return width(style, cut(end)) <= room; }));
  }
  return ellipsized_.keep(std::move(key), std::move(fitting));
}

// Words, or ideographs, one after the other; inside one only where it alone is too wide. They are
// measured one by one: what binds letters does not reach over a place where a line may end.
void Lettering::break_paragraph(const Style& style, std::string_view text, std::size_t from,
                                std::size_t to, float room, std::vector<Line>& out) {
  const std::string_view paragraph = text.substr(from, to - from);
  auto boundaries = letters_.boundaries(paragraph);
  boundaries.push_back({static_cast<std::uint32_t>(paragraph.size()), true});
  std::size_t start = from, word = from;
  float used = 0;
  std::vector<std::size_t> inside;  // the boundaries within the word
  for (const auto& boundary : boundaries) {
    const std::size_t at = from + boundary.at;
    if (at <= word || at > to) continue;
    inside.push_back(at);
    if (!boundary.line) continue;
    const auto fits = [&](std::size_t end) {
      return width(style, text.substr(word, before_blanks(text, word, end) - word)) <= room;
    };
    if (word > start &&
        used + width(style, text.substr(word, before_blanks(text, word, at) - word)) > room) {
      out.push_back({start, before_blanks(text, start, word)});
      start = word, used = 0;
    }
    while (word == start && !fits(at)) {
      const std::size_t end = last_that_fits(inside, fits);
      if (end == at) break;
      out.push_back({start, end});
      std::erase_if(inside, [end](std::size_t other) { return other <= end; });
      start = word = end;
    }
    used += width(style, text.substr(word, at - word));
    word = at;
    inside.clear();
  }
  out.push_back({start, to});
}

std::vector<std::string_view> Lettering::lines(const Style& style, std::string_view text,
                                               float room) {
  std::string key = key_of(text, style.weight, style.size, room);
  const std::vector<Line>* lines = lines_.find(key);
  if (!lines) {
    std::vector<Line> found;
    for (std::size_t from = 0, end = 0; end != std::string_view::npos; from = end + 1) {
      end = text.find('\n', from);
      std::size_t to = std::min(end, text.size());
      if (to > from && text[to - 1] == '\r' && end != std::string_view::npos) --to;
      break_paragraph(style, text, from, to, room, found);
    }
    lines = &lines_.keep(std::move(key), std::move(found));
  }
  std::vector<std::string_view> views;
  views.reserve(lines->size());
  for (const Line& line : *lines) views.push_back(text.substr(line.from, line.to - line.from));
  return views;
}

const Letters::Picture& Lettering::picture(const Style& style, const Ink& ink) {
  std::string key =
      key_of(ink.text, style.weight, style.size, ink.direction, ink.colour, ink.density);
  if (const auto* known = pictures_.find(key)) return *known;
  const auto made = letters_.picture(style, ink.text, ink.direction, ink.colour, ink.density);
  return pictures_.keep(
      std::move(key), made,
      static_cast<std::size_t>(made.width) * static_cast<std::size_t>(made.height));
}

namespace {

// The corner on a device pixel, so that the texture's pixels are the canvas's.
void place(ImDrawList& list, const Letters::Picture& picture, float x, float y, float density) {
  const float w = static_cast<float>(picture.width) / density,
              h = static_cast<float>(picture.height) / density;
  list.AddImage(ImTextureRef(picture.texture), {x, y}, {x + w, y + h}, {0, 0}, {1, 1},
                IM_COL32_WHITE);
}

}  // namespace

void Lettering::draw(ImDrawList& list, const Style& style, float x, float y, const Ink& ink) {
  const Letters::Picture& made = picture(style, ink);
  if (made.texture)
    place(list, made, x + static_cast<float>(made.left) / ink.density,
          y + static_cast<float>(made.top) / ink.density, ink.density);
}

void Lettering::draw_centred(ImDrawList& list, const Style& style, float x, float y,
                             const Ink& ink) {
  const Letters::Picture& made = picture(style, ink);
  const auto corner = [&](float middle, int side) {
    return std::round(middle * ink.density - static_cast<float>(side) / 2) / ink.density;
  };
  if (made.texture) place(list, made, corner(x, made.width), corner(y, made.height), ink.density);
}

void Lettering::end_frame() {
  const auto forgotten = [](const auto&) {};
  widths_.end_frame(forgotten);
  lines_.end_frame(forgotten);
  ellipsized_.end_frame(forgotten);
  pictures_.end_frame([this](const Letters::Picture& gone) {
    if (gone.texture) letters_.release(gone.texture);
  });
}

void Lettering::forget() {
  const auto forgotten = [](const auto&) {};
  widths_.clear(forgotten);
  lines_.clear(forgotten);
  ellipsized_.clear(forgotten);
  pictures_.clear([this](const Letters::Picture& gone) {
    if (gone.texture) letters_.release(gone.texture);
  });
}

}  // namespace ui
