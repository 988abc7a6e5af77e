#include "tests/ui/ui_helpers.hpp"

#include <imgui.h>

#include <algorithm>
#include <boost/test/unit_test.hpp>
#include <cmath>
#include <fstream>
#include <iterator>

#include "core/base/utf8.hpp"
#include "core/geo/map_view.hpp"

namespace ui_test {

// --- TreeMirror

void TreeMirror::open(ui::NodeId id, ui::NodeId parent, ui::NodeId previous, ui::Role role) {
  ++operations;
  BOOST_REQUIRE_MESSAGE(!elements.contains(id), "opened twice");
  BOOST_REQUIRE_MESSAGE(elements.contains(parent), "opened before its parent");
  auto& siblings = elements[parent].children;
  auto at = siblings.begin();
  if (previous != 0) {
    at = std::find(siblings.begin(), siblings.end(), previous);
    BOOST_REQUIRE_MESSAGE(at != siblings.end(), "opened after something that is not there");
    ++at;
  }
  siblings.insert(at, id);
  Element& element = elements[id];
  element.id = id, element.parent = parent, element.role = role;
}

void TreeMirror::forget(ui::NodeId id) {
  for (const ui::NodeId child : elements.at(id).children) forget(child);
  elements.erase(id);
}

void TreeMirror::close(ui::NodeId id) {
  ++operations;
  BOOST_REQUIRE_MESSAGE(elements.contains(id), "closed what is not there");
  std::erase(elements.at(elements.at(id).parent).children, id);
  forget(id);
}

void TreeMirror::set_attribute(ui::NodeId id, const char* name, std::string_view value) {
  ++operations;
  elements.at(id).attributes[name] = value;
}
void TreeMirror::remove_attribute(ui::NodeId id, const char* name) {
  ++operations;
  BOOST_REQUIRE(elements.at(id).attributes.erase(name) == 1);
}
void TreeMirror::set_text(ui::NodeId id, std::string_view text) {
  ++operations, elements.at(id).text = text;
}
void TreeMirror::set_value(ui::NodeId id, std::string_view value) {
  ++operations, elements.at(id).value = value;
}
void TreeMirror::set_rect(ui::NodeId id, ui::Rect rect) {
  ++operations, elements.at(id).rect = rect;
}

std::string TreeMirror::name_of(const Element& element) const {
  const auto attribute = [&](const char* name) {
    const auto it = element.attributes.find(name);
    return it == element.attributes.end() ? std::string{} : it->second;
  };
  if (const auto label = attribute("aria-label"); !label.empty()) return label;
  if (const auto by = attribute("aria-labelledby"); !by.empty())
    for (const auto& [id, other] : elements)
      if (const auto it = other.attributes.find("id");
          it != other.attributes.end() && it->second == by)
        return other.text;
  if (const auto id = attribute("id"); !id.empty() && element.text.empty())
    for (const auto& [_, other] : elements)
      if (const auto it = other.attributes.find("for");
          it != other.attributes.end() && it->second == id)
        return other.text;
  return element.text;
}

ui::NodeId TreeMirror::find(ui::Role role, std::string_view name) const {
  for (const Element* element : in_order())
    if (element->role == role && name_of(*element).find(name) != std::string::npos)
      return element->id;
  return 0;
}

ui::Rect TreeMirror::in_window(ui::NodeId id) const {
  ui::Rect rect = elements.at(id).rect;
  for (ui::NodeId up = elements.at(id).parent; up != 0; up = elements.at(up).parent) {
    rect.x += elements.at(up).rect.x;
    rect.y += elements.at(up).rect.y;
  }
  return rect;
}

void TreeMirror::walk(ui::NodeId id, std::vector<const Element*>& out) const {
  if (id != 0) out.push_back(&elements.at(id));
  for (const ui::NodeId child : elements.at(id).children) walk(child, out);
}

std::vector<const TreeMirror::Element*> TreeMirror::in_order() const {
  std::vector<const Element*> out;
  walk(0, out);
  return out;
}

// --- CountingCanvas, CountingMarkers

void CountingCanvas::draw(ImDrawData& data) {
  ++draws;
  for (const ImDrawList* list : data.CmdLists)
    for (const ImDrawCmd& command : list->CmdBuffer) {
      if (command.TexRef._TexID == ImTextureID_Invalid) continue;
      for (unsigned i = 0; i < command.ElemCount; i += 6) {
        const auto corner = [&](unsigned k) {
          return list->VtxBuffer[list->IdxBuffer[static_cast<int>(command.IdxOffset + i + k)]].pos;
        };
        const ImVec2 a = corner(0), z = corner(2);
        pictures[command.TexRef._TexID] = {a.x, a.y, z.x - a.x, z.y - a.y};
      }
    }
  if (data.Textures)
    for (ImTextureData* texture : *data.Textures) {
      if (texture->Status == ImTextureStatus_WantCreate)
        texture->SetTexID(static_cast<ImTextureID>(texture->UniqueID + 1));
      if (texture->Status == ImTextureStatus_WantDestroy) {
        texture->SetTexID(ImTextureID_Invalid);
        texture->SetStatus(ImTextureStatus_Destroyed);
      } else {
        texture->SetStatus(ImTextureStatus_OK);
      }
    }
}
void CountingCanvas::place_strip(ui::NodeId host, int strip, ui::Rect where, float) {
  layers[host][strip] = where;
}
void CountingCanvas::remove_strip(ui::NodeId host, int strip) {
  BOOST_REQUIRE(layers[host].erase(strip) == 1);
  if (layers[host].empty()) layers.erase(host);
}
void CountingCanvas::copy_to_strip(ui::NodeId host, int strip, int, int, int, int) {
  ++copies;
  BOOST_REQUIRE(layers[host].contains(strip));
}

void CountingMarkers::show(std::span<const ui::MarkerSprite> shown,
                           const ui::MarkerArea& shown_area) {
  ++shows;
  sprites.assign(shown.begin(), shown.end());
  area = shown_area;
}
void CountingMarkers::number_paper(std::span<const app::PaperNumbers> numbers) {
  paper.assign(numbers.begin(), numbers.end());
}
void CountingMarkers::set_insets(float left, float top, float right, float bottom) {
  insets[0] = left, insets[1] = top, insets[2] = right, insets[3] = bottom;
}

// --- PlainNumbers

namespace {

std::string digits(double value, const char* group, char point) {
  const long long tenths = std::llround(value * 10);
  std::string text = std::to_string(tenths / 10);
  for (std::size_t at = text.size(); at > 3; at -= 3) text.insert(at - 3, group);
  if (tenths % 10) text += point + std::to_string(tenths % 10);
  return text;
}

}  // namespace

std::string PlainNumbers::written(ui::NumberForm form, double value, const char* language) {
  ++asked;
  using enum ui::NumberForm;
  const bool french = std::string_view(language) == "fr";
  const std::string n = french ? digits(value, "\u00a0", ',') : digits(value, ",", '.');
  const std::string blank = "\u00a0";
  const auto ago = [&](const char* one, const char* many, const char* un, const char* des) {
    return french ? "il y a " + n + blank + (value < 2 ? un : des)
                  : n + blank + (value == 1 ? one : many) + " ago";
  };
  switch (form) {
    case plain: return n;
    case metres: return n + blank + "m";
    case kilometres: return n + blank + "km";
    case minutes: return n + blank + (french || value == 1 ? "min" : "mins");
    case minutes_ago: return ago("minute", "minutes", "minute", "minutes");
    case hours_ago: return ago("hour", "hours", "heure", "heures");
    case days_ago:
      if (value == 1) return french ? "hier" : "yesterday";
      return ago("day", "days", "jour", "jours");
    case weeks_ago: return ago("week", "weeks", "semaine", "semaines");
    case months_ago: return ago("month", "months", "mois", "mois");
    case years_ago: return ago("year", "years", "an", "ans");
  }
  return n;
}

// --- PlainLetters

namespace {

bool joins(char32_t point) {  // to what stands before it
  return (point >= 0x300 && point < 0x370) || (point >= 0x64B && point < 0x660) ||
         (point >= 0x981 && point < 0x984) || (point >= 0x9BE && point < 0x9CE) ||
         point == 0x200D || (point >= 0xFE00 && point < 0xFE10) ||
         (point >= 0x1F3FB && point < 0x1F400);
}
bool is_wide(char32_t point) { return point >= 0x2E80 && !joins(point); }

}  // namespace

float PlainLetters::width(const Style& style, std::string_view text) {
  ++asked;
  float ems = 0;
  while (const auto point = base::take_code_point(text))
    ems += joins(*point) ? 0.f : is_wide(*point) ? 1.f : 0.5f;
  return ems * style.size;
}

std::vector<ui::Letters::Boundary> PlainLetters::boundaries(std::string_view text) {
  ++asked;
  std::vector<Boundary> found;
  std::string_view rest = text;
  for (char32_t before = 0; !rest.empty();) {
    const auto at = static_cast<std::uint32_t>(text.size() - rest.size());
    const char32_t point = base::take_code_point(rest).value_or(0);
    const bool inside = before == 0 || joins(point) || before == 0x200D;
    const bool line = point != ' ' && (before == ' ' || is_wide(before) || is_wide(point));
    if (!inside) found.push_back({at, line});
    before = point;
  }
  return found;
}

ui::Letters::Picture PlainLetters::picture(const Style& style, std::string_view text,
                                           ui::Direction direction, std::uint32_t colour,
                                           float density) {
  const int w = static_cast<int>(std::ceil(width(style, text) * density)),
            h = static_cast<int>(std::ceil(style.size * density));
  painted[++made] = {std::string(text), direction, colour, w, h};
  return {made, w, h, 0, -h};
}

void PlainLetters::release(std::uint64_t texture) {
  ++asked;
  BOOST_REQUIRE(painted.erase(texture) == 1);
}

std::size_t PlainLetters::pixels() const {
  std::size_t sum = 0;
  for (const auto& [texture, line] : painted)
    sum += static_cast<std::size_t>(line.width) * static_cast<std::size_t>(line.height);
  return sum;
}

std::uint64_t PlainLetters::find(std::string_view part) const {
  for (const auto& [texture, line] : painted)
    if (line.text.find(part) != std::string::npos) return texture;
  return 0;
}

// --- Client

namespace {

base::Uuid uuid(int kind, int i) {
  base::Uuid id;
  id.bytes = {1,
              0x93,
              0,
              0,
              0,
              static_cast<std::uint8_t>(kind),
              0x70,
              0,
              0x80,
              0,
              0,
              0,
              0,
              0,
              static_cast<std::uint8_t>(i >> 8),
              static_cast<std::uint8_t>(i)};
  return id;
}

std::vector<model::Marker> markers_around(int places) {
  std::vector<model::Marker> markers;
  for (int i = 0; i < places; ++i) {
    const auto category =
        model::kPlaceCategories[static_cast<std::size_t>(i) % model::kPlaceCategories.size()];
    const model::Position at{48.8675 + 0.0004 * (i % 13 - 6), 2.3636 + 0.0006 * (i % 17 - 8)};
    std::string title = "La Table du Canal n° " + std::to_string(i);
    if (i % 7 == 3)
      title = "Maison des solidarités et de l’accueil de jour des habitants du quartier, n° " +
              std::to_string(i);
    const char* address = i % 5 ? "12 quai de Valmy" : "";
    markers.push_back({place_id(i).uuid, model::marker_kind(category), at, title, address, {}});
  }
  for (int i = 0; i < 6; ++i) {
    const auto kind = model::kActionKinds[static_cast<std::size_t>(i % 2)];
    const auto section =
        model::kActionSections[static_cast<std::size_t>(i) % model::kActionSections.size()];
    const model::Position at{48.868 + 0.0011 * i, 2.3655};
    const auto both = model::marker_kind(kind, section);
    markers.push_back({action_id(i).uuid, both, at, "Apprendre à lire", "Brahim", {}});
  }
  return markers;
}

void add_fonts(ui::Interface& interface) {
  const std::string modules = "node_modules/";
  const std::pair<const char*, std::string> faces[] = {
      {"regular", "@expo-google-fonts/nunito/500Medium/Nunito_500Medium.ttf"},
      {"bold", "@expo-google-fonts/nunito/700Bold/Nunito_700Bold.ttf"},
      {"heavy", "@expo-google-fonts/nunito/800ExtraBold/Nunito_800ExtraBold.ttf"},
      {"icons-bold", "@phosphor-icons/web/src/bold/Phosphor-Bold.ttf"},
      {"icons-fill", "@phosphor-icons/web/src/fill/Phosphor-Fill.ttf"}};
  for (const auto& [face, path] : faces) {
    const auto bytes = bytes_of(modules + path);
    if (!bytes.empty())
      interface.add_font(face, bytes);  // without them everything is measured by a rule of thumb
  }
}

}  // namespace

std::vector<std::uint8_t> bytes_of(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  BOOST_REQUIRE_MESSAGE(file, path << " cannot be read: run this at the top of the repository");
  return {std::istreambuf_iterator<char>(file), {}};
}

model::PlaceId place_id(int i) { return {uuid(1, i)}; }
model::ActionId action_id(int i) { return {uuid(2, i)}; }

Client::Client(std::string url, int places, bool with_canvas, std::optional<wire::SignedIn> who)
    : store({world, world, world, world, world}, [] {}),
      interface(store, {mirror, with_canvas ? &canvas : nullptr, markers, numbers, letters}) {
  add_fonts(interface);
  interface.set_gallery(true);
  reduced_motion = url == "/galerie";  // where something always turns
  store.send(app::Started{std::move(url), "", "", world.now()});
  store.send(app::MapMoved{{{48.855, 2.34, 48.88, 2.39, 15}, {48.8675, 2.3636}}});
  wire::MarkerManifest manifest;
  manifest.cells = {{"/cell", static_cast<std::uint32_t>(places + 6)}};
  store.send(app::ManifestArrived{manifest});
  store.send(app::CellArrived{"/cell", markers_around(places)});
  store.send(app::SessionArrived{std::move(who)});
  resize(1280, 800);
}

void Client::frames(int n) {
  for (int i = 0; i < 300; ++i) {
    now_s += 1.0 / 60;
    const bool moving = interface.frame(now_s);
    if (!moving && i + 1 >= n) return;
  }
}

void Client::click(ui::NodeId id) {
  BOOST_REQUIRE(id != 0);
  interface.input().activated.push_back(id);
  frames();
}

void Client::type(ui::NodeId id, std::string text) {
  BOOST_REQUIRE(id != 0);
  mirror.elements.at(id).value = text;  // the element has it before anybody is told
  interface.input().edited.emplace_back(id, std::move(text));
  frames();
}

void Client::open(std::string url) {
  store.send(app::UrlChanged{std::move(url)});
  frames();
}

void Client::resize(float width, float height, float text_scale, bool dark,
                    ui::Direction direction) {
  interface.set_viewport({.width = width, .height = height});
  interface.set_preferences({.dark = dark,
                             .reduced_motion = reduced_motion,
                             .text_scale = text_scale,
                             .direction = direction});
  const geo::WorldPoint centre = geo::project({48.8675, 2.3636});
  const double px = geo::units_per_px(15);
  interface.set_map(
      {15, centre.x / px - width / 2, centre.y / px - height / 2, 0, 0, width, height});
  frames();
}

}  // namespace ui_test
