// What everything that is filled in has around it: a label, a frame, a note, an error.
#pragma once
#include "ui/widgets/field.hpp"

namespace ui {

inline constexpr float kFieldRadius = 14, kFieldPad = 14;

float field_height(const Frame& f);  // of one line
void field_label(Frame& f, Column& c, std::string_view key, const FieldSpec& spec, NodeId node);
// Its state in colour and width.
void field_box(Frame& f, Rect r, NodeId node, bool wrong, bool disabled, float round);
void field_note(Frame& f, Column& c, std::string_view key, const FieldSpec& spec);
Attributes field_attributes(const Frame& f, std::string_view key, const FieldSpec& spec,
                            NodeId node);

}  // namespace ui
