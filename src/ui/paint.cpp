#include "ui/paint.hpp"

#include <algorithm>
#include <cmath>

#include "imgui.h"
#include "imgui_internal.h"

namespace ui {
namespace {

constexpr float kEverywhere = 32000;  // beyond any canvas, within what a scissor box holds

// FNV-1a over 32-bit words.
constexpr std::uint64_t kHashStart = 14695981039346656037ull, kHashFactor = 1099511628211ull;
std::uint64_t hashed(std::uint64_t hash, const void* data, std::size_t bytes) {
  const auto* words = static_cast<const std::uint32_t*>(data);
  for (std::size_t i = 0; i < bytes / 4; ++i) hash = (hash ^ words[i]) * kHashFactor;
  return hash;
}

std::uint64_t hash_of(std::uint64_t hash, const ImDrawCmd& command) {
  hash = hashed(hash, &command.ClipRect, sizeof command.ClipRect);
  // Another picture of the same size.
  return hashed(hash, &command.TexRef._TexID, sizeof command.TexRef._TexID);
}

// Of the vertices, indices apart: the same vertices always come with the same indices.
std::uint64_t hash_of(const ImDrawList& list) {
  auto hash = hashed(kHashStart, list.VtxBuffer.Data,
                     static_cast<std::size_t>(list.VtxBuffer.size_in_bytes()));
  for (const ImDrawCmd& command : list.CmdBuffer) hash = hash_of(hash, command);
  return hash | 1;  // 0 says: never painted
}

// Of what touches each of `count` strips of a height, from strip `first` on: by triangles, since
// one may span a strip in which it has no vertex.
std::vector<std::uint64_t> hashes_of_strips(const ImDrawList& list, float height, int first,
                                            int count) {
  std::vector<std::uint64_t> strips(static_cast<std::size_t>(count), kHashStart);
  std::vector<std::uint64_t> vertices;
  vertices.reserve(static_cast<std::size_t>(list.VtxBuffer.Size));
  for (const ImDrawVert& vertex : list.VtxBuffer)
    vertices.push_back(hashed(kHashStart, &vertex, sizeof vertex));
  const auto strip_at = [&](float y) {
    return std::clamp(static_cast<int>(std::floor(y / height)) - first, 0, count - 1);
  };
  for (const ImDrawCmd& command : list.CmdBuffer) {
    const auto common = hash_of(kHashStart, command);
    const ImDrawIdx* index = list.IdxBuffer.Data + command.IdxOffset;
    for (unsigned i = 0; i + 2 < command.ElemCount; i += 3, index += 3) {
      const unsigned a = command.VtxOffset + index[0], b = command.VtxOffset + index[1],
                     c = command.VtxOffset + index[2];
      const auto [low, high] =
          std::minmax({list.VtxBuffer.Data[a].pos.y, list.VtxBuffer.Data[b].pos.y,
                       list.VtxBuffer.Data[c].pos.y});
      const auto triangle = common ^ vertices[a] ^ (vertices[b] * 3) ^ (vertices[c] * 5);
      for (int strip = strip_at(low); strip <= strip_at(high); ++strip) {
        auto& hash = strips[static_cast<std::size_t>(strip)];
        hash = (hash ^ triangle) * kHashFactor;
      }
    }
  }
  for (auto& hash : strips) hash |= 1;
  return strips;
}

// The host's renderer finds its textures where NewFrame() and EndFrame() would list them.
void list_textures() {
  auto& textures = ImGui::GetPlatformIO().Textures;
  textures.resize(0);
  for (ImTextureData* texture : ImGui::GetIO().Fonts->TexList) {
    texture->RefCount = 1;
    textures.push_back(texture);
  }
}

void empty(ImDrawList& list) {
  list._ResetForNewFrame();
  list.PushTexture(ImGui::GetIO().Fonts->TexRef);
  list.PushClipRect({-kEverywhere, -kEverywhere}, {kEverywhere, kEverywhere});
}

}  // namespace

// Only draw lists and fonts are used of Dear ImGui: no windows, no NewFrame(). What NewFrame()
// would set up for them is set here and in begin().
Paint::Paint(Canvas* canvas, Letters& letters)
    : canvas_(canvas), context_(ImGui::CreateContext()), fonts_(letters) {
  ImGui::SetCurrentContext(context_);
  ImGuiIO& io = ImGui::GetIO();
  io.IniFilename = nullptr;
  io.LogFilename = nullptr;
  io.BackendFlags |= ImGuiBackendFlags_RendererHasTextures;
  io.Fonts->Flags |= ImFontAtlasFlags_NoMouseCursors | ImFontAtlasFlags_NoBakedLines;
  auto* shared = ImGui::GetDrawListSharedData();
  shared->InitialFlags = ImDrawListFlags_AntiAliasedLines | ImDrawListFlags_AntiAliasedFill;
  shared->CurveTessellationTol = 0.5f;
  fixed_ = std::make_unique<ImDrawList>(shared);
}

Paint::~Paint() {
  layers_.clear();
  fixed_.reset();
  // Textures live in the host's renderer, which ends with the page; the context must not wait for
  // it.
  for (ImTextureData* texture : ImGui::GetIO().Fonts->TexList)
    texture->SetTexID(ImTextureID_Invalid), texture->BackendUserData = nullptr;
  if (ImGui::GetIO().BackendRendererUserData == nullptr) ImGui::DestroyContext(context_);
}

void Paint::set_viewport(const Viewport& viewport) {
  if (viewport == viewport_) return;
  viewport_ = viewport;
  viewport_.scale = std::clamp(viewport.scale, 0.25f, 8.f);
  fixed_hash_ = 0;
}

// A sheet of full height at three device px a CSS px is 25 MB, which small devices do not have.
float Paint::layer_density() const {
  return std::min(viewport_.width, viewport_.height) < 600 ? std::min(viewport_.scale, 2.f)
                                                           : viewport_.scale;
}

void Paint::begin(bool visible) {
  ++frame_;
  visible_ = visible && canvas_;
  if (!visible_) fixed_hash_ = 0;
  ImGui::SetCurrentContext(context_);
  ImFontAtlasUpdateNewFrame(ImGui::GetIO().Fonts, frame_, true);
  fonts_.set_density(density());
  auto* shared = ImGui::GetDrawListSharedData();
  shared->InitialFringeScale = 1 / density();
  shared->SetCircleTessellationMaxError(0.15f / density());
  empty(*fixed_);
}

ImDrawList* Paint::fixed() { return visible_ ? fixed_.get() : nullptr; }

ImDrawList* Paint::layer(NodeId host) {
  if (!visible_) return nullptr;
  Layer& layer = layers_[host];
  if (!layer.list) layer.list = std::make_unique<ImDrawList>(ImGui::GetDrawListSharedData());
  if (layer.frame != frame_) empty(*layer.list);
  layer.frame = frame_;
  return layer.list.get();
}

void Paint::place(NodeId host, Rect where, float strip) {
  const auto it = layers_.find(host);
  if (it == layers_.end()) return;
  Layer& layer = it->second;
  if (layer.where != where) layer.hash = 0;
  // Small devices have no wider canvases: what is longer (a row of chips) is a little less fine.
  constexpr float kMostSide_px = 3840;
  const float density = std::min(layer_density(), kMostSide_px / where.w);
  if (layer.density != density || layer.strip != strip) unpaint(layer);
  layer.where = where;
  layer.strip = strip;
  layer.density = density;
}

void Paint::unpaint(Layer& layer) {
  layer.hash = 0;
  for (auto& [index, strip] : layer.strips) strip.hash = 0;
}

void Paint::forget() {
  for (auto& [host, layer] : layers_) unpaint(layer);
  fixed_hash_ = 0;
}

void Paint::lost() {
  fonts_.forget();
  forget();
}

void Paint::host_made(NodeId host) {
  if (const auto it = layers_.find(host); it != layers_.end())
    it->second.hash = 0, it->second.strips.clear();
}

int Paint::canvas_width() const {
  return std::max(1, static_cast<int>(std::lround(viewport_.width * viewport_.scale)));
}
int Paint::canvas_height() const {
  return std::max(1, static_cast<int>(std::lround(viewport_.height * viewport_.scale)));
}

// What the list holds from x, y on, so many device px of it.
void Paint::render(ImDrawList& list, float x, float y, int width, int height, float density) {
  ImDrawData data;
  data.Valid = true;
  data.DisplayPos = {x, y};
  data.DisplaySize = {
      (static_cast<float>(width) + 0.01f) / density,
      (static_cast<float>(height) + 0.01f) / density};  // more than the product, which is cut off
  data.FramebufferScale = {density, density};
  data.Textures = &ImGui::GetPlatformIO().Textures;
  data.AddDrawList(&list);
  canvas_->draw(data);
}

void Paint::remove_strips(NodeId host, Layer& layer, int first, int last) {
  std::erase_if(layer.strips, [&](const auto& entry) {
    const bool gone = entry.first < first || entry.first > last;
    if (gone && canvas_) canvas_->remove_strip(host, entry.first);
    return gone;
  });
}

void Paint::paint_layer(NodeId host, Layer& layer) {
  const Rect& all = layer.where;
  const float height = layer.strip;
  const int first = height > 0 ? static_cast<int>(std::floor(all.y / height)) : 0;
  const int last = height > 0 ? static_cast<int>(std::ceil((all.y + all.h) / height)) - 1 : 0;
  remove_strips(host, layer, first, last);
  const auto hashes = height > 0 ? hashes_of_strips(*layer.list, height, first, last - first + 1)
                                 : std::vector{layer.hash};
  // Strips meet on the grid of device pixels: no seam shows.
  const auto edge = [&](int i) {
    return std::round(static_cast<float>(i) * height * layer.density) / layer.density;
  };
  for (int i = first; i <= last; ++i) {
    Rect where = all;
    if (height > 0) {
      where.y = i == first ? all.y : edge(i);
      where.h = (i == last ? all.y + all.h : edge(i + 1)) - where.y;
    }
    const Strip now{where, hashes[static_cast<std::size_t>(i - first)]};
    Strip& strip = layer.strips[i];
    if (strip.hash == now.hash && strip.where == now.where) continue;
    strip = now;
    paint_strip(host, layer, i, where);
  }
}

// The canvas may be smaller than the strip: it is drawn in pieces, each copied at once.
void Paint::paint_strip(NodeId host, const Layer& layer, int index, Rect where) {
  canvas_->place_strip(host, index, where, layer.density);
  ++last.strips_painted;
  const auto px = [&](float css) { return static_cast<int>(std::lround(css * layer.density)); };
  const int width = px(where.w), height = px(where.h);
  for (int y = 0; y < height; y += canvas_height())
    for (int x = 0; x < width; x += canvas_width()) {
      const int w = std::min(canvas_width(), width - x), h = std::min(canvas_height(), height - y);
      render(*layer.list, where.x + static_cast<float>(x) / layer.density,
             where.y + static_cast<float>(y) / layer.density, w, h, layer.density);
      canvas_->copy_to_strip(host, index, w, h, x, y);
    }
}

void Paint::end() {
  paint_changes();
  fonts_.end_frame();  // what has been painted no longer needs its textures
}

void Paint::paint_changes() {
  last = {};
  list_textures();
  for (auto it = layers_.begin(); it != layers_.end();) {
    auto& [host, layer] = *it;
    const bool wanted = visible_ && layer.frame == frame_ && layer.where.w > 0 && layer.where.h > 0;
    if (!wanted) {
      remove_strips(host, layer, 0, -1);
      it = layers_.erase(it);
      continue;
    }
    last.vertices += layer.list->VtxBuffer.Size;
    if (const auto hash = hash_of(*layer.list); hash != layer.hash) {
      layer.hash = hash;
      paint_layer(host, layer);
    }
    ++it;
  }
  if (!visible_) return;
  last.vertices += fixed_->VtxBuffer.Size;
  // An unchanged picture is not drawn again, unless a layer has just used the canvas.
  const auto hash = hash_of(*fixed_);
  if (hash == fixed_hash_ && last.strips_painted == 0) return;
  fixed_hash_ = hash;
  render(*fixed_, 0, 0, canvas_width(), canvas_height(), density());
}

}  // namespace ui
