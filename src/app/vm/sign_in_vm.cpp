#include "app/vm/sign_in_vm.hpp"

#include "core/rules/validate.hpp"

namespace app {
namespace {

std::string error_of(const State& state, Field field) {
  const auto error = state.sign_in.errors.find(field);
  return error == state.sign_in.errors.end() ? std::string{} : error->second;
}

}  // namespace

SignInVm sign_in_vm(const State& state) {
  SignInVm vm;
  const auto& draft = state.drafts.sign_in;
  vm.step = state.sign_in.step;
  vm.busy = state.sign_in.busy;
  vm.signed_in = state.session == Session::signed_in;
  if (state.account) vm.account_name = state.account->first_name;
  vm.contact = draft.to;
  vm.code = draft.code;
  vm.first_name = draft.first_name;
  vm.goal = draft.goal;
  if (vm.step != SignInStep::contact) {
    if (const auto contact = rules::parse_contact(draft.to)) {
      vm.sent_to = rules::to_text(*contact);
      vm.sent_by_phone = std::holds_alternative<rules::Phone>(*contact);
    }
  }
  vm.contact_error = error_of(state, Field::contact);
  vm.code_error = error_of(state, Field::code);
  vm.first_name_error = error_of(state, Field::first_name);
  vm.goal_error = error_of(state, Field::goal);
  for (const auto field : {Field::contact, Field::code, Field::first_name, Field::goal})
    if (!vm.first_error && state.sign_in.errors.contains(field)) vm.first_error = field;
  vm.for_new_action =
      state.sign_in.then && std::holds_alternative<NewActionRoute>(state.sign_in.then->route);
  return vm;
}

}  // namespace app
