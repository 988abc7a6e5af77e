#include "ui/widgets/field.hpp"

#include <algorithm>
#include <cmath>

#include "ui/widgets/words.hpp"

namespace ui {
namespace {

constexpr float kPad = 14, kRadius = 14;

std::string keyed(std::string_view key, std::string_view part) {
  return std::string(key).append(part);
}

void label(Frame& f, Column& c, std::string_view key, const FieldSpec& spec, NodeId node) {
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

// The frame around the input: its state in colour and width.
void box(Frame& f, Rect r, NodeId node, bool wrong, bool disabled, float round) {
  const Palette& p = *f.theme.colours;
  f.pen().box(r, disabled ? p.disabled : p.surface_raised, round);
  const bool focused = f.focused(node);
  const Colour edge = wrong             ? p.danger
                      : focused         ? p.accent
                      : f.hovered(node) ? p.text_muted
                                        : p.line_strong;
  f.pen().frame(r, edge, wrong || focused ? 2 : 1.5f, round);
}

Attributes attributes_of(const Frame& f, std::string_view key, const FieldSpec& spec, NodeId node) {
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

void note(Frame& f, Column& c, std::string_view key, const FieldSpec& spec) {
  if (spec.note.empty()) return;
  c.gap(6);
  const std::string name = keyed(key, ".note");
  paragraph(f, c, name, f.theme.text(type::kSmall), f.theme->text_muted, spec.note, Role::text,
            {{"id", dom_id(f.id(name))}});
}

std::string said_of(const Frame& f, const FormError& error) {
  return fill(f.words.error_of_field,
              {{"field", error.label}, {"error", f.said.error_sentence(error.code)}});
}

void take_edits(Frame& f, NodeId node, std::optional<app::Field> field) {
  if (const std::string* text = f.edited(node); text && field)
    f.send(app::FieldEdited{*field, *text});
}

}  // namespace

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

NodeId field(Frame& f, Column& c, std::string_view key, const FieldSpec& spec) {
  const NodeId node = f.id(key);
  label(f, c, key, spec, node);
  float h = std::round(std::max(size::kFieldHeight, 28 + f.theme.text(type::kBody).line));
  if (spec.area) {
    const TextStyle style = f.theme.text(type::kBody);
    const auto lines = f.fonts().lines(style, spec.value, c.w - 2 * kPad - 4).size();
    h = std::round(28 + style.line * static_cast<float>(std::clamp<std::size_t>(lines, 2, 5)));
  }
  const Rect r = c.take(h);
  box(f, r, node, !spec.error.empty(), spec.disabled, kRadius);
  f.leaf(spec.area ? Role::area : Role::field, key, r, {}, attributes_of(f, key, spec, node),
         spec.value);
  take_edits(f, node, spec.field);
  note(f, c, key, spec);
  error_line(f, c, key, spec.error);
  return node;
}

NodeId code_field(Frame& f, Column& c, std::string_view key, const FieldSpec& spec) {
  const NodeId node = f.id(key);
  label(f, c, key, spec, node);
  const TextStyle style = f.theme.text(type::kCode);
  const float cell =
      std::floor(std::min(size::kCodeCellWidth * f.theme.text_scale, (c.w - 4 * 8 - 12) / 6));
  const Rect r = c.take(std::round(std::max(size::kCodeCellHeight, style.line + 26)));
  const TextStyle digit{style.face, std::min(style.size, cell * 0.62f), style.line};
  float x = r.x;
  for (std::size_t i = 0; i < 6; ++i) {
    const Rect cell_rect{x, r.y, cell, r.h};
    const bool current = f.focused(node) && i == std::min<std::size_t>(spec.value.size(), 5);
    const Palette& p = *f.theme.colours;
    const bool wrong = !spec.error.empty();
    f.pen().box(cell_rect, spec.disabled ? p.disabled : p.surface_raised, 12);
    f.pen().frame(cell_rect,
                  wrong     ? p.danger
                  : current ? p.accent
                            : p.line_strong,
                  wrong || current ? 2 : 1.5f, 12);
    if (i < spec.value.size())
      f.pen().text(x + cell / 2, r.y + (r.h - digit.line) / 2, digit, p.text,
                   spec.value.substr(i, 1), Align::middle);
    else if (current)
      f.pen().box({x + cell / 2 - 1, r.y + r.h / 2 - 14, 2, 28}, p.accent);
    x += cell + (i == 2 ? 12.f : 8.f);
  }
  Attributes attributes = attributes_of(f, key, spec, node);
  attributes.emplace_back("data-look", "code");  // its own text is not shown: the cells show it
  f.leaf(Role::field, key, {r.x, r.y, x - 8 - r.x, r.h}, {}, std::move(attributes), spec.value);
  take_edits(f, node, spec.field);
  note(f, c, key, spec);
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
