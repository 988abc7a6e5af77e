// The functions of the page: each is a line in web/bridge.js that calls the page's host object.
// Texts and bytes come as address and size, and are only valid during the call.
#pragma once
#include <cstddef>
#include <cstdint>

extern "C" {
// The elements: web/mirror.js
void host_mirror_open(int id, int parent, int previous, int role);
void host_mirror_close(int id);
void host_mirror_set_attribute(int id, const char* name, const char* value, std::size_t size);
void host_mirror_remove_attribute(int id, const char* name);
void host_mirror_set_text(int id, const char* text, std::size_t size);
void host_mirror_set_value(int id, const char* value, std::size_t size);
void host_mirror_set_rect(int id, float x, float y, float w, float h);
void host_mirror_focus(int id);
void host_mirror_scroll(int id, float top);
void host_mirror_text_mode(int on);
void host_mirror_title(const char* title, std::size_t size);

// Settings and numbers: web/settings.js, web/numbers.js
void host_setting_choose(const char* name, const char* value, std::size_t size);
// Writes at most `room` bytes, the last of them 0; returns how many come before it.
std::size_t host_numbers_written(int form, double value, const char* language, char* text,
                                 std::size_t room);

// Letters that the browser sets: web/letters.js
float host_letters_width(int weight, float size, const char* text, std::size_t text_size);
// Writes at most as many as the text has bytes; returns how many.
std::size_t host_letters_boundaries(const char* text, std::size_t text_size,
                                    std::uint32_t* boundaries);
// Paints a line and writes its width, height, left and top; all 0 where there is nothing to see.
void host_letters_paint(int weight, float size, int right_to_left, std::uint32_t colour,
                        float density, const char* text, std::size_t text_size, int* box);
// Into a texture of the canvas's context: what was painted last.
void host_letters_upload(unsigned texture);

// The layers: web/mirror.js
void host_strip_place(int id, int strip, float x, float y, float w, float h, float scale);
void host_strip_remove(int id, int strip);
void host_strip_copy(int id, int strip, int from_y, int width, int height, int dx, int dy);

// The map: web/map.js, web/markers.js, web/paper.js
void host_map_fly_to(double lat_deg, double lon_deg, double zoom);
void host_markers_show(const double* sprites, std::size_t count, const double* area);
void host_paper_numbers(const double* numbers, std::size_t count);
void host_markers_insets(float left, float top, float right, float bottom);

// The network: web/http.js, web/live.js
void host_http_send(int request, const char* method, std::size_t method_size, const char* path,
                    std::size_t path_size, const char* body, std::size_t body_size);
void host_live_subscribe(int subscription, double since);

// The browser: web/browser.js, web/storage.js
void host_storage_save(int request, const char* key, std::size_t key_size, const char* text,
                       std::size_t text_size);
void host_browser_show_url(const char* url, std::size_t size, int replace);
void host_browser_set_timer(unsigned timer, double after_ms);
void host_browser_share(int request, const char* title, std::size_t title_size, const char* url,
                        std::size_t url_size);
void host_browser_print();
void host_browser_ask_position();
void host_browser_random(unsigned char* bytes, std::size_t size);
}
