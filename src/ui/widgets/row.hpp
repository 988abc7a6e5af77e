// A row of the list of places and actions: the whole row is one link.
#pragma once
#include "app/vm/home_vm.hpp"
#include "ui/frame.hpp"

namespace ui {

float row_height(Frame& f, const app::HomeRow& row, float width);
// `index` of `count`, for those who cannot see how long the list is. Returns the link's node.
NodeId row(Frame& f, Rect r, const app::HomeRow& row, std::size_t index, std::size_t count);
// The node that row() gives, without drawing it.
NodeId row_link(NodeId list, const base::Uuid& id);
// Three rows that are still to come.
void rows_to_come(Frame& f, Column& c);

}  // namespace ui
