#include "client/exports.hpp"

#include <emscripten.h>

#include <cstdlib>

namespace client {

namespace {
// The one global of the client: C functions have no other way to find it.
Receiver* g_receiver = nullptr;

std::string text_of(const char* text, std::size_t size) { return {text, size}; }
}  // namespace

void receive(Receiver* receiver) { g_receiver = receiver; }

}  // namespace client

using client::g_receiver;
using client::Receiver;
using client::text_of;

// Every address that comes in was made by page_allocate, is valid during the call, and is released
// by the page after it.
extern "C" {

EMSCRIPTEN_KEEPALIVE void* page_allocate(std::size_t size) {
  return std::malloc(size == 0 ? 1 : size);
}
EMSCRIPTEN_KEEPALIVE void page_release(void* address) { std::free(address); }

// --- start and surroundings
EMSCRIPTEN_KEEPALIVE void on_gallery() {
  if (g_receiver) g_receiver->gallery();
}
EMSCRIPTEN_KEEPALIVE void on_started(const char* url, std::size_t url_size, const char* drafts,
                                     std::size_t drafts_size, const char* outbox,
                                     std::size_t outbox_size) {
  if (g_receiver)
    g_receiver->started(
        {text_of(url, url_size), text_of(drafts, drafts_size), text_of(outbox, outbox_size)});
}
EMSCRIPTEN_KEEPALIVE void on_url(const char* url, std::size_t size) {
  if (g_receiver) g_receiver->url_changed(text_of(url, size));
}
EMSCRIPTEN_KEEPALIVE void on_page_hidden() {
  if (g_receiver) g_receiver->page_hidden();
}
EMSCRIPTEN_KEEPALIVE void on_font(const char* face, std::size_t face_size, const std::uint8_t* ttf,
                                  std::size_t size) {
  if (g_receiver) g_receiver->font({face, face_size}, {ttf, size});
}
EMSCRIPTEN_KEEPALIVE void on_viewport(float width, float height, float scale, float inset_top,
                                      float inset_bottom, float keyboard) {
  if (g_receiver) g_receiver->viewport({width, height, scale, inset_top, inset_bottom, keyboard});
}
EMSCRIPTEN_KEEPALIVE void on_preferences(int dark, int high_contrast, int reduced_motion,
                                         int legible, int right_to_left, float text_scale,
                                         int text_percent, const char* language,
                                         std::size_t language_size, const char* appearance,
                                         std::size_t appearance_size) {
  if (!g_receiver) return;
  g_receiver->preferences(
      {.dark = dark != 0,
       .high_contrast = high_contrast != 0,
       .reduced_motion = reduced_motion != 0,
       .legible = legible != 0,
       .text_scale = text_scale,
       .language = ui::language_of({language, language_size}).value_or(ui::kLanguages[0]),
       .direction = right_to_left != 0 ? ui::Direction::rtl : ui::Direction::ltr,
       .appearance = ui::appearance_of({appearance, appearance_size}),
       .text_percent = text_percent});
}
EMSCRIPTEN_KEEPALIVE void on_text_mode(int on) {
  if (g_receiver) g_receiver->text_mode(on != 0);
}
EMSCRIPTEN_KEEPALIVE void on_map(double zoom, double origin_x, double origin_y, double left,
                                 double top, double right, double bottom, double south, double west,
                                 double north, double east, double centre_lat, double centre_lon) {
  if (!g_receiver) return;
  g_receiver->map_moved({zoom, origin_x, origin_y, left, top, right, bottom},
                        {{south, west, north, east, zoom}, {centre_lat, centre_lon}});
}
EMSCRIPTEN_KEEPALIVE void on_map_tap(double x, double y) {
  if (!g_receiver) return;
  g_receiver->input().map_tap = {x, y};
  g_receiver->input_changed(Receiver::Hurry::now);
}
EMSCRIPTEN_KEEPALIVE void on_locate() {
  if (g_receiver) g_receiver->locate_asked();
}
EMSCRIPTEN_KEEPALIVE void on_picture() {
  if (g_receiver) g_receiver->picture_wanted();
}
EMSCRIPTEN_KEEPALIVE void on_context(int restored) {
  if (!g_receiver) return;
  if (restored)
    g_receiver->context_restored();
  else
    g_receiver->context_lost();
}

// --- the elements
EMSCRIPTEN_KEEPALIVE void on_activated(int id) {
  if (!g_receiver) return;
  g_receiver->input().activated.push_back(id);
  g_receiver->input_changed(Receiver::Hurry::now);
}
EMSCRIPTEN_KEEPALIVE void on_edited(int id, const char* text, std::size_t size) {
  if (!g_receiver) return;
  g_receiver->input().edited.emplace_back(id, text_of(text, size));
  g_receiver->input_changed(Receiver::Hurry::next_frame);
}
EMSCRIPTEN_KEEPALIVE void on_scrolled(int id, float top) {
  if (!g_receiver) return;
  g_receiver->scrolled(id, top);
}
EMSCRIPTEN_KEEPALIVE void on_hovered(int id) {
  if (!g_receiver || g_receiver->input().hovered == id) return;
  g_receiver->input().hovered = id;
  g_receiver->input_changed(Receiver::Hurry::next_frame);
}
EMSCRIPTEN_KEEPALIVE void on_pressed(int id) {
  if (!g_receiver || g_receiver->input().pressed == id) return;
  g_receiver->input().pressed = id;
  g_receiver->input_changed(Receiver::Hurry::next_frame);
}
EMSCRIPTEN_KEEPALIVE void on_focused(int id, int visible) {
  if (!g_receiver) return;
  ui::Input& input = g_receiver->input();
  if (input.focused == id && input.focus_visible == (visible != 0)) return;
  input.focused = id;
  input.focus_visible = visible != 0;
  g_receiver->input_changed(Receiver::Hurry::next_frame);
}
EMSCRIPTEN_KEEPALIVE void on_dragged(int id, float dy, float speed, int phase) {
  if (!g_receiver) return;
  g_receiver->input().drag = {id, dy, speed, static_cast<ui::Input::Drag::Phase>(phase)};
  // A start is told at once, so that the moves that follow in the same frame do not hide it.
  g_receiver->input_changed(phase == ui::Input::Drag::start ? Receiver::Hurry::now
                                                            : Receiver::Hurry::next_frame);
}

// --- the ports
EMSCRIPTEN_KEEPALIVE void on_http(int request, int status, const char* body, std::size_t size) {
  if (g_receiver) g_receiver->http().answered(request, {status, text_of(body, size)});
}
EMSCRIPTEN_KEEPALIVE void on_live_change(int subscription, const char* data, std::size_t size) {
  if (g_receiver) g_receiver->live().changed(subscription, text_of(data, size));
}
EMSCRIPTEN_KEEPALIVE void on_live_reset(int subscription) {
  if (g_receiver) g_receiver->live().reset(subscription);
}
EMSCRIPTEN_KEEPALIVE void on_live_connected(int subscription, int connected) {
  if (g_receiver) g_receiver->live().connected(subscription, connected != 0);
}
EMSCRIPTEN_KEEPALIVE void on_saved(int request, int ok) {
  if (g_receiver) g_receiver->storage().saved(request, ok != 0);
}
EMSCRIPTEN_KEEPALIVE void on_share_ended(int request, int outcome) {
  if (g_receiver)
    g_receiver->browser().share_ended(request, static_cast<app::ShareOutcome>(outcome));
}
EMSCRIPTEN_KEEPALIVE void on_position(int known, double lat, double lon) {
  if (!g_receiver) return;
  g_receiver->browser().position_answered(known != 0 ? std::optional(model::Position{lat, lon})
                                                     : std::nullopt);
}
EMSCRIPTEN_KEEPALIVE void on_timer(unsigned timer) {
  if (g_receiver) g_receiver->browser().timer_fired(timer);
}

EMSCRIPTEN_KEEPALIVE double page_statistic(int which) {
  return g_receiver ? g_receiver->statistic(which) : 0;
}

}  // extern "C"
