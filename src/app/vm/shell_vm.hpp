// What surrounds every screen: where one is, who one is, what has just happened.
#pragma once
#include <optional>
#include <string>
#include <vector>

#include "app/state.hpp"

namespace app {

enum class Section : std::uint8_t { map, new_action, account, settings, nowhere };

enum class Connection : std::uint8_t { online, offline };

struct ToastVm {
  std::uint32_t id = 0;
  Notice notice = Notice::something_failed;
  std::string code;
  bool error = false;  // assertive, stays until closed
  std::optional<Location> open;
};

struct ShellVm {
  Section section = Section::map;
  Route route;
  Session session = Session::unknown;
  std::string first_name, initial;  // of who is signed in; the initial in upper case
  Connection connection = Connection::online;
  std::size_t pending = 0;      // commands not yet acknowledged
  std::vector<ToastVm> toasts;  // oldest first
  // The document's title is made of the name of the screen and, where there is one, its subject.
  std::string subject;  // name of the place or title of the action shown, once known
  // Links that keep the filter.
  Location home, new_action, sign_in, settings;
};

ShellVm shell_vm(const State& state);

}  // namespace app
