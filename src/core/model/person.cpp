#include "core/model/person.hpp"

#include "core/model/with_text.hpp"

namespace model {

std::string_view to_text(Goal goal) {
  switch (goal) {
    case Goal::offer_help: return "offer_help";
    case Goal::ask_for_help: return "ask_for_help";
    case Goal::organization: return "organization";
  }
  return {};
}

std::optional<Goal> goal(std::string_view text) { return with_text(kGoals, text); }

}  // namespace model
