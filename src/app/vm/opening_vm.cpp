#include "app/vm/opening_vm.hpp"

namespace app {
namespace {

base::Instant next_whole(std::int64_t step_ms, base::Instant now) {
  return {(now.unix_ms / step_ms + 1) * step_ms};
}

}  // namespace

std::optional<OpeningVm> opening_vm(const model::PlaceFacts& facts, model::Position at,
                                    base::Instant now) {
  if (facts.opening_hours.empty()) return std::nullopt;
  OpeningVm vm;
  vm.now = rules::open_now(facts.opening_hours, rules::locality_of(facts.hours_area, at), now);
  const bool counts_down = vm.now.next && vm.now.next->when == rules::UpcomingWhen::in_minutes;
  vm.until = next_whole(counts_down ? base::kMinuteMs : 15 * base::kMinuteMs, now);
  return vm;
}

}  // namespace app
