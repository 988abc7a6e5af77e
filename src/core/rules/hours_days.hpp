// On which days a rule of opening_hours holds.
#pragma once
#include <array>
#include <optional>

#include "core/base/calendar.hpp"
#include "core/rules/hours_syntax.hpp"
#include "core/rules/locality.hpp"

namespace rules::hours {

// A day somewhere. School holidays that nobody knows yet are taken as `assumes_school_holiday`
// says, and `asked_unknown` then tells that the answer hangs on it.
struct LocalDate {
  base::Day day = 0;
  base::CivilDate date;
  const Locality* locality = nullptr;
  bool assumes_school_holiday = false;
  bool* asked_unknown = nullptr;
  std::array<std::optional<int>, 4> sun_min = {};  // by SunEvent, in local minutes, once asked for
};

LocalDate local_date(base::Day day, const Locality& locality, bool assumes_school_holiday,
                     bool& asked_unknown);

// Years, dates, weeks and days of the rule: each kind that it names must hold.
bool holds_on(const Rule& rule, const LocalDate& on);

}  // namespace rules::hours
