#include "core/model/action.hpp"

#include "core/model/with_text.hpp"

namespace model {

std::string_view to_text(ActionKind kind) {
  switch (kind) {
    case ActionKind::contribution: return "contribution";
    case ActionKind::demand: return "demand";
  }
  return {};
}

std::string_view to_text(ActionSection section) {
  switch (section) {
    case ActionSection::social: return "social";
    case ActionSection::services: return "services";
    case ActionSection::clothes: return "clothes";
    case ActionSection::equipment: return "equipment";
    case ActionSection::hygiene: return "hygiene";
  }
  return {};
}

std::string_view to_text(ActionStatus status) {
  switch (status) {
    case ActionStatus::open: return "open";
    case ActionStatus::closed: return "closed";
    case ActionStatus::suspended: return "suspended";
  }
  return {};
}

std::string_view to_text(ActionOutcome outcome) {
  switch (outcome) {
    case ActionOutcome::happened: return "happened";
    case ActionOutcome::not_happened: return "not_happened";
  }
  return {};
}

std::optional<ActionKind> action_kind(std::string_view text) {
  return with_text(kActionKinds, text);
}

std::optional<ActionSection> action_section(std::string_view text) {
  return with_text(kActionSections, text);
}

std::optional<ActionStatus> action_status(std::string_view text) {
  return with_text(kActionStatuses, text);
}

std::optional<ActionOutcome> action_outcome(std::string_view text) {
  return with_text(kActionOutcomes, text);
}

}  // namespace model
