#include "ui/frame.hpp"

#include <algorithm>
#include <cmath>

namespace ui {

Frame::Frame(const Given& given)
    : state(given.store.state()),
      theme(given.theme),
      layout(given.layout),
      map(given.map),
      input(given.input),
      memory(given.memory),
      said(given.said),
      words(given.said.words()),
      preferences(given.preferences),
      now_s(given.now_s),
      text_mode(given.text_mode),
      may_paint(given.may_paint),
      has_gallery(given.has_gallery),
      store_(given.store),
      semantics_(given.semantics),
      paint_(given.paint) {
  const bool mirrored =
      theme.direction == Direction::rtl && !text_mode;  // which is a page by itself
  scopes_.push_back(
      {0,
       0,
       {paint_.fixed(), &paint_.fonts(), &theme, 0, 0, paint_.density(), layout.width, mirrored}});
}

void Frame::show_pose(Role role, Attributes& attributes) const {
  if (pose == Pose::focused && is_control(role)) attributes.emplace_back("data-pose", "focused");
}

NodeId Frame::open(Role role, std::string_view key, Rect rect, Attributes attributes,
                   std::string text, std::string value) {
  const NodeId node = id(key), parent = here();
  const std::size_t index = semantics_.size();
  show_pose(role, attributes);
  // North is up and east is right on every map.
  Pen own = role == Role::marker_pane ? pen().upright(rect) : pen();
  semantics_.add({node, parent, role, own.placed(rect), std::move(text), std::move(value),
                  std::move(attributes)});
  scopes_.push_back({node, index, own.inside(rect)});
  return node;
}

void Frame::set_height(float height) { semantics_.at(scopes_.back().node).rect.h = height; }

void Frame::close() { scopes_.pop_back(); }

NodeId Frame::leaf(Role role, std::string_view key, Rect rect, std::string text,
                   Attributes attributes, std::string value) {
  const NodeId node = id(key);
  show_pose(role, attributes);
  semantics_.add({node, here(), role, pen().placed(rect), std::move(text), std::move(value),
                  std::move(attributes)});
  return node;
}

void Frame::into_layer() {
  Pen& pen = scopes_.back().pen;
  if (!pen) return;
  pen.list = paint_.layer(here());
  pen.x = pen.y = 0;
  pen.density = paint_.layer_density();
}

void Frame::place_layer(Rect where, float strip) {
  paint_.place(here(), pen().placed(where), strip);
}

bool Frame::activated(NodeId node) const {
  return std::find(input.activated.begin(), input.activated.end(), node) != input.activated.end();
}

bool Frame::took(NodeId node) const {
  asked(node);
  return activated(node);
}

const std::string* Frame::edited(NodeId node) const {
  const std::string* text = nullptr;
  for (const auto& [id, value] : input.edited)
    if (id == node) text = &value;
  return text;
}

float Frame::eased(NodeId node, int slot, float target, float ms) {
  const auto key = static_cast<std::uint64_t>(static_cast<std::uint32_t>(node)) << 8 |
                   static_cast<std::uint64_t>(slot);
  auto [it, fresh] = memory.eases.try_emplace(key, Memory::Ease{target, target, now_s, true});
  Memory::Ease& ease = it->second;
  ease.used = true;
  if (text_mode || theme.reduced_motion) ease.from = ease.to = target;
  const auto value = [&] {
    const float part = std::clamp(static_cast<float>((now_s - ease.start_s) * 1000) / ms, 0.f, 1.f);
    return ease.from + (ease.to - ease.from) * (1 - (1 - part) * (1 - part) * (1 - part));
  };
  if (ease.to != target) ease = {value(), target, now_s, true};
  if (ease.from == ease.to) return ease.to;
  if ((now_s - ease.start_s) * 1000 >= ms) {
    ease.from = ease.to;
    return ease.to;
  }
  again();
  return value();
}

std::string dom_id(NodeId node) { return "n" + std::to_string(static_cast<std::uint32_t>(node)); }

}  // namespace ui
