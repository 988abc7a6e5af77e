#include "server/dev_outbox.hpp"

#include <algorithm>
#include <nlohmann/json.hpp>

namespace server {
namespace {
constexpr std::size_t kKept = 200;
}

sending::HandOver DevOutbox::hand_over(const sending::Message& message, const std::stop_token&) {
  const std::lock_guard lock(mutex_);
  const auto older = std::ranges::find_if(
      messages_, [&](const sending::Message& other) { return other.created <= message.created; });
  messages_.insert(older, message);
  if (messages_.size() > kKept) messages_.pop_back();
  return {sending::Verdict::accepted, "", 0};
}

std::string DevOutbox::to_json() const {
  const std::lock_guard lock(mutex_);
  auto list = nlohmann::json::array();
  for (const auto& message : messages_)
    list.push_back({{"to", message.to},
                    {"channel", message.channel == sending::Channel::email ? "email" : "sms"},
                    {"text", message.text},
                    {"code", message.code},
                    {"at", base::to_rfc3339(message.created)}});
  return list.dump();
}

}  // namespace server
