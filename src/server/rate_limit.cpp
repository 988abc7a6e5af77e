#include "server/rate_limit.hpp"

#include <cstdlib>

namespace server {
namespace {

// Threads look at the clock before they wait for one another.
constexpr std::int64_t kSkew_ms = base::kSecondMs;

// Counted before the clock was set back: or somebody would be locked out until it is there again.
bool is_ahead(std::int64_t time_ms, base::Instant now) { return time_ms > now.unix_ms + kSkew_ms; }

}  // namespace

bool RateLimit::allow(const std::string& who, base::Instant now) {
  const std::lock_guard lock(mutex_);
  forget_old(now);
  auto& times = times_[who];
  while (!times.empty() && times.front() <= now.unix_ms - window_ms_) times.pop_front();
  while (!times.empty() && is_ahead(times.back(), now)) times.pop_back();
  if (times.size() >= most_) return false;
  times.push_back(now.unix_ms);
  return true;
}

// Once a window everybody quiet is dropped, so that passers-by don't fill the memory.
void RateLimit::forget_old(base::Instant now) {
  if (std::abs(now.unix_ms - last_swept_ms_) < window_ms_) return;
  last_swept_ms_ = now.unix_ms;
  std::erase_if(times_, [&](const auto& entry) {
    return entry.second.empty() || entry.second.back() <= now.unix_ms - window_ms_ ||
           is_ahead(entry.second.back(), now);
  });
}

Allowance Quota::take(const std::string& who, base::Instant now) {
  const std::lock_guard lock(mutex_);
  forget_old(now);
  auto& window = windows_[who];
  // A clock that was set back begins a window too, or somebody would wait for hours.
  const bool is_new = window.count == 0 || now.unix_ms >= window.begin_ms + window_ms_ ||
                      now.unix_ms < window.begin_ms;
  if (is_new) window = {now.unix_ms, 0};
  const bool is_allowed = window.count < most_;
  if (is_allowed) ++window.count;
  const auto rest_ms = window.begin_ms + window_ms_ - now.unix_ms;
  return {is_allowed, most_ - window.count, (rest_ms + base::kSecondMs - 1) / base::kSecondMs};
}

void Quota::forget_old(base::Instant now) {
  if (std::abs(now.unix_ms - last_swept_ms_) < window_ms_) return;
  last_swept_ms_ = now.unix_ms;
  std::erase_if(windows_, [&](const auto& entry) {
    return now.unix_ms >= entry.second.begin_ms + window_ms_;
  });
}

}  // namespace server
