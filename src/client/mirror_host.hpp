// The elements of the page (web/mirror.js).
#pragma once
#include "ui/host.hpp"

namespace client {

class MirrorHost final : public ui::Mirror {
 public:
  void open(ui::NodeId id, ui::NodeId parent, ui::NodeId previous, ui::Role role) override;
  void close(ui::NodeId id) override;
  void set_attribute(ui::NodeId id, const char* name, std::string_view value) override;
  void remove_attribute(ui::NodeId id, const char* name) override;
  void set_text(ui::NodeId id, std::string_view text) override;
  void set_value(ui::NodeId id, std::string_view value) override;
  void set_rect(ui::NodeId id, ui::Rect rect) override;
  void focus(ui::NodeId id) override;
  void scroll(ui::NodeId id, float top) override;
  void set_text_mode(bool on) override;
  void set_title(std::string_view title) override;
  void choose(ui::Setting setting, std::string_view value) override;
};

}  // namespace client
