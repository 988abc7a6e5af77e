#include "app/vm/correction_vm.hpp"

#include "app/care.hpp"
#include "core/rules/validate.hpp"

namespace app {
namespace {

// What was typed of this place, else what it says.
std::string value_of(const State& state, const model::Place& place, model::PlaceField field) {
  const auto& draft = state.drafts.correction;
  if (draft.place == place.id && draft.texts.contains(field)) return draft.texts.at(field);
  return text_of(place, field);
}

template <class Key>
std::string found(const std::map<Key, std::string>& texts, Key key) {
  const auto text = texts.find(key);
  return text == texts.end() ? std::string{} : text->second;
}

std::string value_of(const State& state, const model::Place& place, Need need) {
  const auto& draft = state.drafts.correction;
  if (draft.place == place.id && draft.needs.contains(need)) return draft.needs.at(need);
  return need_of(place, need);
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
    vm.fields.push_back(
        {field, value_of(state, place, field), found(state.correction.errors, field)});
  const auto hours = rules::trimmed(vm.fields.front().value);
  vm.week = rules::opening_week(hours, rules::locality_of(place.postal_code, place.at), now);
  vm.hours_unreadable = !hours.empty() && vm.week.days.empty() && !vm.week.is_always;
  vm.closed = !value_of(state, place, model::PlaceField::closed).empty();
  vm.is_direct = looks_after(state, place);
  if (vm.is_direct)
    for (const auto need : {Need::donations, Need::volunteers})
      vm.needs.push_back(
          {need, value_of(state, place, need), found(state.correction.need_errors, need)});
  if (state.drafts.correction.place == id) vm.remark = state.drafts.correction.remark;
  vm.remark_error = state.correction.remark_error;
  vm.form_error = state.correction.form_error;
  return vm;
}

}  // namespace app
