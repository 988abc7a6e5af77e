// What a person is about to suggest of a place: only what they have touched.
#pragma once
#include <map>
#include <optional>
#include <string>

#include "core/model/correction.hpp"

namespace app {

struct CorrectionDraft {
  std::optional<model::PlaceId> place;             // what it is about; none: nothing is begun
  std::map<model::PlaceField, std::string> texts;  // as typed
  std::string remark;
  bool operator==(const CorrectionDraft&) const = default;
};

// Error codes since the last try to send, cleared by editing.
struct CorrectionForm {
  std::map<model::PlaceField, std::string> errors;
  std::string remark_error, form_error;
  bool operator==(const CorrectionForm&) const = default;
};

}  // namespace app
