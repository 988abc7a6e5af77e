#include "ui/paint.hpp"

#include <algorithm>
#include <cmath>

#include "imgui.h"
#include "imgui_internal.h"

namespace ui {
namespace {

constexpr float kEverywhere = 32000;  // beyond any canvas, within what a scissor box holds

// FNV-1a over the words of the vertices, indices apart: the same vertices always come with the same
// indices.
std::uint64_t hash_of(const ImDrawList& list) {
  std::uint64_t hash = 14695981039346656037ull;
  const auto add = [&](const void* data, std::size_t bytes) {
    const auto* words = static_cast<const std::uint32_t*>(data);
    for (std::size_t i = 0; i < bytes / 4; ++i) hash = (hash ^ words[i]) * 1099511628211ull;
  };
  add(list.VtxBuffer.Data, static_cast<std::size_t>(list.VtxBuffer.size_in_bytes()));
  for (const ImDrawCmd& command : list.CmdBuffer) {
    add(&command.ClipRect, sizeof command.ClipRect);
    add(&command.TexRef._TexID, sizeof command.TexRef._TexID);  // another picture of the same size
  }
  return hash | 1;  // 0 says: never painted
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

void Paint::place(NodeId host, Rect where) {
  const auto it = layers_.find(host);
  if (it == layers_.end()) return;
  Layer& layer = it->second;
  if (layer.where != where || layer.density != layer_density()) layer.hash = 0;
  layer.where = where;
  layer.density = layer_density();
}

void Paint::forget() {
  for (auto& [host, layer] : layers_) layer.hash = 0;
  fixed_hash_ = 0;
}

void Paint::lost() {
  fonts_.forget();
  forget();
}

void Paint::host_made(NodeId host) {
  if (const auto it = layers_.find(host); it != layers_.end())
    it->second.hash = 0, it->second.there = false;
}

// The whole canvas is always the target, so that its top left corner is the picture's.
void Paint::render(ImDrawList& list, float x, float y, float density) {
  const float width = std::round(viewport_.width * viewport_.scale),
              height = std::round(viewport_.height * viewport_.scale);
  ImDrawData data;
  data.Valid = true;
  data.DisplayPos = {x, y};
  data.DisplaySize = {(width + 0.01f) / density,
                      (height + 0.01f) / density};  // more than the product, which is cut off
  data.FramebufferScale = {density, density};
  data.Textures = &ImGui::GetPlatformIO().Textures;
  data.AddDrawList(&list);
  canvas_->draw(data);
}

// The canvas may be smaller than the layer: it is drawn in pieces, each copied at once.
void Paint::paint_layer(NodeId host, Layer& layer) {
  const Rect& where = layer.where;
  canvas_->place_layer(host, where, layer.density);
  layer.there = true;
  ++last.layers_painted;
  const auto px = [&](float css) { return static_cast<int>(std::lround(css * layer.density)); };
  const int width = px(where.w), height = px(where.h);
  const int step_x = std::max(1, static_cast<int>(std::lround(viewport_.width * viewport_.scale)));
  const int step_y = std::max(1, static_cast<int>(std::lround(viewport_.height * viewport_.scale)));
  for (int y = 0; y < height; y += step_y)
    for (int x = 0; x < width; x += step_x) {
      render(*layer.list, where.x + static_cast<float>(x) / layer.density,
             where.y + static_cast<float>(y) / layer.density, layer.density);
      canvas_->copy_to_layer(host, std::min(step_x, width - x), std::min(step_y, height - y), x, y);
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
      if (layer.there && canvas_) canvas_->remove_layer(host);
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
  if (hash == fixed_hash_ && last.layers_painted == 0) return;
  fixed_hash_ = hash;
  render(*fixed_, 0, 0, density());
}

}  // namespace ui
