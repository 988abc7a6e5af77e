#include "core/model/association.hpp"

#include "core/model/with_text.hpp"

namespace model {

std::string_view to_text(AssociationStatus status) {
  switch (status) {
    case AssociationStatus::pending: return "pending";
    case AssociationStatus::approved: return "approved";
  }
  return {};
}

std::optional<AssociationStatus> association_status(std::string_view text) {
  return with_text(kAssociationStatuses, text);
}

}  // namespace model
