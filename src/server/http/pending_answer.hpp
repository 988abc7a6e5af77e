// An answer on its way from whoever makes it to the connection that waits. Most are there before
// anybody waits, and then nobody does.
#pragma once
#include <functional>
#include <mutex>
#include <optional>
#include <utility>

#include "server/http/message.hpp"

namespace http {

// Safe from any thread.
class PendingAnswer {
 public:
  // The first one counts.
  void give(Response answer) {
    std::function<void(Response)> resume;
    {
      const std::lock_guard lock(mutex_);
      if (std::exchange(is_given_, true)) return;
      if (!resume_) {
        answer_ = std::move(answer);
        return;
      }
      resume = std::move(resume_);
    }
    resume(std::move(answer));
  }

  // What is there already.
  std::optional<Response> take() {
    const std::lock_guard lock(mutex_);
    return std::exchange(answer_, std::nullopt);
  }

  // `resume` is called with the answer: at once, or later from the thread that gives it.
  void wait(std::function<void(Response)> resume) {
    {
      const std::lock_guard lock(mutex_);
      if (!answer_) {
        resume_ = std::move(resume);
        return;
      }
    }
    resume(*take());
  }

 private:
  std::mutex mutex_;
  bool is_given_ = false;
  std::optional<Response> answer_;
  std::function<void(Response)> resume_;
};

}  // namespace http
