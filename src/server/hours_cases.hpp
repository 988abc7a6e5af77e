// A file of opening hours with what they are known to mean at some instants (docs/formats.md).
#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/result.hpp"
#include "core/base/time.hpp"
#include "core/rules/locality.hpp"
#include "core/rules/opening_hours.hpp"

namespace server {

struct HoursCase {
  std::string value;
  bool is_rejected = false;
  std::vector<rules::HoursState> states;                   // one for each instant, or none
  std::vector<std::optional<base::Instant>> next_changes;  // of the first instants
};

struct HoursCases {
  rules::Locality locality;
  std::vector<base::Instant> instants;
  std::vector<HoursCase> cases;
};

// Codes: json.malformed, hours.cases (`where`: the place in the file).
base::Result<HoursCases> read_hours_cases(std::string_view text);

}  // namespace server
