#include "ui/widgets/field.hpp"

#include <algorithm>
#include <cmath>

#include "ui/widgets/field_parts.hpp"
#include "ui/widgets/words.hpp"

namespace ui {
namespace {

std::string said_of(const Frame& f, const FormError& error) {
  return fill(f.words.error_of_field,
              {{"field", error.label}, {"error", f.said.error_sentence(error.code)}});
}

void take_edits(Frame& f, NodeId node, std::optional<app::Field> field) {
  if (const std::string* text = f.edited(node); text && field)
    f.send(app::FieldEdited{*field, *text});
}

}  // namespace

NodeId field(Frame& f, Column& c, std::string_view key, const FieldSpec& spec) {
  const NodeId node = f.id(key);
  field_label(f, c, key, spec, node);
  float h = field_height(f);
  if (spec.area) {
    const TextStyle style = f.theme.text(type::kBody);
    const auto lines = f.fonts().lines(style, spec.value, c.w - 2 * kFieldPad - 4).size();
    h = std::round(28 + style.line * static_cast<float>(std::clamp<std::size_t>(lines, 2, 5)));
  }
  const Rect r = c.take(h);
  field_box(f, r, node, !spec.error.empty(), spec.disabled, kFieldRadius);
  f.leaf(spec.area ? Role::area : Role::field, key, r, {}, field_attributes(f, key, spec, node),
         spec.value);
  take_edits(f, node, spec.field);
  field_note(f, c, key, spec);
  error_line(f, c, key, spec.error);
  return node;
}

NodeId code_field(Frame& f, Column& c, std::string_view key, const FieldSpec& spec) {
  const NodeId node = f.id(key);
  field_label(f, c, key, spec, node);
  const TextStyle style = f.theme.text(type::kCode);
  const float cell =
      std::floor(std::min(size::kCodeCellWidth * f.theme.text_scale, (c.w - 4 * 8 - 12) / 6));
  const Rect r = c.take(std::round(std::max(size::kCodeCellHeight, style.line + 26)));
  const TextStyle digit{style.face, std::min(style.size, cell * 0.62f), style.line};
  const Pen pen = f.pen().upright({r.x, r.y, 6 * cell + 4 * 8 + 12, r.h});  // digits run as ever
  float x = r.x;
  for (std::size_t i = 0; i < 6; ++i) {
    const Rect cell_rect{x, r.y, cell, r.h};
    const bool current = f.focused(node) && i == std::min<std::size_t>(spec.value.size(), 5);
    const Palette& p = *f.theme.colours;
    const bool wrong = !spec.error.empty();
    pen.box(cell_rect, spec.disabled ? p.disabled : p.surface_raised, 12);
    pen.frame(cell_rect,
              wrong     ? p.danger
              : current ? p.accent
                        : p.line_strong,
              wrong || current ? 2 : 1.5f, 12);
    if (i < spec.value.size())
      pen.text(x + cell / 2, r.y + (r.h - digit.line) / 2, digit, p.text, spec.value.substr(i, 1),
               Align::middle);
    else if (current)
      pen.box({x + cell / 2 - 1, r.y + r.h / 2 - 14, 2, 28}, p.accent);
    x += cell + (i == 2 ? 12.f : 8.f);
  }
  Attributes attributes = field_attributes(f, key, spec, node);
  attributes.emplace_back("dir", "ltr");
  attributes.emplace_back("data-look", "code");  // its own text is not shown: the cells show it
  f.leaf(Role::field, key, {r.x, r.y, x - 8 - r.x, r.h}, {}, std::move(attributes), spec.value);
  take_edits(f, node, spec.field);
  field_note(f, c, key, spec);
  error_line(f, c, key, spec.error);
  return node;
}

void error_summary(Frame& f, Column& c, const std::vector<FormError>& errors) {
  std::size_t hash = 0;
  for (const FormError& error : errors)
    hash = (hash + std::hash<std::string>{}(error.label + error.code)) * 31;
  const bool grown = hash != 0 && f.memory.errors_seen == 0;
  f.memory.errors_seen = hash;
  if (errors.empty()) return;
  constexpr float kInner = 14;
  const Palette& p = *f.theme.colours;
  const Rect from{c.x, c.y, c.w, 0};
  // Painted before its content, so its height is found first.
  Column probe{0, 0, c.w - 2 * kInner};
  probe.gap(12 + height_of(f, f.theme.text(type::kBodyStrong), f.said.errors_to_mend(errors.size()),
                           probe.w));
  for (const FormError& error : errors)
    probe.gap(std::max(size::kTargetMin,
                       height_of(f, f.theme.text(type::kLabel), said_of(f, error), probe.w) + 8));
  const float height = probe.y + 8;
  f.pen().box({from.x, from.y, from.w, height}, p.danger_soft, 14);
  const NodeId box = f.open(Role::group, "errors", {from.x, from.y, from.w, height},
                            {{"tabindex", "-1"},
                             {"aria-label", f.words.errors_title},
                             {"data-look", "errors"},
                             {"data-radius", "14"}});
  Column inner{kInner, 12, c.w - 2 * kInner};
  heading(f, inner, "title", 2, type::kBodyStrong, f.said.errors_to_mend(errors.size()));
  for (std::size_t i = 0; i < errors.size(); ++i) {
    const Link to{said_of(f, errors[i]), "#" + dom_id(errors[i].target), {}, {}, false};
    if (link(f, inner, std::to_string(i), to)) f.focus(errors[i].target);
  }
  f.close();
  c.take(height);
  c.gap(16);
  if (grown) f.focus(box);
}

}  // namespace ui
