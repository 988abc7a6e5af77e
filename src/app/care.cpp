#include "app/care.hpp"

#include "core/rules/permit.hpp"

namespace app {

bool may(const State& state, const model::Place& place, const model::Intent& intent) {
  rules::Facts facts;
  facts.is_place_known = true;
  if (place.care.association) facts.place_association = place.care.association->id;
  const auto actor =
      state.account ? rules::actor_at(state.standing, state.account->id, place.at) : rules::Actor{};
  return bool(rules::permit(actor, intent, facts));
}

std::string need_of(const model::Place& place, Need need) {
  const auto& needs = place.care.needs;
  if (!needs) return "";
  return need == Need::donations ? needs->donations : needs->volunteers;
}

}  // namespace app
