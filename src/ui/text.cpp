#include "ui/text.hpp"

#include <algorithm>
#include <cmath>
#include <cstring>

#include "core/base/utf8.hpp"
#include "imgui.h"
#include "imgui_internal.h"

namespace ui {
namespace {

constexpr float kUnknownAdvance_em = 0.55f;  // of a character while its font is not there

struct Metrics {
  float em = 0, ascender = 0;
  bool valid = false;
};

// Heights from the tables head and hhea (OpenType 1.9), which browsers use on every system for
// these fonts.
Metrics metrics_of(std::span<const std::uint8_t> ttf) {
  const auto u16 = [&](std::size_t at) {
    return at + 2 <= ttf.size() ? ttf[at] << 8 | ttf[at + 1] : 0;
  };
  const auto i16 = [&](std::size_t at) { return static_cast<std::int16_t>(u16(at)); };
  if (ttf.size() < 12) return {};
  std::size_t head = 0, hhea = 0;
  for (std::size_t table = 0; table < static_cast<std::size_t>(u16(4)); ++table) {
    const std::size_t at = 12 + 16 * table;
    if (at + 16 > ttf.size()) return {};
    const auto offset =
        static_cast<std::size_t>(u16(at + 8)) << 16 | static_cast<std::size_t>(u16(at + 10));
    if (std::memcmp(ttf.data() + at, "head", 4) == 0) head = offset;
    if (std::memcmp(ttf.data() + at, "hhea", 4) == 0) hhea = offset;
  }
  const int units = head ? u16(head + 18) : 0, ascender = hhea ? i16(hhea + 4) : 0,
            descender = hhea ? i16(hhea + 6) : 0;
  if (units <= 0 || ascender <= descender) return {};
  return {static_cast<float>(ascender - descender) / static_cast<float>(units),
          static_cast<float>(ascender) / static_cast<float>(units), true};
}

// The next code point of `text`, which is moved behind it.
unsigned next_code_point(std::string_view& text) {
  unsigned code = 0;
  const int used = ImTextCharFromUtf8(&code, text.data(), text.data() + text.size());
  text.remove_prefix(static_cast<std::size_t>(std::max(used, 1)));
  return code;
}

// Letters that stand one after the other, without shaping: Latin, Greek, Cyrillic and the signs
// they share. Not the marks that go above or below a letter, nor what says how a text is to be set.
bool stands_alone(char32_t point) {
  const auto within = [point](char32_t first, char32_t last) {
    return first <= point && point <= last;
  };
  const bool mark = within(0x0300, 0x036F) || within(0x0483, 0x0489) || within(0x20D0, 0x20FF);
  const bool format =
      point == 0x00AD || within(0x200B, 0x200F) || within(0x2028, 0x202E) || within(0x2060, 0x206F);
  return !mark && !format && !within(0x0530, 0x1DFF);
}

// By the face's name in CSS.
Lettering::Style browser_style(const TextStyle& style) {
  const int weight = style.face == Face::bold ? 700 : style.face == Face::heavy ? 800 : 500;
  return {weight, style.size};
}

}  // namespace

// ImGui rounds sizes; the rest goes into the density, so that a glyph is rasterised at exactly its
// device size.
struct Fonts::Setting {
  ImFontBaked* baked = nullptr;
  float scale = 1;  // CSS px a baked px
  float size = 16;
  float width(unsigned code) const {
    return baked ? baked->GetCharAdvance(static_cast<ImWchar>(code)) * scale
                 : size * kUnknownAdvance_em;
  }
};

Fonts::Setting Fonts::setting(const TextStyle& style, float density) const {
  const Loaded& face = faces_[static_cast<std::size_t>(style.face)];
  if (!face.font) return {nullptr, 1, style.size};
  const float exact = style.size * face.em, rounded = std::max(1.f, std::round(exact));
  ImFontBaked* baked = face.font->GetFontBaked(rounded, density * exact / rounded);
  return {baked, exact / rounded, style.size};
}

void Fonts::add(Face face, std::span<const std::uint8_t> ttf) {
  const Metrics metrics = metrics_of(ttf);
  if (!metrics.valid) return;
  Loaded& loaded = faces_[static_cast<std::size_t>(face)];
  ImFontAtlas& atlas = *ImGui::GetIO().Fonts;
  if (loaded.font) atlas.RemoveFont(loaded.font);
  void* copy = ImGui::MemAlloc(ttf.size());
  std::memcpy(copy, ttf.data(), ttf.size());
  loaded = {atlas.AddFontFromMemoryTTF(copy, static_cast<int>(ttf.size()), 16.f), metrics.em,
            metrics.ascender, face == Face::icons_bold || face == Face::icons_fill};
  for (std::size_t point = 0x80; point < kSetByFaces && !loaded.icons; ++point)
    loaded.sets[point] = stands_alone(static_cast<char32_t>(point)) &&
                         loaded.font->IsGlyphInFont(static_cast<ImWchar>(point));
  lettering_.forget();
}

// Most text is ASCII but for a few letters: one look at each byte.
bool Fonts::sets(Face face, std::string_view text) const {
  const Loaded& loaded = faces_[static_cast<std::size_t>(face)];
  if (loaded.icons) return true;  // or not there: measured by a rule of thumb
  while (!text.empty()) {
    if (static_cast<unsigned char>(text.front()) < 0x80) {
      text.remove_prefix(1);
      continue;
    }
    const auto point = base::take_code_point(text);
    if (!point) return true;  // not UTF-8: the face has a sign for it
    if (*point >= kSetByFaces || !loaded.sets[*point]) return false;
  }
  return true;
}

float Fonts::width(const TextStyle& style, std::string_view text) const {
  if (!sets(style.face, text)) return lettering_.width(browser_style(style), text);
  const Setting face = setting(style, density_);
  float width = 0;
  while (!text.empty()) width += face.width(next_code_point(text));
  return width;
}

std::string Fonts::ellipsized(const TextStyle& style, std::string_view text, float width) const {
  constexpr std::string_view kEllipsis = "\xe2\x80\xa6";
  if (!sets(style.face, text)) return lettering_.ellipsized(browser_style(style), text, width);
  const Setting face = setting(style, density_);
  const float room = width - face.width(0x2026);
  float used = 0;
  std::size_t fits = 0;  // bytes that leave room for the ellipsis
  std::string_view rest = text;
  while (!rest.empty()) {
    used += face.width(next_code_point(rest));
    if (used <= room) fits = text.size() - rest.size();
    if (used > width) {
      while (fits > 0 && text[fits - 1] == ' ') --fits;
      return std::string(text.substr(0, fits)).append(kEllipsis);
    }
  }
  return std::string(text);
}

std::vector<std::string_view> Fonts::lines(const TextStyle& style, std::string_view text,
                                           float width) const {
  if (!sets(style.face, text)) return lettering_.lines(browser_style(style), text, width);
  const Setting face = setting(style, density_);
  std::vector<std::string_view> lines;
  std::size_t from = 0, at = 0,
              blank = std::string_view::npos;  // start of the line, here, its last blank
  float used = 0, used_to_blank = 0;
  const auto end_line = [&](std::size_t to, std::size_t next) {
    lines.push_back(text.substr(from, to - from));
    from = next, blank = std::string_view::npos;
  };
  while (at < text.size()) {
    std::string_view rest = text.substr(at);
    const unsigned code = next_code_point(rest);
    const std::size_t after = text.size() - rest.size();
    if (code == '\n') {
      end_line(at > from && text[at - 1] == '\r' ? at - 1 : at, after);
      used = 0, at = after;
      continue;
    }
    const float w = face.width(code);
    if (code == ' ') {
      blank = at, used_to_blank = used + w;
    } else if (used + w > width && at > from) {
      if (blank != std::string_view::npos) {
        used -= used_to_blank;
        end_line(blank, blank + 1);
      } else {
        end_line(at, at);
        used = 0;
      }
    }
    used += w, at = after;
  }
  end_line(text.size(), text.size());
  return lines;
}

void Fonts::draw(ImDrawList& list, const TextStyle& style, float density, float x, float y,
                 std::uint32_t colour, std::string_view text, Direction direction) const {
  const Loaded& loaded = faces_[static_cast<std::size_t>(style.face)];
  if (!loaded.font || text.empty()) return;
  const auto snapped = [density](float v) { return std::round(v * density) / density; };
  // CSS centres the font's height in the line box.
  const float baseline =
      snapped(y + (style.line - loaded.em * style.size) / 2 + loaded.ascender * style.size);
  x = snapped(x);
  if (direction == Direction::rtl || !sets(style.face, text))
    return lettering_.draw(list, browser_style(style), x, baseline,
                           {text, direction, colour, density});
  const Setting face = setting(style, density);
  while (!text.empty()) {
    const unsigned code = next_code_point(text);
    const ImFontGlyph* glyph = face.baked->FindGlyph(static_cast<ImWchar>(code));
    if (!glyph) continue;
    if (glyph->Visible) {  // looked up before anything is reserved: a new glyph may change the
                           // texture
      const float top = baseline + (glyph->Y0 - face.baked->Ascent) * face.scale;
      const float left = x + glyph->X0 * face.scale;
      list.PrimReserve(6, 4);
      list.PrimRectUV(
          {left, top},
          {left + (glyph->X1 - glyph->X0) * face.scale, top + (glyph->Y1 - glyph->Y0) * face.scale},
          {glyph->U0, glyph->V0}, {glyph->U1, glyph->V1}, colour);
    }
    x += glyph->AdvanceX * face.scale;
  }
}

void Fonts::draw_icon(ImDrawList& list, const TextStyle& style, float density, float x, float y,
                      std::uint32_t colour, std::string_view glyph, bool turned) const {
  const int before = list.VtxBuffer.Size;
  draw(list, style, density, x, y, colour, glyph);
  if (!turned) return;
  // Twice the middle, so that device pixels stay device pixels.
  const float both =
      std::round((2 * std::round(x * density) / density + style.size) * density) / density;
  for (int i = before; i + 3 < list.VtxBuffer.Size; i += 4) {
    ImDrawVert* corners = &list.VtxBuffer[i];
    const float left = both - corners[1].pos.x, right = both - corners[0].pos.x;
    corners[0].pos.x = corners[3].pos.x = left, corners[1].pos.x = corners[2].pos.x = right;
    std::swap(corners[0].uv.x, corners[1].uv.x), std::swap(corners[2].uv.x, corners[3].uv.x);
  }
}

void Fonts::draw_centred(ImDrawList& list, const TextStyle& style, float density, float x, float y,
                         std::uint32_t colour, std::string_view text) const {
  if (!sets(style.face, text))
    return lettering_.draw_centred(list, browser_style(style), x, y,
                                   {text, Direction::ltr, colour, density});
  const Setting face = setting(style, density);
  if (!face.baked || text.empty()) return;
  const ImFontGlyph* glyph = face.baked->FindGlyph(static_cast<ImWchar>(next_code_point(text)));
  if (!glyph || !glyph->Visible) return;
  const float w = (glyph->X1 - glyph->X0) * face.scale, h = (glyph->Y1 - glyph->Y0) * face.scale;
  const float left = std::round((x - w / 2) * density) / density,
              top = std::round((y - h / 2) * density) / density;
  list.PrimReserve(6, 4);
  list.PrimRectUV({left, top}, {left + w, top + h}, {glyph->U0, glyph->V0}, {glyph->U1, glyph->V1},
                  colour);
}

}  // namespace ui
