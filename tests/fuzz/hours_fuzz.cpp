// Opening hours: the first byte chooses a place, the next two a day, the rest is the value.
#include <algorithm>

#include "core/rules/opening_hours.hpp"
#include "tests/fuzz/fuzz.hpp"

using fuzz::require;

namespace {

constexpr std::string_view kPostalCodes[] = {"75001", "67000", "97500", "97400", "98742", ""};
constexpr int kLookAhead_days = 60;  // the whole look-ahead at every input would be slow

void check_day(const rules::OpeningHours& hours, const rules::Locality& where, base::Day day) {
  int end = 0;
  for (const auto& interval : rules::day_intervals(hours, where, day)) {
    require(interval.from_min == end && interval.to_min > end, "a day with a gap or an overlap");
    end = interval.to_min;
  }
  require(end == 24 * 60, "a day that does not end at midnight");
}

void check_change(const rules::OpeningHours& hours, const rules::Locality& where,
                  base::Instant now) {
  const auto change = rules::next_change(hours, where, now);
  if (!change) return;
  const auto before = rules::state_at(hours, where, now).state;
  require(change->at > now, "a next change in the past");
  require(change->to != before, "a change to the same state");
  require(rules::state_at(hours, where, change->at).state == change->to, "another state then");
  require(rules::state_at(hours, where, {change->at.unix_ms - 1}).state == before,
          "a change before the next one");
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size < 3) return 0;
  auto hours = rules::parse_opening_hours(fuzz::text_of(data + 3, size - 3));
  if (!hours) {
    require(hours.error().code.starts_with("hours."), "a refusal without a code");
    return 0;
  }
  auto bounded = *std::move(hours);
  bounded.look_ahead_days = std::min(bounded.look_ahead_days, kLookAhead_days);
  const auto where =
      rules::locality_of(kPostalCodes[data[0] % std::size(kPostalCodes)], {48.86, 2.34});
  const base::Day day = data[1] * 256 + data[2];  // 1970 to 2149
  check_day(bounded, where, day);
  check_change(bounded, where, rules::instant_of(where.zone, day, 2 * 60));
  return 0;
}
