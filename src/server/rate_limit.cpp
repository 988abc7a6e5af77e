#include "server/rate_limit.hpp"

namespace server {

bool RateLimit::allow(const std::string& who, base::Instant now) {
  const std::lock_guard lock(mutex_);
  forget_old(now);
  auto& times = times_[who];
  while (!times.empty() && times.front() <= now.unix_ms - window_ms_) times.pop_front();
  if (times.size() >= most_) return false;
  times.push_back(now.unix_ms);
  return true;
}

// Once a window everybody quiet is dropped, so that passers-by don't fill the memory.
void RateLimit::forget_old(base::Instant now) {
  if (now.unix_ms - last_swept_ms_ < window_ms_) return;
  last_swept_ms_ = now.unix_ms;
  std::erase_if(times_, [&](const auto& entry) {
    return entry.second.empty() || entry.second.back() <= now.unix_ms - window_ms_;
  });
}

}  // namespace server
