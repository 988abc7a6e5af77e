// Signing in: a contact, the code sent to it, and once a first name and a goal.
#pragma once
#include <optional>
#include <string>

#include "app/state.hpp"

namespace app {

struct SignInVm {
  SignInStep step = SignInStep::contact;
  bool busy = false;       // an answer is awaited
  bool signed_in = false;  // already: show who, and a way out
  std::string account_name;

  std::string contact, code, first_name;  // as typed
  std::optional<model::Goal> goal;
  std::string sent_to;  // the contact as understood ("+33612345678"), in the steps after the first
  bool sent_by_phone = false;

  // Error codes, empty where there is none.
  std::string contact_error, code_error, first_name_error, goal_error;
  std::optional<Field> first_error;  // where the focus belongs
  bool for_new_action = false;       // signs in so as to publish: say that the text is kept
};

SignInVm sign_in_vm(const State& state);

}  // namespace app
