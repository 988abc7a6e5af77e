#include "app/vm/new_action_vm.hpp"

#include "app/reduce_parts.hpp"
#include "core/base/utf8.hpp"
#include "core/geo/public_cell.hpp"
#include "core/rules/limits.hpp"
#include "core/rules/validate.hpp"

namespace app {
namespace {

std::string error_of(const State& state, Field field) {
  const auto error = state.new_action.errors.find(field);
  return error == state.new_action.errors.end() ? std::string{} : error->second;
}

std::size_t left(std::size_t limit, const std::string& text) {
  const auto length = base::count_code_points(text).value_or(text.size());
  return length < limit ? limit - length : 0;
}

std::optional<Field> first_missing(const NewActionDraft& draft) {
  if (!draft.kind) return Field::kind;
  if (!draft.section) return Field::section;
  if (rules::trimmed(draft.title).empty()) return Field::title;
  if (!draft.at) return Field::position;
  return std::nullopt;
}

}  // namespace

NewActionVm new_action_vm(const State& state) {
  NewActionVm vm;
  const auto& draft = state.drafts.new_action;
  vm.kind = draft.kind;
  vm.section = draft.section;
  vm.title = draft.title;
  vm.text = draft.text;
  vm.title_left = left(rules::limits::kTitleMax, draft.title);
  vm.text_left = left(rules::limits::kTextMax, draft.text);
  if (draft.at) {
    vm.cell = geo::public_cell(*draft.at);
    vm.area = map_area(*vm.cell,
                       model::marker_kind(draft.kind.value_or(model::ActionKind::contribution),
                                          draft.section.value_or(model::ActionSection::social)));
  }
  vm.kind_error = error_of(state, Field::kind);
  vm.section_error = error_of(state, Field::section);
  vm.title_error = error_of(state, Field::title);
  vm.text_error = error_of(state, Field::text);
  vm.position_error = error_of(state, Field::position);
  vm.form_error = error_of(state, Field::contact);
  for (const auto field :
       {Field::kind, Field::section, Field::title, Field::text, Field::position, Field::contact})
    if (!vm.first_error && state.new_action.errors.contains(field)) vm.first_error = field;
  vm.first_missing = first_missing(draft);
  vm.busy = state.new_action.busy;
  vm.can_publish = !vm.first_missing && !vm.busy &&
                   rules::validate_title(rules::trimmed(draft.title)) &&
                   rules::validate_text(rules::trimmed(draft.text));
  vm.needs_sign_in = state.session == Session::guest;
  vm.empty = parts::is_empty(draft);
  return vm;
}

std::vector<Spot> spots(const State& state) {
  std::vector<Spot> spots;
  const auto add = [&](const auto& item) {  // model::Marker or wire::Found
    if (item.kind.is_place() && spots.size() < kSpotsMax)
      spots.push_back({item.id, item.title, item.detail, item.at});
  };
  if (state.search.state != LoadState::idle) {
    if (state.search.value)
      for (const auto& found : state.search.value->items) add(found);
  } else {
    for (const auto index : state.in_view.nearest) {
      if (spots.size() == kSpotsMax) break;
      add(state.markers.marker(index));
    }
  }
  return spots;
}

}  // namespace app
