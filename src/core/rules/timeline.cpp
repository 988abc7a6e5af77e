#include "core/rules/timeline.hpp"

#include <algorithm>
#include <iterator>
#include <utility>

namespace rules {
namespace {

// What lies so long after the last change known is not found by way of all changes in between: it
// is longer than anybody walks.
constexpr std::int64_t kGap_ms = 30 * base::kDayMs;

}  // namespace

Timeline::Timeline(OpeningHours hours, const Locality& locality)
    : hours_(std::move(hours)), locality_(locality) {}

void Timeline::begin_at(base::Instant instant) {
  changes_ = {{instant, state_at(hours_, locality_, instant).state}};
  is_whole_ = false;
}

// False where nothing changes any more.
bool Timeline::extend() {
  if (is_whole_) return false;
  const auto next = next_change(hours_, locality_, changes_.back().at);
  if (next) changes_.push_back(*next);
  is_whole_ = !next;
  return !is_whole_;
}

Timeline::Span Timeline::at(base::Instant instant) {
  const bool is_near = !changes_.empty() && instant >= changes_.front().at &&
                       instant.unix_ms - changes_.back().at.unix_ms < kGap_ms;
  if (!is_near && !(is_whole_ && instant >= changes_.front().at)) begin_at(instant);
  while (changes_.back().at <= instant && extend()) {}
  // What was found to stay was looked at for so long only.
  const auto sure_ms = hours_.look_ahead_days * base::kDayMs;
  if (is_whole_ && sure_ms > 0 && instant.unix_ms - changes_.back().at.unix_ms >= sure_ms) {
    begin_at(instant);
    extend();
  }
  const auto after = std::ranges::upper_bound(changes_, instant, {}, &Change::at);
  const Change& is = *std::prev(after);
  return {is.to, after == changes_.end() ? std::nullopt : std::optional(after->at)};
}

void Timeline::forget_before(base::Instant instant) {
  const auto after = std::ranges::upper_bound(changes_, instant, {}, &Change::at);
  if (after - changes_.begin() > 1) changes_.erase(changes_.begin(), std::prev(after));
}

bool depends_on_position(const OpeningHours& hours) {
  return std::ranges::any_of(hours.rules, [](const hours::Rule& rule) {
    return std::ranges::any_of(rule.times, [](const hours::TimeSpan& span) {
      return span.from.sun || (span.to && span.to->sun);
    });
  });
}

}  // namespace rules
