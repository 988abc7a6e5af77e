#include "core/rules/holidays.hpp"

#include <initializer_list>

namespace rules {
namespace {

using base::Day;

constexpr bool is_one_of(unsigned date, std::initializer_list<unsigned> dates) {
  for (const unsigned one : dates)
    if (one == date) return true;
  return false;
}

// `date`: month * 100 + day.
bool is_local_date(Territory territory, unsigned date) {
  switch (territory) {
    case Territory::mainland:
    case Territory::saint_pierre_et_miquelon: return false;
    case Territory::alsace_moselle: return date == 1226;
    case Territory::guadeloupe: return is_one_of(date, {527, 721});
    case Territory::martinique: return is_one_of(date, {522, 721});
    case Territory::guyane: return date == 610;
    case Territory::reunion: return date == 1220;
    case Territory::mayotte: return date == 427;
    case Territory::saint_martin: return date == 528;
    case Territory::saint_barthelemy: return date == 1009;
    case Territory::nouvelle_caledonie: return date == 924;
    case Territory::polynesie: return date == 629;
    case Territory::wallis_et_futuna: return is_one_of(date, {428, 729});
  }
  return false;
}

bool keeps_good_friday(Territory territory) {
  return territory == Territory::alsace_moselle || territory == Territory::guadeloupe ||
         territory == Territory::martinique || territory == Territory::polynesie;
}

}  // namespace

bool is_public_holiday(Territory territory, Day day) {
  const auto [year, month, of_month] = base::date_of(day);
  const unsigned date = month * 100 + of_month;
  if (is_one_of(date, {101, 501, 508, 714, 815, 1101, 1111, 1225})) return true;
  if (is_local_date(territory, date)) return true;
  if (month < 3 || month > 6) return false;
  const Day after_easter = day - base::easter(year);
  if (after_easter == -2) return keeps_good_friday(territory);
  return after_easter == 1 || after_easter == 39 || after_easter == 50;
}

}  // namespace rules
