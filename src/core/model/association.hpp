// An association: it speaks once a coordinator of its area, or an admin, has approved it.
#pragma once
#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "core/model/role.hpp"

namespace model {

enum class AssociationStatus : std::uint8_t { pending, approved };
inline constexpr std::array kAssociationStatuses{AssociationStatus::pending,
                                                 AssociationStatus::approved};
std::string_view to_text(AssociationStatus status);
std::optional<AssociationStatus> association_status(std::string_view text);

struct Association {
  AssociationId id;  // the id of the command that created it
  std::string name;
  Position at;  // its seat: public, exact
  AssociationStatus status = AssociationStatus::pending;
  bool operator==(const Association&) const = default;
};

}  // namespace model
