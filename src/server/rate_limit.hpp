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

// What one somebody has left of a quota, as it is told them.
struct Allowance {
  bool is_allowed = false;
  std::uint32_t left = 0;
  std::int64_t resets_in_s = 0;  // seconds until all of it is there again, at least 1
};

// Many requests of one somebody: a count a window, which begins with its first. Costs as little for
// a thousand requests as for one.
class Quota {
 public:
  Quota(std::uint32_t most, std::int64_t window_ms) : most_(most), window_ms_(window_ms) {}

  std::uint32_t most() const { return most_; }
  std::int64_t window_s() const { return window_ms_ / base::kSecondMs; }
  // Counts one more for `who`. Safe from any thread.
  Allowance take(const std::string& who, base::Instant now);

 private:
  struct Window {
    std::int64_t begin_ms = 0;
    std::uint32_t count = 0;
  };
  void forget_old(base::Instant now);

  std::uint32_t most_;
  std::int64_t window_ms_;
  std::mutex mutex_;
  std::unordered_map<std::string, Window> windows_;
  std::int64_t last_swept_ms_ = 0;
};

}  // namespace server
