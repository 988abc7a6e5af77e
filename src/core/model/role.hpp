// What a person may be beyond being a person: of an association, of an area, of all.
#pragma once
#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "core/base/id.hpp"
#include "core/model/position.hpp"

namespace model {

using AssociationId = base::Id<struct AssociationTag>;

// All places within `radius_m` of a point, on the ground.
struct Area {
  Position centre;
  double radius_m = 0;  // in (0, 1,000,000]
  bool operator==(const Area&) const = default;
};

// A coordinator runs a local branch; a moderator looks after what is published there.
enum class AreaRole : std::uint8_t { coordinator, moderator };
inline constexpr std::array kAreaRoles{AreaRole::coordinator, AreaRole::moderator};
std::string_view to_text(AreaRole role);
std::optional<AreaRole> area_role(std::string_view text);

struct AreaGrant {
  AreaRole role = AreaRole::moderator;
  Area area;
  bool operator==(const AreaGrant&) const = default;
};
struct AdminGrant {
  bool operator==(const AdminGrant&) const = default;
};
using Grant = std::variant<AdminGrant, AreaGrant>;

// An owner also says who else belongs to the association; both post in its name.
enum class MemberRole : std::uint8_t { owner, editor };
inline constexpr std::array kMemberRoles{MemberRole::owner, MemberRole::editor};
std::string_view to_text(MemberRole role);
std::optional<MemberRole> member_role(std::string_view text);

struct Membership {
  AssociationId association;
  MemberRole role = MemberRole::editor;
  bool operator==(const Membership&) const = default;
};

// All of it for one person.
struct Standing {
  bool is_admin = false;
  std::vector<AreaGrant> areas;
  std::vector<Membership> memberships;
  bool operator==(const Standing&) const = default;
};

}  // namespace model
