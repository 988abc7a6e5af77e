// What a person is about to say of a place: only what they have touched.
#pragma once
#include <cstdint>
#include <map>
#include <optional>
#include <string>

#include "core/model/correction.hpp"

namespace app {

enum class Need : std::uint8_t { donations, volunteers };

struct CorrectionDraft {
  std::optional<model::PlaceId> place;             // what it is about; none: nothing is begun
  std::map<model::PlaceField, std::string> texts;  // as typed
  std::map<Need, std::string> needs;               // by who looks after it
  std::string remark;                              // to who decides
  bool operator==(const CorrectionDraft&) const = default;
};

// Error codes since the last try to send, cleared by editing.
struct CorrectionForm {
  std::map<model::PlaceField, std::string> errors;
  std::map<Need, std::string> need_errors;
  std::string remark_error, form_error;
  bool operator==(const CorrectionForm&) const = default;
};

// Why a correction is about to be refused.
struct RefusalDraft {
  std::optional<model::CorrectionId> correction;  // none: nothing is begun
  std::string reason;
  bool operator==(const RefusalDraft&) const = default;
};

}  // namespace app
