#include "client/mirror_host.hpp"

#include "platform/web/bridge.hpp"

namespace client {

void MirrorHost::open(ui::NodeId id, ui::NodeId parent, ui::NodeId previous, ui::Role role) {
  host_mirror_open(id, parent, previous, static_cast<int>(role));
}
void MirrorHost::close(ui::NodeId id) { host_mirror_close(id); }
void MirrorHost::set_attribute(ui::NodeId id, const char* name, std::string_view value) {
  host_mirror_set_attribute(id, name, value.data(), value.size());
}
void MirrorHost::remove_attribute(ui::NodeId id, const char* name) {
  host_mirror_remove_attribute(id, name);
}
void MirrorHost::set_text(ui::NodeId id, std::string_view text) {
  host_mirror_set_text(id, text.data(), text.size());
}
void MirrorHost::set_value(ui::NodeId id, std::string_view value) {
  host_mirror_set_value(id, value.data(), value.size());
}
void MirrorHost::set_rect(ui::NodeId id, ui::Rect rect) {
  host_mirror_set_rect(id, rect.x, rect.y, rect.w, rect.h);
}
void MirrorHost::focus(ui::NodeId id) { host_mirror_focus(id); }
void MirrorHost::scroll(ui::NodeId id, float top) { host_mirror_scroll(id, top); }
void MirrorHost::set_text_mode(bool on) { host_mirror_text_mode(on ? 1 : 0); }
void MirrorHost::set_title(std::string_view title) {
  host_mirror_title(title.data(), title.size());
}
void MirrorHost::choose(ui::Setting setting, std::string_view value) {
  host_setting_choose(ui::kSettingNames[static_cast<std::size_t>(setting)], value.data(),
                      value.size());
}

}  // namespace client
