// Reads a value of OpenStreetMap's opening_hours
// (wiki.openstreetmap.org/wiki/Key:opening_hours/specification); docs/formats.md says what of it.
#pragma once
#include <string_view>
#include <vector>

#include "core/base/result.hpp"
#include "core/rules/hours_syntax.hpp"

namespace rules::hours {

// All or nothing. The error's `where` is the byte at which reading stopped. Codes: hours.too_long,
// hours.too_many_rules, hours.unknown_word, hours.unclosed_comment, hours.out_of_range,
// hours.unexpected, hours.point_in_time (a time that is no span), hours.no_hours (days that say
// nothing). Linear in the value's length but for lists, of which the length bounds the number.
base::Result<std::vector<Rule>> parse(std::string_view value);

}  // namespace rules::hours
