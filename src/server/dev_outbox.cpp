#include "server/dev_outbox.hpp"

#include <nlohmann/json.hpp>

namespace server {
namespace {
constexpr std::size_t kKept = 200;
}

void DevOutbox::send_code(const rules::Contact& to, const std::string& code, base::Instant now) {
  const std::lock_guard lock(mutex_);
  const bool is_email = std::holds_alternative<rules::Email>(to);
  messages_.push_front({rules::to_text(to), is_email ? "email" : "sms",
                        "Votre code Entourage : " + code + ". Il est valable dix minutes.", code,
                        now});
  if (messages_.size() > kKept) messages_.pop_back();
}

std::string DevOutbox::to_json() const {
  const std::lock_guard lock(mutex_);
  auto list = nlohmann::json::array();
  for (const auto& message : messages_)
    list.push_back({{"to", message.to},
                    {"channel", message.channel},
                    {"text", message.text},
                    {"code", message.code},
                    {"at", base::to_rfc3339(message.at)}});
  return list.dump();
}

}  // namespace server
