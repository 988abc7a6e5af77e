// What the page tells the client. The functions themselves (extern "C") are in exports.cpp; they
// hand on to one Receiver.
#pragma once
#include <cstdint>
#include <span>
#include <string>
#include <string_view>

#include "app/state.hpp"
#include "platform/web/browser_port.hpp"
#include "platform/web/http_port.hpp"
#include "platform/web/live_port.hpp"
#include "platform/web/storage_port.hpp"
#include "ui/host.hpp"

namespace client {

// Implemented by the composition, src/client/main.cpp.
class Receiver {
 public:
  virtual ~Receiver() = default;

  struct Start {
    std::string url, drafts, outbox;
  };
  virtual void gallery() = 0;  // there is one, of widgets
  virtual void started(Start start) = 0;
  virtual void url_changed(std::string url) = 0;  // back and forward
  virtual void page_hidden() = 0;                 // it may not come back
  virtual void font(std::string_view face, std::span<const std::uint8_t> ttf) = 0;
  virtual void viewport(const ui::Viewport& viewport) = 0;
  virtual void preferences(const ui::Preferences& preferences) = 0;
  virtual void text_mode(bool on) = 0;
  virtual void map_moved(const ui::MapFrame& frame, const app::MapView& view) = 0;
  virtual void locate_asked() = 0;    // by the map's own button
  virtual void picture_wanted() = 0;  // once, when the map is there: the rest is to be painted
  virtual void context_lost() = 0;
  virtual void context_restored() = 0;

  virtual ui::Input& input() = 0;
  enum class Hurry {
    next_frame,
    now
  };  // `now`: still inside the browser's event, as focus and keyboards demand
  virtual void input_changed(Hurry hurry) = 0;
  virtual void scrolled(ui::NodeId scroller, float top) = 0;

  virtual platform::web::HttpPort& http() = 0;
  virtual platform::web::LivePort& live() = 0;
  virtual platform::web::StoragePort& storage() = 0;
  virtual platform::web::BrowserPort& browser() = 0;

  virtual double statistic(int which) const = 0;  // for tests: see src/client/main.cpp
};

// From then on, what the page tells goes there. Null: nowhere.
void receive(Receiver* receiver);

}  // namespace client
