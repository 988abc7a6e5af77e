// Time as values. Nothing here reads a clock: the present comes in through a port.
#pragma once
#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace base {

// Milliseconds since 1970-01-01T00:00:00Z, without leap seconds.
struct Instant {
  std::int64_t unix_ms = 0;
  auto operator<=>(const Instant&) const = default;
};

inline constexpr std::int64_t kSecondMs = 1000, kMinuteMs = 60 * kSecondMs,
                              kHourMs = 60 * kMinuteMs, kDayMs = 24 * kHourMs;

// RFC 3339. Written in UTC with milliseconds ("2026-11-21T08:00:00.000Z"); read with "Z" or any
// numeric offset, seconds and fraction optional. Years 1970 to 9999; anything else is refused.
std::string to_rfc3339(Instant at);
std::optional<Instant> parse_rfc3339(std::string_view text);

}  // namespace base
