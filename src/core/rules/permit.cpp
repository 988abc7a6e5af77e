#include "core/rules/permit.hpp"

#include "core/base/overloaded.hpp"

namespace rules {
namespace {

using Permission = base::Result<base::Done>;

Permission allowed() { return base::Done{}; }
Permission refused(std::string code, std::string detail) {
  return base::Error{std::move(code), "", std::move(detail)};
}

Permission permit_close(const model::PersonId& person, const Facts& facts) {
  if (!facts.author) return refused("permit.not_found", "There is no such action.");
  if (*facts.author != person) return refused("permit.not_author", "Only its author closes it.");
  if (facts.status == model::ActionStatus::closed) {
    return refused("permit.already_closed", "The action is closed already.");
  }
  return allowed();
}

}  // namespace

base::Result<base::Done> permit(const Actor& actor, const model::Intent& intent,
                                const Facts& facts) {
  if (!actor.person) return refused("permit.sign_in", "Only those who signed in do this.");
  return std::visit(
      base::Overloaded{
          [](const model::CreateAction&) { return allowed(); },
          [&](const model::CloseAction&) { return permit_close(*actor.person, facts); },
      },
      intent);
}

}  // namespace rules
