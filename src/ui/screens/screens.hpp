// The screens. Each fills the rect it is given, in the scope that is open, and knows no device.
#pragma once
#include "app/vm/shell_vm.hpp"
#include "ui/frame.hpp"

namespace ui {

// The list of what is around, with its search and filters; on phones the map shows through above a
// sheet.
void home_screen(Frame& f, const app::ShellVm& shell, Rect r, bool detail_open);
void place_screen(Frame& f, const app::ShellVm& shell, Rect r, model::PlaceId id);
// Within it: whose it is, who checked it, what it needs, and the ways to correct it.
void place_care(Frame& f, Column& c, model::PlaceId id);
void correction_screen(Frame& f, const app::ShellVm& shell, Rect r, model::PlaceId id);
void history_screen(Frame& f, const app::ShellVm& shell, Rect r, model::PlaceId id);
void assignment_screen(Frame& f, const app::ShellVm& shell, Rect r, model::PlaceId id);
// What waits for who is signed in to decide.
void moderation_screen(Frame& f, const app::ShellVm& shell, Rect r);
void action_screen(Frame& f, const app::ShellVm& shell, Rect r, model::ActionId id);
void new_action_screen(Frame& f, const app::ShellVm& shell, Rect r);
void sign_in_screen(Frame& f, const app::ShellVm& shell, Rect r);
void print_screen(Frame& f, const app::ShellVm& shell, Rect r);
void settings_screen(Frame& f, const app::ShellVm& shell, Rect r);
// Over every screen, once asked for (Memory::urgency).
void urgency(Frame& f);
void unknown_screen(Frame& f, const app::ShellVm& shell, Rect r);
// Every widget in every state, for developers: where the server says that there is one.
inline constexpr std::string_view kGalleryPath = "/galerie";
void gallery_screen(Frame& f, const app::ShellVm& shell, Rect r);
// The elements on the map, and what the map's own layer draws under them. `shown`: they can be
// reached now.
void map_screen(Frame& f, bool shown);

}  // namespace ui
