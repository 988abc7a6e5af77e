#include "app/vm/action_vm.hpp"

#include "app/vm/near.hpp"
#include "core/rules/permit.hpp"

namespace app {
namespace {

bool may_close(const State& state, const model::Action& action) {
  rules::Actor actor;
  if (state.account) actor.person = state.account->id;
  const model::CloseAction close{action.id, model::ActionOutcome::happened, {}};
  return static_cast<bool>(rules::permit(actor, close, {action.author.id, action.status}));
}

void fill(ActionVm& vm, const State& state, const model::Action& action, base::Instant now) {
  vm.marker = model::marker_kind(action.kind, action.section);
  vm.title = action.title;
  vm.kind = action.kind;
  vm.section = action.section;
  vm.status = action.status;
  vm.text = action.text;
  vm.author = action.author.first_name;
  vm.author_initial = initial(vm.author);
  vm.age = age(action.created, now);
  if (action.at.cell_height_deg > 0) {
    vm.area = map_area(action.at, vm.marker);
    const auto distance = near(state, action.at.centre);
    vm.distance_m = distance.distance_m;
    vm.walk_min = distance.walk_min;
  }
  vm.outcome = action.outcome;
  vm.outcome_message = action.outcome_message;
  vm.example = action.example;
  vm.is_mine = state.account && state.account->id == action.author.id;
  vm.can_close = may_close(state, action);
}

}  // namespace

ActionVm action_vm(const State& state, model::ActionId id, base::Instant now) {
  ActionVm vm;
  vm.id = id;
  vm.pending = is_pending(state, id.uuid);
  if (const auto marker = state.markers.find(id.uuid)) {
    vm.title = state.markers.marker(*marker).title;
    vm.marker = state.markers.marker(*marker).kind;
  }
  const auto known = state.actions.find(id);
  if (known == state.actions.end()) return vm;
  vm.load = known->second.state;
  if (vm.load == LoadState::failed) vm.error = known->second.error;
  if (known->second.value) fill(vm, state, *known->second.value, now);
  return vm;
}

}  // namespace app
