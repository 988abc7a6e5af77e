// The selectors of days in opening_hours: years, dates, weeks, weekdays. Part of hours_parser.
#pragma once
#include <vector>

#include "core/rules/hours_reader.hpp"
#include "core/rules/hours_syntax.hpp"

namespace rules::hours {

// Each reads a list whose first token is there; what is wrong is the reader's failure.
std::vector<NumberRange> read_years(Reader& reader);
std::vector<DateRange> read_dates(Reader& reader);  // may begin with a year
std::vector<NumberRange> read_weeks(Reader& reader);
std::vector<DaySelector> read_days(Reader& reader);

}  // namespace rules::hours
