// What would have been sent by e-mail or text message, kept in memory to be looked at: for
// development only.
#pragma once
#include <deque>
#include <mutex>
#include <string>

#include "server/sending/carrier.hpp"

namespace server {

class DevOutbox final : public sending::Carrier {
 public:
  sending::HandOver hand_over(const sending::Message& message, const std::stop_token&) override;
  // [{to, channel, text, code, at}], newest first.
  std::string to_json() const;

 private:
  mutable std::mutex mutex_;
  std::deque<sending::Message> messages_;
};

}  // namespace server
