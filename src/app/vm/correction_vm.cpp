#include "app/vm/correction_vm.hpp"

#include "core/rules/opening_hours.hpp"
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

DayHours day_of(const rules::OpeningHours& hours, const rules::Locality& locality, base::Day day) {
  DayHours one{base::weekday_of(day), {}, false};
  for (const auto& part : rules::day_intervals(hours, locality, day)) {
    if (part.is.state == rules::HoursState::unknown) one.is_unknown = true;
    if (part.is.state != rules::HoursState::open) continue;
    if (!one.open_min.empty() && one.open_min.back().second == part.from_min)
      one.open_min.back().second = part.to_min;  // only the comment differs
    else
      one.open_min.emplace_back(part.from_min, part.to_min);
  }
  return one;
}

}  // namespace

std::vector<DayHours> week_of(const std::string& opening_hours, const model::Place& place,
                              base::Instant now) {
  std::vector<DayHours> week;
  const auto text = rules::trimmed(opening_hours);
  const auto hours = rules::parse_opening_hours(text);
  if (text.empty() || !hours) return week;
  const auto locality = rules::locality_of(place.postal_code, place.at);
  const auto today = rules::local_time(locality.zone, now).day;
  for (base::Day day = today; day < today + 7; ++day) week.push_back(day_of(*hours, locality, day));
  return week;
}

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
  const auto& hours = vm.fields.front().value;
  vm.week = week_of(hours, place, now);
  vm.hours_unreadable = vm.week.empty() && !rules::trimmed(hours).empty();
  vm.closed = !value_of(state, place, model::PlaceField::closed).empty();
  if (state.drafts.correction.place == id) vm.remark = state.drafts.correction.remark;
  vm.remark_error = state.correction.remark_error;
  vm.form_error = state.correction.form_error;
  return vm;
}

}  // namespace app
