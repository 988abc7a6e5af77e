// What the screens around corrections say alike.
#pragma once
#include <string>

#include "app/vm/correction_vm.hpp"
#include "ui/frame.hpp"

namespace ui {

const char* name_of(const Words& words, model::PlaceField field);
std::string said_of(const Words& words, const model::PublicHand& by);
// "lundi : 9 h – 12 h, 14 h – 18 h"
std::string said_of(const Words& words, const app::DayHours& day);
// What a field says, in words: nothing is "rien".
std::string value_said(const Words& words, model::PlaceField field, const std::string& text);

}  // namespace ui
