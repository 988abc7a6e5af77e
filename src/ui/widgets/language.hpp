// The languages of the interface, each named in itself: the chosen one is spoken at once.
#pragma once
#include "ui/frame.hpp"

namespace ui {

void language_choice(Frame& f, Column& c);

}  // namespace ui
