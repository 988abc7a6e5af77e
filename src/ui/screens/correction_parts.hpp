// What the screens around corrections say alike.
#pragma once
#include <string>

#include "core/model/correction.hpp"
#include "ui/widgets/field.hpp"

namespace ui {

const char* name_of(const Words& words, model::PlaceField field);
std::string said_of(const Words& words, const model::PublicHand& by);
// What a field says, in words: nothing is "rien".
std::string value_said(const Words& words, model::PlaceField field, const std::string& text);

std::string date_said(const Said& said, base::Instant at);  // "21 novembre 2026", in UTC

// A field of several lines that people fill, at most so many letters; its key is its name.
NodeId written_area(Frame& f, Column& c, const char* name, std::size_t most, FieldSpec spec);

}  // namespace ui
