#include "client/canvas_host.hpp"

#include <GLES3/gl3.h>
#include <SDL.h>
#include <emscripten/html5.h>
#include <imgui.h>
#include <imgui_impl_opengl3.h>

#include <algorithm>
#include <cmath>

#include "platform/web/bridge.hpp"

// Dear ImGui's renderer reads the state of WebGL before it draws, to put it back afterwards; but a
// page that asks WebGL waits until all it has told it before is drawn, which took most of a frame.
// Nobody else uses this context, so it is told a state in which nothing is bound.
extern "C" void entourage_gl_state(GLenum name, GLint* value) {
  switch (name) {
    case GL_ACTIVE_TEXTURE: *value = GL_TEXTURE0; return;
    case GL_BLEND_EQUATION_RGB:
    case GL_BLEND_EQUATION_ALPHA: *value = GL_FUNC_ADD; return;
    case GL_BLEND_SRC_RGB:
    case GL_BLEND_SRC_ALPHA: *value = GL_ONE; return;
    case GL_BLEND_DST_RGB:
    case GL_BLEND_DST_ALPHA:
    case GL_CURRENT_PROGRAM:
    case GL_TEXTURE_BINDING_2D:
    case GL_SAMPLER_BINDING:
    case GL_ARRAY_BUFFER_BINDING:
    case GL_PIXEL_UNPACK_BUFFER_BINDING:
    case GL_VERTEX_ARRAY_BINDING: *value = 0; return;
    case GL_VIEWPORT:
    case GL_SCISSOR_BOX: std::fill_n(value, 4, 0); return;
    default: glGetIntegerv(name, value);  // what the graphics can do, asked once
  }
}

namespace client {

namespace {
constexpr const char* kCanvas = "#canvas";
}

bool CanvasHost::open() {
  // SDL must take neither keys nor pointers, which are the elements': it listens to the canvas
  // alone, which can have no focus and has `pointer-events: none`.
  SDL_SetHint(SDL_HINT_EMSCRIPTEN_KEYBOARD_ELEMENT, kCanvas);
  SDL_SetHint(SDL_HINT_EMSCRIPTEN_ASYNCIFY, "0");
  if (SDL_Init(SDL_INIT_VIDEO) != 0) return false;
  SDL_GL_SetAttribute(SDL_GL_CONTEXT_PROFILE_MASK, SDL_GL_CONTEXT_PROFILE_ES);
  SDL_GL_SetAttribute(SDL_GL_CONTEXT_MAJOR_VERSION, 3);
  SDL_GL_SetAttribute(SDL_GL_ALPHA_SIZE, 8);
  SDL_GL_SetAttribute(SDL_GL_DEPTH_SIZE, 0);
  SDL_GL_SetAttribute(SDL_GL_STENCIL_SIZE, 0);
  SDL_Window* window = SDL_CreateWindow("Entourage", 0, 0, 16, 16, SDL_WINDOW_OPENGL);
  if (!window || !SDL_GL_CreateContext(window)) return false;
  // SDL has given the canvas its window's size.
  emscripten_set_canvas_element_size(kCanvas, canvas_width_px_, canvas_height_px_);
  return ImGui_ImplOpenGL3_Init("#version 300 es");
}

void CanvasHost::resize(float width, float height, float scale) {
  canvas_width_px_ = static_cast<int>(std::lround(width * scale));
  canvas_height_px_ = static_cast<int>(std::lround(height * scale));
  emscripten_set_canvas_element_size(kCanvas, canvas_width_px_, canvas_height_px_);
}

void CanvasHost::restore() {
  // The names of lost objects are dead; the backend makes new ones, textures included, when it next
  // draws.
  ImGui_ImplOpenGL3_DestroyDeviceObjects();
}

void CanvasHost::draw(ImDrawData& data) {
  // SDL queues window events that nobody reads.
  SDL_FlushEvents(SDL_FIRSTEVENT, SDL_LASTEVENT);
  ImGui_ImplOpenGL3_NewFrame();
  const int width = static_cast<int>(data.DisplaySize.x * data.FramebufferScale.x);
  drawn_height_px_ = static_cast<int>(data.DisplaySize.y * data.FramebufferScale.y);
  glEnable(GL_SCISSOR_TEST);
  glScissor(0, 0, width, drawn_height_px_);
  glClearColor(0, 0, 0, 0);
  glClear(GL_COLOR_BUFFER_BIT);
  ImGui_ImplOpenGL3_RenderDrawData(&data);
}

void CanvasHost::place_strip(ui::NodeId host, int strip, ui::Rect where, float scale) {
  host_strip_place(host, strip, where.x, where.y, where.w, where.h, scale);
}

void CanvasHost::remove_strip(ui::NodeId host, int strip) { host_strip_remove(host, strip); }

void CanvasHost::copy_to_strip(ui::NodeId host, int strip, int width, int height, int dx, int dy) {
  // GL draws from the bottom left corner: the top of a picture lower than the canvas is further
  // down.
  host_strip_copy(host, strip, canvas_height_px_ - drawn_height_px_, width, height, dx, dy);
}

}  // namespace client
