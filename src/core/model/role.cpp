#include "core/model/role.hpp"

#include "core/model/with_text.hpp"

namespace model {

std::string_view to_text(AreaRole role) {
  switch (role) {
    case AreaRole::coordinator: return "coordinator";
    case AreaRole::moderator: return "moderator";
  }
  return {};
}

std::string_view to_text(MemberRole role) {
  switch (role) {
    case MemberRole::owner: return "owner";
    case MemberRole::editor: return "editor";
  }
  return {};
}

std::optional<AreaRole> area_role(std::string_view text) { return with_text(kAreaRoles, text); }
std::optional<MemberRole> member_role(std::string_view text) {
  return with_text(kMemberRoles, text);
}

}  // namespace model
