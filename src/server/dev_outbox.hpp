// What would have been sent by e-mail or text message, kept in memory to be looked at: for
// development only.
#pragma once
#include <deque>
#include <mutex>
#include <string>

#include "core/base/time.hpp"
#include "core/rules/validate.hpp"

namespace server {

// How messages leave. The dev outbox is the only way yet.
class Sender {
 public:
  virtual ~Sender() = default;
  virtual void send_code(const rules::Contact& to, const std::string& code, base::Instant now) = 0;
};

class DevOutbox final : public Sender {
 public:
  void send_code(const rules::Contact& to, const std::string& code, base::Instant now) override;
  // [{to, channel, text, code, at}], newest first.
  std::string to_json() const;

 private:
  struct Message {
    std::string to, channel, text, code;
    base::Instant at;
  };
  mutable std::mutex mutex_;
  std::deque<Message> messages_;
};

}  // namespace server
