// How often one somebody may do one something: a count in a sliding window, in memory, forgotten at
// a restart.
#pragma once
#include <cstdint>
#include <deque>
#include <mutex>
#include <string>
#include <unordered_map>

#include "core/base/time.hpp"

namespace server {

class RateLimit {
 public:
  RateLimit(std::size_t most, std::int64_t window_ms) : most_(most), window_ms_(window_ms) {}

  // Counts one more for `who`, unless that were too many: then false. Safe from any thread.
  bool allow(const std::string& who, base::Instant now);

 private:
  void forget_old(base::Instant now);

  std::size_t most_;
  std::int64_t window_ms_;
  std::mutex mutex_;
  std::unordered_map<std::string, std::deque<std::int64_t>> times_;
  std::int64_t last_swept_ms_ = 0;
};

}  // namespace server
