// What the tests of ui draw into: a mirror that keeps the tree it is told, a canvas that only
// counts, a world with a few places and actions.
#pragma once
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "app/store.hpp"
#include "ui/host.hpp"
#include "ui/interface.hpp"

namespace ui_test {

// Replays the operations into a tree of its own.
class TreeMirror final : public ui::Mirror {
 public:
  struct Element {
    ui::NodeId id = 0, parent = 0;
    ui::Role role{};
    ui::Rect rect;
    std::string text, value;
    std::map<std::string, std::string> attributes;
    std::vector<ui::NodeId> children;
  };
  void open(ui::NodeId id, ui::NodeId parent, ui::NodeId previous, ui::Role role) override;
  void close(ui::NodeId id) override;
  void set_attribute(ui::NodeId id, const char* name, std::string_view value) override;
  void remove_attribute(ui::NodeId id, const char* name) override;
  void set_text(ui::NodeId id, std::string_view text) override;
  void set_value(ui::NodeId id, std::string_view value) override;
  void set_rect(ui::NodeId id, ui::Rect rect) override;
  void focus(ui::NodeId id) override { focused.push_back(id); }
  void scroll(ui::NodeId id, float top) override {
    ++operations;
    scrolled.emplace_back(id, top);
  }
  void set_text_mode(bool on) override { text_mode = on; }
  void set_title(std::string_view words) override { title = words; }
  void choose(ui::Setting setting, std::string_view value) override {
    choices.emplace_back(setting, value);
  }

  std::map<ui::NodeId, Element> elements{{0, {}}};
  int operations = 0;
  std::vector<ui::NodeId> focused;
  std::vector<std::pair<ui::NodeId, float>> scrolled;
  bool text_mode = false;
  std::string title;
  std::vector<std::pair<ui::Setting, std::string>> choices;

  // By role and a part of the accessible name; 0 when there is none.
  ui::NodeId find(ui::Role role, std::string_view name) const;
  std::string name_of(const Element& element) const;
  ui::Rect in_window(
      ui::NodeId id) const;  // nested rects added up; inside scrollers: of the content
  std::vector<const Element*> in_order() const;

 private:
  void forget(ui::NodeId id);
  void walk(ui::NodeId id, std::vector<const Element*>& out) const;
};

class CountingCanvas final : public ui::Canvas {
 public:
  void draw(ImDrawData& data) override;
  void place_strip(ui::NodeId host, int strip, ui::Rect where, float scale) override;
  void remove_strip(ui::NodeId host, int strip) override;
  void copy_to_strip(ui::NodeId host, int strip, int width, int height, int dx, int dy) override;
  std::map<ui::NodeId, std::map<int, ui::Rect>> layers;  // their strips
  // Of the pictures that the browser has set: where each was last drawn, in its list's coordinates.
  std::map<std::uint64_t, ui::Rect> pictures;
  int draws = 0, copies = 0;
};

class CountingMarkers final : public ui::MarkerLayer {
 public:
  void show(std::span<const ui::MarkerSprite> sprites, const ui::MarkerArea& area) override;
  void number_paper(std::span<const app::PaperNumbers> numbers) override;
  void set_insets(float left, float top, float right, float bottom) override;
  std::vector<ui::MarkerSprite> sprites;
  ui::MarkerArea area;
  std::vector<app::PaperNumbers> paper;
  int shows = 0;
  float insets[4] = {};
};

// Numbers as Intl writes them (web/numbers.js), as far as these tests need.
class PlainNumbers final : public ui::Numbers {
 public:
  std::string written(ui::NumberForm form, double value, const char* language) override;
  int asked = 0;
};

// A browser whose letters are half as wide as high, ideographs and emoji as wide; marks and joiners
// take no room.
class PlainLetters final : public ui::Letters {
 public:
  float width(const Style& style, std::string_view text) override;
  std::vector<Boundary> boundaries(std::string_view text) override;
  Picture picture(const Style& style, std::string_view text, ui::Direction direction,
                  std::uint32_t colour, float density) override;
  void release(std::uint64_t texture) override;

  struct Painted {
    std::string text;
    ui::Direction direction;
    std::uint32_t colour;
    int width, height;
  };
  std::map<std::uint64_t, Painted> painted;  // those not yet released
  std::size_t pixels() const;
  std::uint64_t find(std::string_view part) const;  // a picture whose text has it; 0: none
  int asked = 0;
  std::uint64_t made = 0;
};

// Ports that answer nothing by themselves.
struct SilentWorld : app::ports::Http,
                     app::ports::Live,
                     app::ports::Storage,
                     app::ports::Map,
                     app::ports::Browser {
  void send(std::string_view, std::string_view, std::string_view,
            std::function<void(app::ports::HttpAnswer)>) override {}
  void subscribe(std::int64_t, app::ports::Live::Listener) override {}
  void save(std::string_view, std::string_view, std::function<void(bool)>) override {}
  void fly_to(model::Position, double) override {}
  void show_url(std::string_view, bool) override {}
  void set_timer(std::uint32_t, std::int64_t, std::function<void()>) override {}
  void share(std::string_view, std::string_view, std::function<void(app::ShareOutcome)>) override {}
  void print() override { ++prints; }
  void ask_position(std::function<void(std::optional<model::Position>)>) override {}
  base::Instant now() override { return {1'795'248'000'000}; }
  base::RandomBytes random_bytes() override {
    return {1, 2, 3, 4, 5, 6, 7, 8, 9, static_cast<std::uint8_t>(++made)};
  }
  int made = 0, prints = 0;
};

// A client with a page of its own: opened at `url`, its map over République, `places` places and a
// few actions around.
struct Client {
  explicit Client(std::string url = "/", int places = 40, bool with_canvas = true,
                  std::optional<wire::SignedIn> who = std::nullopt);
  void frames(int n = 1);  // until nothing moves, at least n
  void click(ui::NodeId id);
  void type(ui::NodeId id, std::string text);
  void open(std::string url);
  void resize(float width, float height, float text_scale = 1, bool dark = false,
              ui::Direction direction = ui::Direction::ltr);
  const std::vector<const TreeMirror::Element*> elements() const { return mirror.in_order(); }

  SilentWorld world;
  TreeMirror mirror;
  CountingCanvas canvas;
  CountingMarkers markers;
  PlainNumbers numbers;
  PlainLetters letters;
  app::Store store;
  ui::Interface interface;
  double now_s = 0;
  bool reduced_motion = false;  // from the next resize() on
};

std::vector<std::uint8_t> bytes_of(const std::string& path);  // from the top of the repository
model::PlaceId place_id(int i);
model::ActionId action_id(int i);

}  // namespace ui_test
