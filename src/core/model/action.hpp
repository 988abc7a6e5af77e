// A solidarity action: somebody proposes something, or asks for something.
#pragma once
#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "core/base/id.hpp"
#include "core/base/time.hpp"
#include "core/model/person.hpp"
#include "core/model/position.hpp"

namespace model {

using ActionId = base::Id<struct ActionTag>;

enum class ActionKind : std::uint8_t { contribution, demand };
enum class ActionSection : std::uint8_t { social, services, clothes, equipment, hygiene };
enum class ActionStatus : std::uint8_t { open, closed, suspended };
inline constexpr std::array kActionKinds{ActionKind::contribution, ActionKind::demand};
inline constexpr std::array kActionSections{ActionSection::social, ActionSection::services,
                                            ActionSection::clothes, ActionSection::equipment,
                                            ActionSection::hygiene};
inline constexpr std::array kActionStatuses{ActionStatus::open, ActionStatus::closed,
                                            ActionStatus::suspended};

// The ids of the product's lists ("contribution", "social", "open").
std::string_view to_text(ActionKind kind);
std::string_view to_text(ActionSection section);
std::string_view to_text(ActionStatus status);
std::optional<ActionKind> action_kind(std::string_view text);
std::optional<ActionSection> action_section(std::string_view text);
std::optional<ActionStatus> action_status(std::string_view text);

// How it ended, in the author's words for others: did it happen?
enum class ActionOutcome : std::uint8_t { happened, not_happened };
inline constexpr std::array kActionOutcomes{ActionOutcome::happened, ActionOutcome::not_happened};
std::string_view to_text(ActionOutcome outcome);
std::optional<ActionOutcome> action_outcome(std::string_view text);

struct Action {
  ActionId id;  // the id of the command that created it
  ActionKind kind = ActionKind::contribution;
  ActionSection section = ActionSection::social;
  ActionStatus status = ActionStatus::open;
  std::string title;
  std::string text;
  PublicAuthor author;
  PublicPosition at;
  base::Instant created;
  base::Instant updated;
  std::optional<ActionOutcome> outcome;  // once closed
  std::string outcome_message;
  bool example = false;  // of the demonstration world
  bool operator==(const Action&) const = default;
};

}  // namespace model
