// What is on its way to the reader of an event stream: filled from any thread, emptied by its
// connection.
#pragma once
#include <deque>
#include <functional>
#include <mutex>
#include <string>

#include "server/http/message.hpp"

namespace http {

class StreamQueue final : public Outlet {
 public:
  // `wake` tells the connection that there is something to take, or that the stream is closed. It
  // is never called after `close` has returned.
  StreamQueue(std::size_t backlog, std::function<void()> wake)
      : backlog_(backlog), wake_(std::move(wake)) {}

  bool send(std::shared_ptr<const std::string> text) override;
  bool is_open() const override;
  void close();
  // Everything queued so far as one text; empty when there is nothing.
  std::string take();

 private:
  std::size_t backlog_;
  std::function<void()> wake_;
  mutable std::mutex mutex_;
  std::deque<std::shared_ptr<const std::string>> queue_;
  bool is_closed_ = false;
};

}  // namespace http
