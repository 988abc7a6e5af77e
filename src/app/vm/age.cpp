#include "app/vm/age.hpp"

namespace app {

Age age(base::Instant then, base::Instant now) {
  constexpr std::int64_t kWeekMs = 7 * base::kDayMs, kMonthMs = 30 * base::kDayMs,
                         kYearMs = 365 * base::kDayMs;
  if (now.unix_ms < then.unix_ms) return {};
  // Instants lie far from the ends of the range; a hostile one must not overflow all the same.
  const auto ms =
      static_cast<std::uint64_t>(now.unix_ms) - static_cast<std::uint64_t>(then.unix_ms);
  const auto in = [&](AgeUnit unit, std::int64_t length) {
    const auto number = ms / static_cast<std::uint64_t>(length);
    return Age{unit, number > 9999 ? 9999 : static_cast<int>(number)};
  };
  if (ms < static_cast<std::uint64_t>(base::kMinuteMs)) return {};
  if (ms < static_cast<std::uint64_t>(base::kHourMs)) return in(AgeUnit::minutes, base::kMinuteMs);
  if (ms < static_cast<std::uint64_t>(base::kDayMs)) return in(AgeUnit::hours, base::kHourMs);
  if (ms < static_cast<std::uint64_t>(kWeekMs)) return in(AgeUnit::days, base::kDayMs);
  if (ms < static_cast<std::uint64_t>(kMonthMs)) return in(AgeUnit::weeks, kWeekMs);
  if (ms < static_cast<std::uint64_t>(kYearMs)) return in(AgeUnit::months, kMonthMs);
  return in(AgeUnit::years, kYearMs);
}

}  // namespace app
