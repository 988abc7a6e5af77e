#include "server/sending/sms_gateway.hpp"

#include <algorithm>
#include <nlohmann/json.hpp>

namespace sending {
namespace {

constexpr std::int64_t kLongestRetryAfter_s = 300;

// A 2xx that came is an acknowledgement, whatever becomes of the rest of the answer.
HandOver verdict_on(const Transfer::End& end) {
  const auto status = end.status;
  if (status >= 200 && status < 300) return {Verdict::accepted, "", 0};
  if (end.code != CURLE_OK && status < 400)
    return {Verdict::try_later, curl_easy_strerror(end.code), 0};
  const bool is_for_good = status >= 400 && status < 500 && status != 408 && status != 429;
  return {is_for_good ? Verdict::refused : Verdict::try_later,
          "the gateway answered " + std::to_string(status),
          std::min(end.retry_after_s, kLongestRetryAfter_s) * base::kSecondMs};
}

}  // namespace

SmsGateway::SmsGateway(SmsGatewaySettings settings, TransferLimits limits)
    : settings_(std::move(settings)),
      limits_(std::move(limits)),
      endpoint_(parse_endpoint(settings_.url).value_or(Endpoint{})) {}

HandOver SmsGateway::hand_over(const Message& message, const std::stop_token& stop) {
  const auto id = base::to_text(message.id);
  const auto body = nlohmann::json{{"to", message.to}, {"text", message.text}, {"id", id}}.dump();
  Transfer transfer(settings_.url, endpoint_, limits_, stop);
  for (const auto* line : {"Content-Type: application/json", "Accept: application/json", "Expect:"})
    transfer.add_header(line);
  transfer.add_header("Idempotency-Key: " + id);
  if (!settings_.token.empty()) transfer.add_header("Authorization: Bearer " + settings_.token);
  transfer.set(CURLOPT_POST, 1L);
  transfer.set(CURLOPT_POSTFIELDSIZE_LARGE, static_cast<curl_off_t>(body.size()));
  transfer.send(body);
  return verdict_on(transfer.perform());
}

}  // namespace sending
