// Correcting a place: what is known, what was typed, and the week that typed hours make.
#pragma once
#include <array>
#include <string>
#include <vector>

#include "app/state.hpp"
#include "core/rules/opening_week.hpp"

namespace app {

// What the form asks; the rest can be said in the remark.
inline constexpr std::array kAskedFields{model::PlaceField::opening_hours, model::PlaceField::phone,
                                         model::PlaceField::website, model::PlaceField::name,
                                         model::PlaceField::address};

struct AskedNeed {
  Need need;
  std::string value, error;  // as those of a field
};

struct AskedField {
  model::PlaceField field;
  std::string value;  // as typed, else as known
  std::string error;  // error code, or empty
};

struct CorrectionVm {
  LoadState load = LoadState::idle;
  base::Error error;
  std::string name;  // of the place
  std::vector<AskedField> fields;
  rules::OpeningWeek week;  // that the hours make, as typed
  bool hours_unreadable = false;
  bool closed = false;           // as chosen, else as known
  bool is_direct = false;        // who looks after the place changes it at once
  std::vector<AskedNeed> needs;  // asked of them
  std::string remark, remark_error;
  std::string form_error;
};

CorrectionVm correction_vm(const State& state, model::PlaceId id, base::Instant now);

}  // namespace app
