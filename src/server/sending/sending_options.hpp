// What "serve" can be told about sending, and what it makes of that.
#pragma once
#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "core/base/result.hpp"
#include "server/options.hpp"
#include "server/sending/carrier.hpp"

namespace sending {

struct SendingOptions {
  std::string smtp_url, mail_from, smtp_password_file;
  bool smtp_without_tls = false;
  std::string sms_url, sms_token_file;
  std::uint16_t sms_per_day = 1000;
  std::string ca_file;
  std::uint16_t timeout_s = 60;

  bool sends() const { return !smtp_url.empty() || !sms_url.empty(); }
};

std::vector<server::Flag> sending_flags(SendingOptions& options);

struct Secrets {
  std::string smtp_password, sms_token;
};

// The options checked against each other, and the secrets from their files or the environment. The
// error's detail is a sentence for the terminal.
base::Result<Secrets> check(const SendingOptions& options);

struct Carriers {
  std::unique_ptr<Carrier> email, sms;  // null for what is not configured
};
Carriers make_carriers(const SendingOptions& options, const Secrets& secrets);

}  // namespace sending
