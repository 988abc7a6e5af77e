#include "app/rebase.hpp"

#include <utility>

#include "app/care.hpp"
#include "app/reduce_parts.hpp"
#include "core/base/overloaded.hpp"
#include "core/geo/public_cell.hpp"
#include "core/rules/correction.hpp"
#include "core/rules/validate.hpp"

namespace app {
namespace {

// The markers the outbox wants changed; none: taken off the map.
using Wanted = std::unordered_map<base::Uuid, std::optional<model::Marker>>;

model::Action action_of(const State& state, const Pending& pending,
                        const model::CreateAction& create) {
  model::Action action;
  action.id = subject(pending.command);
  action.kind = create.kind;
  action.section = create.section;
  action.title = create.title;
  action.text = create.text;
  if (state.account) action.author = {state.account->id, state.account->first_name};
  if (const auto* at = std::get_if<model::Position>(&create.at)) action.at = geo::public_cell(*at);
  action.created = action.updated = pending.made;
  return action;
}

void lay_create(State& state, Wanted& wanted, const Pending& pending,
                const model::CreateAction& create) {
  if (base_holds(state, pending.command)) return;
  auto action = action_of(state, pending, create);
  if (std::holds_alternative<model::Position>(create.at))
    wanted[action.id.uuid] = model::marker_of(action);
  state.actions[action.id] = {LoadState::ready, std::move(action), {}};
}

void lay_close(State& state, Wanted& wanted, const Pending& pending,
               const model::CloseAction& close) {
  if (base_holds(state, pending.command)) return;
  wanted[close.action.uuid] = std::nullopt;
  const auto shown = state.actions.find(close.action);
  if (shown == state.actions.end() || !shown->second.value) return;
  auto& action = *shown->second.value;
  action.status = model::ActionStatus::closed;
  action.outcome = close.outcome;
  action.outcome_message = close.message;
  action.updated = pending.made;
}

// What becomes of a place by what those who look after it send.
struct Care {
  const State& state;
  base::Instant made;
  model::Place& place;

  void operator()(const model::EditPlace& edit) const {
    for (const auto& change : edit.changes)
      model::set_text(place, change.field, change.after, made);
  }
  void operator()(const model::TellNeeds& told) const {
    const model::PlaceNeeds needs{rules::trimmed(told.donations), rules::trimmed(told.volunteers),
                                  made};
    const bool any = !needs.donations.empty() || !needs.volunteers.empty();
    place.care.needs = any ? std::optional(needs) : std::nullopt;
  }
  void operator()(const model::CheckPlace&) const {
    if (state.account) place.care.checked = {made, rules::hand_of(state.standing, place)};
  }
  void operator()(const auto&) const {}
};

// The place that the command of who looks after it is about.
std::optional<model::PlaceId> cared_for(const model::Intent& intent) {
  using Found = std::optional<model::PlaceId>;
  return std::visit(
      base::Overloaded{[](const model::EditPlace& edit) -> Found { return edit.place; },
                       [](const model::TellNeeds& needs) -> Found { return needs.place; },
                       [](const model::CheckPlace& check) -> Found { return check.place; },
                       [](const auto&) -> Found { return std::nullopt; }},
      intent);
}

void lay_care(State& state, const Pending& pending) {
  const auto id = cared_for(pending.command.intent);
  auto* const place = id ? known_place(state, *id) : nullptr;
  if (!place) return;
  state.shadowed_places.try_emplace(*id, *place);
  std::visit(Care{state, pending.made, *place}, pending.command.intent);
}

void uncover_places(State& state) {
  for (auto& [id, said] : state.shadowed_places)
    if (auto* const place = known_place(state, id)) *place = std::move(said);
  state.shadowed_places.clear();
}

void show(State& state, const base::Uuid& id, const std::optional<model::Marker>& marker) {
  const auto here = state.markers.find(id);
  if (!marker) {
    if (here) state.markers.erase(id);
  } else if (!here || state.markers.marker(*here) != *marker) {
    state.markers.put(*marker);
  }
}

}  // namespace

model::ActionId subject(const model::Command& command) {
  return std::visit(base::Overloaded{[](const model::CloseAction& close) { return close.action; },
                                     [&](const auto&) { return model::ActionId{command.id.uuid}; }},
                    command.intent);
}

std::optional<model::Marker> base_marker(const State& state, const base::Uuid& id) {
  if (const auto under = state.shadowed.find(id); under != state.shadowed.end())
    return under->second;
  const auto here = state.markers.find(id);
  return here ? std::optional(state.markers.marker(*here)) : std::nullopt;
}

void put_base_marker(State& state, const model::Marker& marker) {
  if (const auto under = state.shadowed.find(marker.id); under != state.shadowed.end())
    under->second = marker;
  else
    show(state, marker.id, marker);
}

void erase_base_marker(State& state, const base::Uuid& id) {
  if (const auto under = state.shadowed.find(id); under != state.shadowed.end())
    under->second = std::nullopt;
  else
    state.markers.erase(id);
}

void replace_base_markers(State& state, geo::MarkerStore markers) {
  state.markers = std::move(markers);
  state.shadowed.clear();
  state.open_places = {};
}

void put_base_place(State& state, const model::Place& place) {
  state.shadowed_places.erase(place.id);
  state.places[place.id] = {LoadState::ready, place, {}};
  for (const auto& pending : state.outbox)
    if (cared_for(pending.command.intent) == place.id && parts::is_mine(state, pending))
      lay_care(state, pending);
}

void carry_into_base(State& state, const Pending& pending) {
  const auto id = cared_for(pending.command.intent);
  if (!id) return;
  const auto under = state.shadowed_places.find(*id);
  auto* const said =
      under != state.shadowed_places.end() ? &under->second : known_place(state, *id);
  if (said) std::visit(Care{state, pending.made, *said}, pending.command.intent);
}

bool base_holds(const State& state, const model::Command& command) {
  const auto id = subject(command);
  const auto known = state.base_actions.find(id);
  const auto* said =
      known != state.base_actions.end() && known->second.value ? &*known->second.value : nullptr;
  return std::visit(base::Overloaded{[&](const model::CreateAction&) {
                                       return said || base_marker(state, id.uuid);
                                     },
                                     [&](const model::CloseAction&) {
                                       return said && said->status != model::ActionStatus::open;
                                     },
                                     [](const auto&) { return true; }},  // nothing to wait for
                    command.intent);
}

void rebase(State& state) {
  state.actions = state.base_actions;
  uncover_places(state);
  Wanted wanted;
  for (const auto& pending : state.outbox) {
    if (!parts::is_mine(state, pending)) continue;
    lay_care(state, pending);
    std::visit(
        base::Overloaded{
            [&](const model::CreateAction& create) { lay_create(state, wanted, pending, create); },
            [&](const model::CloseAction& close) { lay_close(state, wanted, pending, close); },
            [](const auto&) {}},  // what the others change is shown once the server says so
        pending.command.intent);
  }
  std::erase_if(state.shadowed, [&](const auto& under) {
    if (wanted.contains(under.first)) return false;
    show(state, under.first, under.second);
    return true;
  });
  for (const auto& [id, marker] : wanted) {
    if (!state.shadowed.contains(id)) state.shadowed.emplace(id, base_marker(state, id));
    show(state, id, marker);
  }
}

}  // namespace app
