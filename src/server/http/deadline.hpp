// When something must have happened. Whoever waits sets it; a clock of its own looks at many of
// them, now and then, and breaks off what is late.
#pragma once
#include <algorithm>
#include <chrono>

namespace http {

inline std::chrono::milliseconds until(std::chrono::steady_clock::time_point when) {
  return std::chrono::duration_cast<std::chrono::milliseconds>(when -
                                                               std::chrono::steady_clock::now());
}

class Deadline {
 public:
  using Clock = std::chrono::steady_clock;

  void set(std::chrono::milliseconds after) {
    is_missed_ = false;
    due_ = Clock::now() + std::max(after, std::chrono::milliseconds(1));
  }
  void off() { due_ = Clock::time_point::max(); }
  // Stays true until it is set anew or off: what is broken off once may not have noticed.
  bool is_over(Clock::time_point now) {
    if (now < due_) return false;
    is_missed_ = true;
    return true;
  }
  bool is_missed() const { return is_missed_; }

 private:
  Clock::time_point due_ = Clock::time_point::max();
  bool is_missed_ = false;
};

}  // namespace http
