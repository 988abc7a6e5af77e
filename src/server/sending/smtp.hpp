// E-mail through a mail server that takes it from us (a relay, or a submission service), by SMTP.
#pragma once
#include "server/sending/carrier.hpp"
#include "server/sending/transfer.hpp"

namespace sending {

struct SmtpSettings {
  std::string url;       // smtp://[user@]host[:port], or smtps://
  std::string from;      // an e-mail address
  std::string password;  // empty: none is sent
  bool without_tls = false;
};

class Smtp final : public Carrier {
 public:
  // The settings are checked (sending_options).
  Smtp(SmtpSettings settings, TransferLimits limits);
  HandOver hand_over(const Message& message, const std::stop_token& stop) override;

 private:
  SmtpSettings settings_;
  TransferLimits limits_;
  Endpoint endpoint_;
  std::string url_;
};

}  // namespace sending
