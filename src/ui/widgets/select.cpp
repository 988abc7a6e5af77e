#include "ui/widgets/select.hpp"

#include <charconv>

#include "ui/widgets/field_parts.hpp"

namespace ui {

std::optional<std::size_t> select(Frame& f, Column& c, std::string_view key,
                                  const SelectSpec& spec) {
  const FieldSpec around{.field = {},
                         .label = spec.label,
                         .value = {},
                         .error = spec.error,
                         .note = spec.note,
                         .disabled = spec.disabled};
  const NodeId node = f.id(key);
  const Palette& p = *f.theme.colours;
  field_label(f, c, key, around, node);
  const Rect r = c.take(field_height(f));
  field_box(f, r, node, !spec.error.empty(), spec.disabled, kFieldRadius);
  const float icon = f.theme.grown(size::kIcon);
  f.pen().glyph({r.x + r.w - kFieldPad - icon / 2, r.y + r.h / 2}, icon,
                spec.disabled ? p.on_disabled : p.text_muted, icon::kCaretDown, false);
  Attributes attributes = field_attributes(f, key, around, node);
  if (spec.disabled) attributes.emplace_back("disabled", "");  // a select knows no readonly
  f.open(Role::choice, key, r, std::move(attributes), {}, std::to_string(spec.chosen));
  for (std::size_t i = 0; i < spec.options.size(); ++i) {
    const std::string value = std::to_string(i);
    f.leaf(Role::option, value, {}, spec.options[i], {{"value", value}});
  }
  f.close();
  field_note(f, c, key, around);
  error_line(f, c, key, spec.error);
  const std::string* value = f.edited(node);
  if (!value) return std::nullopt;
  std::size_t index = 0;
  const auto end = value->data() + value->size();
  const auto read = std::from_chars(value->data(), end, index);
  if (read.ec != std::errc{} || read.ptr != end || index >= spec.options.size())
    return std::nullopt;  // an element that a translator or an extension has changed
  return index;
}

}  // namespace ui
