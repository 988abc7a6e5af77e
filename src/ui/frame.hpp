// One frame being drawn: what screens and widgets are given. Screens read the state, draw into the
// scope that is open, and send actions; they own nothing.
#pragma once
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "app/action.hpp"
#include "app/store.hpp"
#include "app/vm/new_action_vm.hpp"
#include "app/vm/print_vm.hpp"
#include "ui/layout.hpp"
#include "ui/paint.hpp"
#include "ui/pen.hpp"
#include "ui/semantics.hpp"
#include "ui/strings.hpp"

namespace ui {

// What the interface remembers of one frame for the next: never what the product is about, only how
// it stands.
struct Memory {
  struct Ease {
    float from = 0, to = 0;
    double start_s = 0;
    bool used = false;
  };
  std::unordered_map<std::uint64_t, Ease> eases;
  struct Scroll {
    float top = 0;                  // as the browser says
    float first = 0, last = 0;      // the painted part
    float height = 0, content = 0;  // as of the last frame
  };
  std::unordered_map<NodeId, Scroll> scrolls;
  struct Sheet {
    float y = -1, speed = 0, grabbed_at = 0;
    SheetStop stop = SheetStop::middle;
    bool dragging = false;
    double moved_s = 0;
  } sheet;
  struct Rows {  // where the rows of the list are, as long as nothing they depend on changes
    std::uint64_t hash = 0;
    std::vector<float> tops;  // of those measured so far, and where the last of them ends
    struct Drawn {
      NodeId link = 0;
      base::Uuid id;
    };
    std::vector<Drawn> drawn;  // in the last frame
  } rows;
  struct Filters {  // the questions of the home's filter that are open
    bool open = false, asking_start = false;
  } filters;
  std::size_t rows_shown = 50;       // in text mode
  bool place_step = false;           // of writing an action: the second step
  bool come_near = false;            // once, when that step's panel has left its room to the map
  struct Near {                      // that step in mode texte: the place that is named
    std::vector<app::Spot> nearest;  // as of when it began: the list stays while one chooses
    std::optional<app::Spot> chosen;
  } near;
  bool tried = false;          // to go on from its first step
  std::string sign_in_step;    // shown last
  bool focus_heading = false;  // once: a step of a screen is new
  bool urgency = false;        // the card of emergency numbers is open
  bool closing = false;        // the dialog that closes an action is open
  bool closing_tried = false;
  std::optional<model::ActionOutcome> closing_outcome;
  std::string closing_message;
  std::optional<base::Uuid>
      opened;                   // the last row or marker that was opened: the focus returns there
  std::size_t errors_seen = 0;  // hash of the form errors last shown
  struct Gallery {              // what the specimens that can be tried stand at
    std::size_t segment = 0, tab = 0, option = 0, choice = 0;
    bool on = false, chip = false, dialog = false;
    std::string text, date, time;
  } gallery;
};

class Frame {
 public:
  struct Given {
    app::Store& store;
    const Theme& theme;
    const Layout& layout;
    const MapFrame& map;
    const Input& input;
    Semantics& semantics;
    Paint& paint;
    Memory& memory;
    const Said& said;
    const Preferences& preferences;
    double now_s;
    bool text_mode;
    bool may_paint;    // there is a canvas to go back to from text mode
    bool has_gallery;  // of widgets, for developers
  };
  explicit Frame(const Given& given);

  const app::State& state;
  const Theme& theme;
  const Layout& layout;
  const MapFrame& map;
  const Input& input;
  Memory& memory;
  const Said& said;
  const Words& words;  // of the same language
  const Preferences& preferences;
  const double now_s;
  const bool text_mode, may_paint, has_gallery;

  base::Instant now() const { return store_.now(); }
  model::CommandId new_command_id() { return store_.new_command_id(); }
  void send(app::Action action) { sent.push_back(std::move(action)); }

  // --- the tree; rects are relative to the open scope, and counted from the left: a page that runs
  // from right to left is their mirror image
  NodeId here() const { return scopes_.back().id; }
  NodeId id(std::string_view key) const { return node_id(here(), key); }
  NodeId open(Role role, std::string_view key, Rect rect, Attributes attributes = {},
              std::string text = {}, std::string value = {});
  void set_height(float height);  // of the open scope, once known
  void close();
  NodeId leaf(Role role, std::string_view key, Rect rect, std::string text = {},
              Attributes attributes = {}, std::string value = {});
  // What the open scope holds is painted on a canvas inside its element from here on. place() says
  // which part it covers.
  void into_layer();
  void place_layer(Rect where, float strip = 0);

  const Pen& pen() const { return scopes_.back().pen; }
  Fonts& fonts() { return paint_.fonts(); }

  // --- what people did
  bool took(NodeId node) const;
  bool hovered(NodeId node) const {
    return asked(node), input.hovered == node || pose == Pose::hovered || pose == Pose::pressed;
  }
  bool pressed(NodeId node) const {
    return (input.pressed == node && input.hovered == node) || pose == Pose::pressed;
  }
  bool focused(NodeId node) const { return input.focused == node || pose == Pose::focused; }
  bool activated(NodeId node) const;             // which may not be open in this frame
  const std::string* edited(NodeId node) const;  // the field's whole text; null when it was not

  // The gallery shows what is drawn as if somebody were doing this to it.
  enum class Pose : std::uint8_t { none, hovered, pressed, focused };
  Pose pose = Pose::none;

  // --- motion: towards `target` within `ms` since it last changed; at once where motion is
  // unwanted
  float eased(NodeId node, int slot, float target, float ms);
  void again() { moving = true; }
  // What is drawn here is no longer true then: the next frame is at the latest at that instant.
  void true_until(base::Instant until) {
    if (!out_of_date || until < *out_of_date) out_of_date = until;
  }

  // --- after the patches
  void choose(Setting setting, std::string value) {
    chosen.emplace_back(setting, std::move(value));
  }
  void focus(NodeId node) { wants_focus = node; }
  void scroll(NodeId scroller, float top) { scrolls.emplace_back(scroller, top); }

  std::vector<app::Action> sent;
  std::vector<std::pair<NodeId, float>> scrolls;
  NodeId wants_focus = 0;
  NodeId heading = 0;        // of the screen: takes the focus when the route changes
  NodeId returning_row = 0;  // the row that the person comes back to, where it is shown
  std::string title;         // of the document
  bool moving = false;
  std::optional<base::Instant> out_of_date;
  bool switches_text_mode = false;
  std::vector<std::pair<Setting, std::string>> chosen;  // for the page to keep
  std::vector<MarkerSprite> sprites;
  MarkerArea area;
  std::vector<app::PaperNumbers> paper_numbers;
  Rect map_insets;   // left, top, right, bottom in x, y, w, h
  float pinned = 0;  // how high buttons stand at the bottom of the window: messages stay above

  // Nodes that were asked about: each must have been opened, or something is painted that nobody
  // can reach.
  mutable std::vector<NodeId> asked_about;

 private:
  void asked([[maybe_unused]] NodeId node) const {
#ifndef NDEBUG
    asked_about.push_back(node);
#endif
  }
  void show_pose(Role role, Attributes& attributes) const;
  struct Scope {
    NodeId id = 0;
    std::size_t node = 0;
    Pen pen;
  };
  app::Store& store_;
  Semantics& semantics_;
  Paint& paint_;
  std::vector<Scope> scopes_;
};

// A column being filled from the top.
struct Column {
  float x = 0, y = 0, w = 0;
  Rect take(float h) {
    const Rect r{x, y, w, h};
    y += h;
    return r;
  }
  void gap(float h) { y += h; }
};

// As HTML writes ids, for `for`, aria-describedby and aria-labelledby.
std::string dom_id(NodeId node);

}  // namespace ui
