// Days that are not like others: public holidays by rule, school holidays as far as they are known.
#pragma once
#include <cstdint>

#include "core/base/calendar.hpp"

namespace rules {

enum class Territory : std::uint8_t {
  mainland,  // and Corsica
  alsace_moselle,
  guadeloupe,
  martinique,
  guyane,
  reunion,
  mayotte,
  saint_martin,
  saint_barthelemy,
  saint_pierre_et_miquelon,
  nouvelle_caledonie,
  polynesie,
  wallis_et_futuna
};

// The eleven national ones (Code du travail, L3133-1), those of Alsace-Moselle (L3134-13: Good
// Friday everywhere there, though the law names only some communes), the days of the abolition of
// slavery (L3422-2), and those of the territories of the Pacific.
bool is_public_holiday(Territory territory, base::Day day);

enum class SchoolZone : std::uint8_t { a, b, c, corsica, unknown };

enum class Answer : std::uint8_t { no, yes, unknown };

// From the day after the last lessons to the day before they begin again. Unknown before the first
// day in the table and after its last; in an unknown zone, what zones A, B and C agree on. Source:
// data.education.gouv.fr, "Le calendrier scolaire" (Licence Ouverte), up to the school year
// 2026-27.
Answer is_school_holiday(SchoolZone zone, base::Day day);

// The last day of which that is known.
base::Day last_known_school_day(SchoolZone zone);

}  // namespace rules
