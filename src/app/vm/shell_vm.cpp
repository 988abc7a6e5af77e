#include "app/vm/shell_vm.hpp"

#include "app/care.hpp"
#include "app/vm/near.hpp"
#include "core/base/overloaded.hpp"

namespace app {
namespace {

Section section_of(const Route& route) {
  return std::visit(base::Overloaded{[](const HomeRoute&) { return Section::map; },
                                     [](const PlaceRoute&) { return Section::map; },
                                     [](const ActionRoute&) { return Section::map; },
                                     [](const NewActionRoute&) { return Section::new_action; },
                                     [](const SignInRoute&) { return Section::account; },
                                     [](const SettingsRoute&) { return Section::settings; },
                                     [](const PrintRoute&) { return Section::map; },
                                     [](const CorrectionRoute&) { return Section::map; },
                                     [](const HistoryRoute&) { return Section::map; },
                                     [](const AssignmentRoute&) { return Section::map; },
                                     [](const ModerationRoute&) { return Section::account; },
                                     [](const UnknownRoute&) { return Section::nowhere; }},
                    route);
}

std::string marker_title(const State& state, const base::Uuid& id) {
  const auto marker = state.markers.find(id);
  return marker ? state.markers.marker(*marker).title : std::string{};
}

std::string subject_of(const State& state) {
  if (const auto* route = std::get_if<PlaceRoute>(&state.location.route)) {
    if (const auto* place = known_place(state, route->id)) return place->name;
    return marker_title(state, route->id.uuid);
  }
  if (const auto* route = std::get_if<ActionRoute>(&state.location.route)) {
    const auto action = state.actions.find(route->id);
    if (action != state.actions.end() && action->second.value) return action->second.value->title;
    return marker_title(state, route->id.uuid);
  }
  return {};
}

}  // namespace

ShellVm shell_vm(const State& state) {
  ShellVm vm;
  const auto& filter = state.location.filter;
  vm.section = section_of(state.location.route);
  vm.route = state.location.route;
  vm.session = state.session;
  if (state.account) vm.first_name = state.account->first_name;
  vm.initial = initial(vm.first_name);
  vm.connection = state.online ? Connection::online : Connection::offline;
  vm.pending = count_pending(state);
  for (const auto& toast : state.toasts)
    vm.toasts.push_back({toast.id, toast.notice, toast.code, is_error(toast.notice), toast.open});
  vm.subject = subject_of(state);
  vm.home = {HomeRoute{}, filter};
  vm.new_action = {NewActionRoute{}, filter};
  vm.sign_in = {SignInRoute{}, filter};
  vm.settings = {SettingsRoute{}, filter};
  return vm;
}

}  // namespace app
