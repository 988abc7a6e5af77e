// Every intent a person can send to the server. One command is one transaction; its id makes it
// idempotent.
#pragma once
#include <optional>
#include <string>
#include <variant>

#include "core/base/id.hpp"
#include "core/model/action.hpp"

namespace model {

using CommandId = base::Id<struct CommandTag>;

// Where an action is to be: a point, or a commune by its INSEE code. Becomes a public cell before
// it is stored.
struct InseeCode {
  std::string code;  // five characters, e.g. "75110"
  bool operator==(const InseeCode&) const = default;
};
using Whereabouts = std::variant<Position, InseeCode>;

struct CreateAction {  // "action.create"; the action takes the command's id
  ActionKind kind = ActionKind::contribution;
  ActionSection section = ActionSection::social;
  std::string title;
  std::string text;
  Whereabouts at;
  bool operator==(const CreateAction&) const = default;
};

struct CloseAction {  // "action.close"; only by its author
  ActionId action;
  ActionOutcome outcome = ActionOutcome::happened;
  std::string message;
  bool operator==(const CloseAction&) const = default;
};

using Intent = std::variant<CreateAction, CloseAction>;

struct Command {
  CommandId id;  // UUIDv7, made by the client
  Intent intent;
  bool operator==(const Command&) const = default;
};

// What the server says of one command. A replayed id gets the first answer again.
enum class Verdict : std::uint8_t { applied, waitlisted, refused };
struct Answer {
  CommandId id;
  Verdict verdict = Verdict::refused;
  std::string reason;  // an error code where refused, else empty
  std::string where;   // the field concerned, or empty
  bool operator==(const Answer&) const = default;
};

}  // namespace model
