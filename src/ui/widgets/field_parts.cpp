#include "ui/widgets/field_parts.hpp"

#include <algorithm>
#include <cmath>

#include "ui/widgets/words.hpp"

namespace ui {
namespace {

std::string keyed(std::string_view key, std::string_view part) {
  return std::string(key).append(part);
}

}  // namespace

float field_height(const Frame& f) {
  return std::round(std::max(size::kFieldHeight, 28 + f.theme.text(type::kBody).line));
}

void field_label(Frame& f, Column& c, std::string_view key, const FieldSpec& spec, NodeId node) {
  const TextStyle style = f.theme.text(type::kLabel), small = f.theme.text(type::kSmall);
  const Rect r{c.x, c.y, c.w, height_of(f, style, spec.label, c.w)};
  paint_lines(f, r, style, f.theme->text, spec.label);
  std::string said = spec.label;
  c.take(r.h);
  if (spec.optional) {
    const float room = f.fonts().width(style, spec.label) + 6,
                w = f.fonts().width(small, f.words.optional);
    const bool beside = room + w <= c.w && r.h <= style.line;
    if (!beside) c.take(small.line);
    f.pen().text(beside ? c.x + room : c.x,
                 beside ? r.y + (style.line - small.line) / 2 : r.y + r.h, small,
                 f.theme->text_muted, f.words.optional);
    said += std::string(" ") + f.words.optional;
  }
  f.leaf(Role::label, keyed(key, ".label"), {r.x, r.y, c.w, c.y - r.y}, std::move(said),
         {{"for", dom_id(node)}});
  c.gap(6);
}

void field_box(Frame& f, Rect r, NodeId node, bool wrong, bool disabled, float round) {
  const Palette& p = *f.theme.colours;
  f.pen().box(r, disabled ? p.disabled : p.surface_raised, round);
  const bool focused = f.focused(node);
  const Colour edge = wrong             ? p.danger
                      : focused         ? p.accent
                      : f.hovered(node) ? p.text_muted
                                        : p.line_strong;
  f.pen().frame(r, edge, wrong || focused ? 2 : 1.5f, round);
}

Attributes field_attributes(const Frame& f, std::string_view key, const FieldSpec& spec,
                            NodeId node) {
  Attributes attributes = spec.attributes;
  attributes.emplace_back("id", dom_id(node));
  attributes.emplace_back("data-radius", "14");
  if (!spec.hint.empty()) attributes.emplace_back("placeholder", spec.hint);
  if (spec.disabled) attributes.emplace_back("readonly", "");
  if (spec.area) attributes.emplace_back("rows", "3");
  std::string described;
  if (!spec.error.empty()) {
    attributes.emplace_back("aria-invalid", "true");
    described = error_id(f, key);
  }
  if (!spec.note.empty())
    described += (described.empty() ? "" : " ") + dom_id(f.id(keyed(key, ".note")));
  if (!described.empty()) attributes.emplace_back("aria-describedby", described);
  return attributes;
}

void field_note(Frame& f, Column& c, std::string_view key, const FieldSpec& spec) {
  if (spec.note.empty()) return;
  c.gap(6);
  const std::string name = keyed(key, ".note");
  paragraph(f, c, name, f.theme.text(type::kSmall), f.theme->text_muted, spec.note, Role::text,
            {{"id", dom_id(f.id(name))}});
}

std::string error_id(const Frame& f, std::string_view key) {
  return dom_id(f.id(keyed(key, ".error")));
}

void error_line(Frame& f, Column& c, std::string_view key, std::string_view code) {
  if (code.empty()) return;
  c.gap(6);
  const TextStyle style = f.theme.text(type::kSmallStrong);
  const float icon = f.theme.grown(18);
  f.pen().glyph({c.x + icon / 2, c.y + style.line / 2}, icon, f.theme->danger, icon::kWarningCircle,
                true);
  Column beside{c.x + icon + 6, c.y, c.w - icon - 6};
  const std::string name = keyed(key, ".error");
  paragraph(f, beside, name, style, f.theme->danger, f.said.error_sentence(code), Role::text,
            {{"id", dom_id(f.id(name))}});
  c.y = beside.y;
}

}  // namespace ui
