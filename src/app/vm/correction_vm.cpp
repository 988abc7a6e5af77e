#include "app/vm/correction_vm.hpp"

#include "core/rules/validate.hpp"

namespace app {
namespace {

// What was typed of this place, else what it says.
std::string value_of(const State& state, const model::Place& place, model::PlaceField field) {
  const auto& draft = state.drafts.correction;
  if (draft.place == place.id)
    if (const auto typed = draft.texts.find(field); typed != draft.texts.end())
      return typed->second;
  return text_of(place, field);
}

std::string error_of(const State& state, model::PlaceField field) {
  const auto error = state.correction.errors.find(field);
  return error == state.correction.errors.end() ? std::string{} : error->second;
}

}  // namespace

CorrectionVm correction_vm(const State& state, model::PlaceId id, base::Instant now) {
  CorrectionVm vm;
  const auto known = state.places.find(id);
  if (known == state.places.end()) return vm;
  vm.load = known->second.state;
  vm.error = known->second.error;
  if (!known->second.value) return vm;
  const auto& place = *known->second.value;
  vm.name = place.name;
  for (const auto field : kAskedFields)
    vm.fields.push_back({field, value_of(state, place, field), error_of(state, field)});
  const auto hours = rules::trimmed(vm.fields.front().value);
  vm.week = rules::opening_week(hours, rules::locality_of(place.postal_code, place.at), now);
  vm.hours_unreadable = !hours.empty() && vm.week.days.empty() && !vm.week.is_always;
  vm.closed = !value_of(state, place, model::PlaceField::closed).empty();
  if (state.drafts.correction.place == id) vm.remark = state.drafts.correction.remark;
  vm.remark_error = state.correction.remark_error;
  vm.form_error = state.correction.form_error;
  return vm;
}

}  // namespace app
