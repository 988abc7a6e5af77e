// Every intent a person can send to the server. One command is one transaction; its id makes it
// idempotent.
#pragma once
#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "core/base/id.hpp"
#include "core/model/action.hpp"
#include "core/model/correction.hpp"
#include "core/model/event.hpp"
#include "core/model/role.hpp"

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

struct SuspendAction {  // "action.suspend"; by who moderates there: only its author still sees it
  ActionId action;
  std::string reason;  // kept in the audit log
  bool operator==(const SuspendAction&) const = default;
};

struct RestoreAction {  // "action.restore"; takes a suspension back
  ActionId action;
  bool operator==(const RestoreAction&) const = default;
};

struct UpdateProfile {  // "profile.update"; one's own, as a whole
  Profile profile;
  bool operator==(const UpdateProfile&) const = default;
};

struct CreateAssociation {  // "association.create"; takes the command's id, and its author as owner
  std::string name;
  Position at;
  bool operator==(const CreateAssociation&) const = default;
};

struct ApproveAssociation {  // "association.approve"
  AssociationId association;
  bool operator==(const ApproveAssociation&) const = default;
};

struct SetMember {  // "association.set_member"
  AssociationId association;
  PersonId person;
  std::optional<MemberRole> role;  // none: no longer a member
  bool operator==(const SetMember&) const = default;
};

struct GrantRole {  // "role.grant"
  PersonId person;
  Grant grant;
  bool operator==(const GrantRole&) const = default;
};

struct RevokeRole {  // "role.revoke"
  PersonId person;
  Grant grant;
  bool operator==(const RevokeRole&) const = default;
};

struct CreateEvent {  // "event.create"; takes the command's id
  std::string title;
  std::string text;
  std::optional<AssociationId> association;  // in whose name
  Position at;
  base::Instant starts, ends;
  std::int64_t seats = 1;
  bool operator==(const CreateEvent&) const = default;
};

struct JoinEvent {  // "event.join"; waitlisted where no seat is left
  EventId event;
  bool operator==(const JoinEvent&) const = default;
};

struct LeaveEvent {  // "event.leave"; who waits longest gets the seat
  EventId event;
  bool operator==(const LeaveEvent&) const = default;
};

struct SuggestCorrection {  // "place.correct"; by anybody, signed in or not; takes the command's id
  PlaceId place;
  std::vector<FieldChange> changes;
  std::string remark;  // for who decides
  bool operator==(const SuggestCorrection&) const = default;
};

// "correction.accept": its changes become true. Where a field says something else by now than who
// suggested knew, that is not overwritten, unless `seen` tells what it says.
struct AcceptCorrection {
  CorrectionId correction;
  std::vector<FieldText> seen;
  bool operator==(const AcceptCorrection&) const = default;
};

struct RefuseCorrection {  // "correction.refuse"
  CorrectionId correction;
  std::string reason;  // kept in the audit log
  bool operator==(const RefuseCorrection&) const = default;
};

struct AssignPlace {  // "place.assign"; says whose place it is
  PlaceId place;
  std::optional<AssociationId> association;  // none: nobody's
  bool operator==(const AssignPlace&) const = default;
};

struct EditPlace {  // "place.edit"; at once, by who looks after it
  PlaceId place;
  std::vector<FieldChange> changes;
  bool operator==(const EditPlace&) const = default;
};

struct CheckPlace {  // "place.check": all is as it is told, today
  PlaceId place;
  bool operator==(const CheckPlace&) const = default;
};

struct TellNeeds {  // "place.tell_needs"; both empty: nothing is needed
  PlaceId place;
  std::string donations, volunteers;
  bool operator==(const TellNeeds&) const = default;
};

using Intent = std::variant<CreateAction, CloseAction, SuspendAction, RestoreAction, UpdateProfile,
                            CreateAssociation, ApproveAssociation, SetMember, GrantRole, RevokeRole,
                            CreateEvent, JoinEvent, LeaveEvent, SuggestCorrection, AcceptCorrection,
                            RefuseCorrection, AssignPlace, EditPlace, CheckPlace, TellNeeds>;

struct Command {
  CommandId id;  // UUIDv7, made by the client
  Intent intent;
  bool operator==(const Command&) const = default;
};

// What the server says of one command. A replayed id gets the first answer again.
enum class Verdict : std::uint8_t { applied, waitlisted, refused };
inline constexpr std::array kVerdicts{Verdict::applied, Verdict::waitlisted, Verdict::refused};
std::string_view to_text(Verdict verdict);
std::optional<Verdict> verdict(std::string_view text);

struct Answer {
  CommandId id;
  Verdict verdict = Verdict::refused;
  std::string reason;  // an error code where refused, else empty
  std::string where;   // the field concerned, or empty
  bool operator==(const Answer&) const = default;
};

}  // namespace model
