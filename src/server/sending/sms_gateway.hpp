// Text messages through a gateway over HTTP: POST {"to", "text", "id"}. Providers differ; what
// speaks their own language stands between as a small program of one's own.
#pragma once
#include "server/sending/carrier.hpp"
#include "server/sending/transfer.hpp"

namespace sending {

struct SmsGatewaySettings {
  std::string url;    // https://…; http:// on the loopback address
  std::string token;  // empty: none is sent
};

class SmsGateway final : public Carrier {
 public:
  // The settings are checked (sending_options).
  SmsGateway(SmsGatewaySettings settings, TransferLimits limits);
  HandOver hand_over(const Message& message, const std::stop_token& stop) override;

 private:
  SmsGatewaySettings settings_;
  TransferLimits limits_;
  Endpoint endpoint_;
};

}  // namespace sending
