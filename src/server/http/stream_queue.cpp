#include "server/http/stream_queue.hpp"

namespace http {

bool StreamQueue::send(std::shared_ptr<const std::string> text) {
  const std::lock_guard lock(mutex_);
  if (is_closed_) return false;
  // Too slow: it will come back and say where it stopped.
  if (queue_.size() >= backlog_) is_closed_ = true;
  if (!is_closed_) queue_.push_back(std::move(text));
  wake_();
  return !is_closed_;
}

bool StreamQueue::is_open() const {
  const std::lock_guard lock(mutex_);
  return !is_closed_;
}

void StreamQueue::close() {
  const std::lock_guard lock(mutex_);
  if (is_closed_) return;
  is_closed_ = true;
  wake_();
}

std::string StreamQueue::take() {
  const std::lock_guard lock(mutex_);
  std::string out;
  for (; !queue_.empty(); queue_.pop_front()) out += *queue_.front();
  return out;
}

}  // namespace http
