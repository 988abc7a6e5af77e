// Composition of the browser client: ports → store → interface, and one frame when there is
// something to show.
#include <emscripten.h>
#include <emscripten/eventloop.h>
#include <emscripten/heap.h>
#include <emscripten/html5.h>

#include <algorithm>
#include <optional>
#include <utility>

#include "app/store.hpp"
#include "client/canvas_host.hpp"
#include "client/exports.hpp"
#include "client/letters_host.hpp"
#include "client/marker_host.hpp"
#include "client/mirror_host.hpp"
#include "client/numbers_host.hpp"
#include "platform/web/browser_port.hpp"
#include "platform/web/http_port.hpp"
#include "platform/web/live_port.hpp"
#include "platform/web/map_port.hpp"
#include "platform/web/storage_port.hpp"
#include "ui/interface.hpp"

namespace {

namespace web = platform::web;

class Client final : public client::Receiver {
 public:
  Client()
      : store_({http_, live_, storage_, map_, browser_}, [this] { schedule(); }),
        interface_(store_, {mirror_, &canvas_, markers_, numbers_, letters_}) {
    interface_.await_picture();
  }

  // --- client::Receiver
  void started(Start start) override {
    started_ = true;
    store_.send(app::Started{std::move(start.url), std::move(start.drafts), std::move(start.outbox),
                             browser_.now()});
    draw();
  }
  void gallery() override { interface_.set_gallery(true); }
  void url_changed(std::string url) override { store_.send(app::UrlChanged{std::move(url)}); }
  void page_hidden() override {
    if (!interface_.input().edited.empty()) draw();  // the last letters belong to the drafts
    store_.send(app::PageHidden{});
  }
  void font(std::string_view face, std::span<const std::uint8_t> ttf) override {
    interface_.add_font(face, ttf);
    schedule();
  }
  void viewport(const ui::Viewport& viewport) override {
    canvas_.resize(viewport.width, viewport.height, viewport.scale);
    interface_.set_viewport(viewport);
    // A resized canvas is blank until it is drawn: at once, not a frame later.
    draw();
  }
  void preferences(const ui::Preferences& preferences) override {
    interface_.set_preferences(preferences);
    schedule();
  }
  void text_mode(bool on) override {
    interface_.set_text_mode(on);
    schedule();
  }
  void map_moved(const ui::MapFrame& frame, const app::MapView& view) override {
    interface_.set_map(frame);
    store_.send(app::MapMoved{view});
    // At once: the elements on the map belong to the origin that the map has just taken.
    draw();
  }
  void locate_asked() override { store_.send(app::LocateAsked{}); }
  void picture_wanted() override {
    picture_ = canvas_.open();
    interface_.set_picture(picture_);
    draw();
  }
  void context_lost() override {
    picture_ = false;
    interface_.set_picture(false);
    schedule();
  }
  void context_restored() override {
    picture_ = true;
    canvas_.restore();
    interface_.set_picture(true);
    schedule();
  }
  ui::Input& input() override { return interface_.input(); }
  void scrolled(ui::NodeId scroller, float top) override {
    if (interface_.scrolled(scroller, top)) schedule();
  }
  void input_changed(Hurry hurry) override {
    if (hurry == Hurry::now)
      draw();
    else
      schedule();
  }
  web::HttpPort& http() override { return http_; }
  web::LivePort& live() override { return live_; }
  web::StoragePort& storage() override { return storage_; }
  web::BrowserPort& browser() override { return browser_; }

  double statistic(int which) const override {
    const ui::Interface::Statistics& s = interface_.statistics();
    switch (which) {
      case 0: return frames_;
      case 1: return s.patches;
      case 2: return s.strips_painted;
      case 3: return s.vertices;
      case 4: return s.build_ms;
      case 5: return picture_ ? 1 : 0;
      case 6: return static_cast<double>(emscripten_get_heap_size());
      default: return 0;
    }
  }

 private:
  void schedule() {
    if (scheduled_ || !started_) return;
    scheduled_ = true;
    emscripten_request_animation_frame(
        [](double, void* client) -> EM_BOOL {
          auto* self = static_cast<Client*>(client);
          self->scheduled_ = false;
          self->draw();
          return EM_FALSE;
        },
        this);
  }

  void draw() {
    // An element that takes or loses focus during a frame reports it from inside: the next frame
    // will see it.
    if (drawing_ || !started_) {
      schedule();
      return;
    }
    drawing_ = true;
    ++frames_;
    const bool moving = interface_.frame(emscripten_get_now() / 1000);
    drawing_ = false;
    draw_when_out_of_date();
    if (moving)
      schedule();
    else
      prepare_soon();
  }

  // One timer at a time, for the earliest instant.
  void draw_when_out_of_date() {
    const auto until = interface_.out_of_date();
    if (!until || (waking_ && *waking_ <= *until)) return;
    if (waking_) emscripten_clear_timeout(wake_timer_);
    waking_ = until;
    const auto wait_ms =
        std::clamp<std::int64_t>(until->unix_ms - browser_.now().unix_ms, 1, base::kDayMs);
    wake_timer_ = emscripten_set_timeout(
        [](void* client) {
          auto* self = static_cast<Client*>(client);
          self->waking_.reset();
          self->schedule();
        },
        static_cast<double>(wait_ms), this);
  }

  // What the map will show if it moves is found while nothing moves, a little at a time.
  void prepare_soon() {
    if (std::exchange(preparing_, true)) return;
    emscripten_set_timeout(
        [](void* client) {
          auto* self = static_cast<Client*>(client);
          self->preparing_ = false;
          if (self->store_.prepare()) self->prepare_soon();
        },
        kPause_ms, this);
  }

  static constexpr double kPause_ms = 40;
  bool started_ = false, scheduled_ = false, drawing_ = false, preparing_ = false, picture_ = false;
  int frames_ = 0;
  std::optional<base::Instant> waking_;  // when the timer below wakes
  int wake_timer_ = 0;
  web::HttpPort http_;
  web::LivePort live_;
  web::StoragePort storage_;
  web::MapPort map_;
  web::BrowserPort browser_;
  client::MirrorHost mirror_;
  client::MarkerHost markers_;
  client::NumbersHost numbers_;
  client::LettersHost letters_;
  client::CanvasHost canvas_;
  app::Store store_;
  ui::Interface interface_;
};

}  // namespace

int main() {
  // Lives as long as the page: main() returns, the page goes on calling.
  static Client the_client;
  client::receive(&the_client);
  emscripten_exit_with_live_runtime();
}
