#include "ui/interface.hpp"

#include <algorithm>
#include <cassert>
#include <chrono>
#include <unordered_set>
#include <utility>

#include "ui/frame.hpp"
#include "ui/shell.hpp"
#include "ui/widgets/scroller.hpp"

namespace ui {
namespace {

bool operator==(const MarkerSprite& a, const MarkerSprite& b) {
  return a.lat_deg == b.lat_deg && a.lon_deg == b.lon_deg && a.kind == b.kind &&
         a.state == b.state && a.count == b.count && a.people == b.people;
}
bool operator==(const MarkerArea& a, const MarkerArea& b) {
  return a.shown == b.shown && a.south_deg == b.south_deg && a.west_deg == b.west_deg &&
         a.north_deg == b.north_deg && a.east_deg == b.east_deg && a.kind == b.kind;
}

bool same(const std::vector<MarkerSprite>& a, const std::vector<MarkerSprite>& b) {
  return std::equal(a.begin(), a.end(), b.begin(), b.end(),
                    [](const auto& x, const auto& y) { return x == y; });
}

// Mode texte is one narrow column, however wide the window.
constexpr Viewport kTextViewport{.width = 360, .height = 740};

}  // namespace

struct Interface::Parts {
  Parts(app::Store& s, Host h)
      : store(s),
        host(h),
        paint(h.canvas, h.letters),
        semantics(h.mirror),
        said(kLanguages[0], h.numbers),
        picture(h.canvas != nullptr) {
    choose_mode();
  }

  app::Store& store;
  Host host;
  Paint paint;
  Semantics semantics;
  Input input;
  Viewport viewport;
  Preferences preferences;
  MapFrame map;
  Memory memory;
  Said said;
  Statistics statistics;
  bool has_gallery = false;
  bool picture;                // there is one to see
  bool painting = true;        // its canvas can be drawn on
  bool asked = false;          // for mode texte, by the surroundings
  std::optional<bool> chosen;  // by the person
  bool text_mode = false, text_mode_told = false;

  // As last told to the host.
  std::optional<app::Route> route;
  std::string title;
  std::vector<MarkerSprite> sprites;
  std::optional<base::Instant> out_of_date;
  MarkerArea area;
  std::vector<app::PaperNumbers> paper_numbers;
  Rect insets{-1, -1, -1, -1};

  Frame build(const Theme& theme, const Layout& layout, double now_s);
  void speak(Language language);
  void forget_input();
  void forget_eases();
  void choose_mode() { text_mode = !picture || chosen.value_or(asked); }
  void tell_mode();
  void restore_scrolls();
  void move_focus(const Frame& f);
  void tell_insets(Rect now);
  void tell_map(Frame& f);
  void act(Frame& f, const Theme& theme);
  Layout layout_for(const app::Route& route, const Theme& theme) const;
};

Interface::Interface(app::Store& store, Host host) : parts_(std::make_unique<Parts>(store, host)) {}
Interface::~Interface() = default;

void Interface::add_font(std::string_view face, std::span<const std::uint8_t> ttf) {
  for (std::size_t i = 0; i < kFaceNames.size(); ++i)
    if (face == kFaceNames[i]) parts_->paint.fonts().add(static_cast<Face>(i), ttf);
  parts_->memory.rows.hash = 0;
  parts_->paint.forget();
}

void Interface::set_viewport(const Viewport& viewport) {
  if (viewport.width != parts_->viewport.width || viewport.height != parts_->viewport.height)
    parts_->memory.sheet.y = -1;
  parts_->viewport = viewport;
  parts_->paint.set_viewport(viewport);
}
void Interface::set_preferences(const Preferences& preferences) {
  parts_->speak(preferences.language);
  parts_->preferences = preferences;
}
void Interface::set_map(const MapFrame& map) { parts_->map = map; }
void Interface::set_text_mode(bool on) {
  // Who had gone back to the picture meant the page as it was: not a page that is now translated.
  if (on && parts_->chosen == false) parts_->chosen.reset();
  parts_->asked = on;
  parts_->choose_mode();
}
void Interface::await_picture() { parts_->painting = false; }
void Interface::set_picture(bool there) {
  parts_->painting = true;
  parts_->picture = there && parts_->host.canvas;
  if (!there) parts_->paint.lost();
  parts_->choose_mode();
}
void Interface::set_gallery(bool there) { parts_->has_gallery = there; }
bool Interface::scrolled(NodeId scroller, float top) {
  Memory::Scroll& scroll = parts_->memory.scrolls[scroller];
  scroll.top = std::max(0.f, top);
  return !shows_enough(scroll);
}
Input& Interface::input() { return parts_->input; }
const Interface::Statistics& Interface::statistics() const { return parts_->statistics; }

Frame Interface::Parts::build(const Theme& theme, const Layout& layout, double now_s) {
  paint.begin(!text_mode && painting);
  semantics.begin();
  for (auto& [key, ease] : memory.eases) ease.used = false;
  Frame f({store, theme, layout, map, input, semantics, paint, memory, said, preferences, now_s,
           text_mode, picture, has_gallery});
  shell(f);
  return f;
}

void Interface::Parts::speak(Language language) {
  if (language == said.language()) return;
  preferences.language = language;
  preferences.direction = is_right_to_left(language) ? Direction::rtl : Direction::ltr;
  said = Said(language, host.numbers);
  memory.rows.hash = 0;  // other words take other room
}

void Interface::Parts::forget_input() {
  input.activated.clear();
  input.edited.clear();
  if (input.drag.phase != Input::Drag::none) input.drag = {};
  input.map_tap.reset();
}

void Interface::Parts::forget_eases() {
  std::erase_if(memory.eases, [](const auto& entry) { return !entry.second.used; });
}

void Interface::Parts::tell_mode() {
  if (text_mode_told == text_mode) return;
  text_mode_told = text_mode;
  host.mirror.set_text_mode(text_mode);
  paint.forget();
}

[[maybe_unused]] bool all_reachable(const Frame& f, const Semantics& semantics) {
  std::unordered_set<NodeId> there;
  for (const Node& node : semantics.nodes()) there.insert(node.id);
  return std::all_of(f.asked_about.begin(), f.asked_about.end(),
                     [&](NodeId id) { return there.contains(id); });
}

// A scroller made anew starts at its top: it goes where it was.
void Interface::Parts::restore_scrolls() {
  for (const NodeId id : semantics.created()) {
    paint.host_made(id);
    if (const auto it = memory.scrolls.find(id); it != memory.scrolls.end() && it->second.top > 0)
      host.mirror.scroll(id, it->second.top);
  }
}

// To the heading of a new screen, or back to the row one came from.
void Interface::Parts::move_focus(const Frame& f) {
  const app::Route& now = store.state().location.route;
  const bool changed = route && *route != now;
  const bool home = std::holds_alternative<app::HomeRoute>(now);
  NodeId target = f.wants_focus;
  if (target == 0 && changed) target = home && f.returning_row ? f.returning_row : f.heading;
  if (target == 0 && memory.focus_heading) target = f.heading;
  memory.focus_heading = false;
  route = now;
  if (target != 0) host.mirror.focus(target);
}

Layout Interface::Parts::layout_for(const app::Route& route, const Theme& theme) const {
  return layout_of(text_mode ? kTextViewport : viewport, theme.text_scale, is_detail(route));
}

// What is opened, or to be placed, is brought into view at once: by then the map must know which
// part of it will be left.
void Interface::Parts::act(Frame& f, const Theme& theme) {
  for (app::Action& action : std::exchange(f.sent, {})) {
    if (std::holds_alternative<app::PositionChosen>(action)) tell_insets(f.map_insets);
    if (const auto* opened = std::get_if<app::Opened>(&action); opened && !text_mode) {
      const Layout there = layout_for(opened->location.route, theme);
      if (!there.phone()) tell_insets({covered_left(there, opened->location.route), 0, 0, 0});
    }
    store.send(std::move(action));
  }
}

void Interface::Parts::tell_insets(Rect now) {
  if (preferences.direction == Direction::rtl) std::swap(now.x, now.w);  // which are left and right
  if (now == insets) return;
  insets = now;
  host.markers.set_insets(insets.x, insets.y, insets.w, insets.h);
}

void Interface::Parts::tell_map(Frame& f) {
  tell_insets(f.map_insets);
  if (f.paper_numbers != paper_numbers)
    host.markers.number_paper(paper_numbers = std::move(f.paper_numbers));
  if (same(f.sprites, sprites) && f.area == area) return;
  sprites = std::move(f.sprites);
  area = f.area;
  host.markers.show(sprites, area);
}

std::optional<base::Instant> Interface::out_of_date() const { return parts_->out_of_date; }

bool Interface::frame(double now_s) {
  Parts& p = *parts_;
  const auto start = std::chrono::steady_clock::now();
  for (const auto& [id, text] : p.input.edited) p.semantics.typed(id, text);
  Theme theme = theme_of(p.preferences);
  const auto layout_now = [&] { return p.layout_for(p.store.state().location.route, theme); };
  Layout layout = layout_now();
  std::optional<Frame> f(p.build(theme, layout, now_s));
  // What people did shows in this very frame: it is drawn again once the state has followed.
  NodeId wants_focus = f->wants_focus;
  bool acted = !p.input.activated.empty() || !p.input.edited.empty() || !f->sent.empty();
  p.forget_input();
  for (int pass = 0; pass < 2 && acted; ++pass) {
    p.act(*f, theme);
    if (f->switches_text_mode) p.chosen = !p.text_mode, p.choose_mode();
    for (const auto& [setting, value] : f->chosen) {
      if (setting == Setting::language) {
        p.speak(language_of(value).value_or(p.said.language()));
        theme = theme_of(p.preferences);  // it may run the other way
      }
      p.host.mirror.choose(setting, value);
    }
    layout = layout_now();
    f.emplace(p.build(theme, layout, now_s));
    if (f->wants_focus == 0) f->wants_focus = wants_focus;
    acted = !f->sent.empty();
  }
  p.tell_mode();
  p.semantics.end();
  assert(all_reachable(*f, p.semantics));
  p.restore_scrolls();
  p.statistics.build_ms =
      std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - start).count();
  p.paint.end();
  for (const auto& [id, top] : f->scrolls) p.host.mirror.scroll(id, top);
  p.move_focus(*f);
  if (const std::string title = p.said.document_title(f->title); title != p.title)
    p.host.mirror.set_title(p.title = title);
  p.tell_map(*f);
  p.out_of_date = f->out_of_date;
  p.forget_eases();
  ++p.statistics.frames;
  p.statistics.patches = p.semantics.patches();
  p.statistics.strips_painted = p.paint.last.strips_painted;
  p.statistics.vertices = p.paint.last.vertices;
  return f->moving;
}

}  // namespace ui
