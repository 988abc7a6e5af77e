// Correcting a place: what is known, what was typed, and the week that typed hours make.
#pragma once
#include <array>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "app/state.hpp"
#include "core/base/calendar.hpp"

namespace app {

// What the form asks; the rest can be said in the remark.
inline constexpr std::array kAskedFields{model::PlaceField::opening_hours, model::PlaceField::phone,
                                         model::PlaceField::website, model::PlaceField::name,
                                         model::PlaceField::address};

struct AskedField {
  model::PlaceField field;
  std::string value;  // as typed, else as known
  std::string error;  // error code, or empty
};

// One day of the week that begins today. Minutes of local clocks, to: excluded, up to 1440.
struct DayHours {
  base::Weekday weekday = base::Weekday::monday;
  std::vector<std::pair<int, int>> open_min;
  bool is_unknown = false;  // at some time of it
};

struct CorrectionVm {
  LoadState load = LoadState::idle;
  base::Error error;
  std::string name;  // of the place
  std::vector<AskedField> fields;
  std::vector<DayHours> week;  // empty where the hours cannot be read, or there are none
  bool hours_unreadable = false;
  bool closed = false;  // as chosen, else as known
  std::string remark, remark_error, form_error;
};

CorrectionVm correction_vm(const State& state, model::PlaceId id, base::Instant now);

// Seven days from today; empty where the hours cannot be read or are none.
std::vector<DayHours> week_of(const std::string& opening_hours, const model::Place& place,
                              base::Instant now);

}  // namespace app
