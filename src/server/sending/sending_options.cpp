#include "server/sending/sending_options.hpp"

#include <algorithm>
#include <fstream>
#include <optional>

#include "core/rules/validate.hpp"
#include "server/secret_file.hpp"
#include "server/sending/sms_gateway.hpp"
#include "server/sending/smtp.hpp"

namespace sending {
namespace {

using Checked = base::Result<base::Done>;

constexpr const char* kSmtpPasswordVariable = "ENTOURAGE_SMTP_PASSWORD";
constexpr const char* kSmsTokenVariable = "ENTOURAGE_SMS_TOKEN";

base::Error wrong(std::string sentence) { return {"option.value", "", std::move(sentence)}; }

bool is_printable(const std::string& url) {
  return std::ranges::all_of(url, [](char c) { return c > ' ' && c <= '~'; });
}

Checked check_smtp(const SendingOptions& options, const std::string& password) {
  const auto& url = options.smtp_url;
  const auto endpoint = is_printable(url) ? parse_endpoint(url) : std::nullopt;
  if (!endpoint || endpoint->host.empty() || endpoint->has_path ||
      (endpoint->scheme != "smtp" && endpoint->scheme != "smtps"))
    return wrong("\"" + url +
                 "\" is no mail server: write smtp://user@host:587 or smtps://user@host.");
  if (endpoint->has_password)
    return wrong(
        "A password on the command line can be read by everybody on this machine: put it "
        "into a file and name that with --smtp-password-file.");
  const auto from = rules::parse_contact(options.mail_from);
  if (!from || !std::holds_alternative<rules::Email>(*from))
    return wrong("Say from whom e-mails come: --mail-from bonjour@example.org.");
  if (endpoint->user.empty() != password.empty())
    return wrong(
        "A user and a password go together: --smtp-url smtp://user@host and "
        "--smtp-password-file (or the variable " +
        std::string(kSmtpPasswordVariable) + ").");
  if (!password.empty() && options.smtp_without_tls && !endpoint->is_loopback)
    return wrong("A password is not sent without TLS: leave --smtp-without-tls away.");
  return base::Done{};
}

Checked check_sms(const SendingOptions& options) {
  const auto& url = options.sms_url;
  const auto endpoint = is_printable(url) ? parse_endpoint(url) : std::nullopt;
  if (!endpoint || endpoint->host.empty() ||
      (endpoint->scheme != "https" && endpoint->scheme != "http"))
    return wrong("\"" + url + "\" is no gateway of text messages: write https://host/path.");
  if (endpoint->scheme == "http" && !endpoint->is_loopback)
    return wrong(
        "Numbers and codes go to the gateway: --sms-url must be https (http only on the "
        "loopback address).");
  if (!endpoint->user.empty() || endpoint->has_password)
    return wrong(
        "--sms-url takes no user and password: put the token into a file and name that "
        "with --sms-token-file.");
  return base::Done{};
}

Checked check_strays(const SendingOptions& options) {
  if (options.smtp_url.empty() && (!options.mail_from.empty() || options.smtp_without_tls ||
                                   !options.smtp_password_file.empty()))
    return wrong("E-mails need a mail server: --smtp-url smtp://user@host:587.");
  if (options.sms_url.empty() && !options.sms_token_file.empty())
    return wrong("Text messages need a gateway: --sms-url https://host/path.");
  if (!options.ca_file.empty() && !std::ifstream(options.ca_file))
    return wrong("The file " + options.ca_file + " (--sending-ca) cannot be read.");
  return base::Done{};
}

}  // namespace

std::vector<server::Flag> sending_flags(SendingOptions& options) {
  using server::into;
  return {
      {"--smtp-url", "URL", "hands e-mails to smtp://user@host:587 (TLS required) or smtps://…",
       into(options.smtp_url)},
      {"--mail-from", "ADDRESS", "from whom e-mails come", into(options.mail_from)},
      {"--smtp-password-file", "FILE", "its first line; else the variable ENTOURAGE_SMTP_PASSWORD",
       into(options.smtp_password_file)},
      {"--smtp-without-tls", "", "for a mail server on a network that nobody else reads",
       into(options.smtp_without_tls)},
      {"--sms-url", "URL", "hands text messages to a gateway by POST {\"to\", \"text\", \"id\"}",
       into(options.sms_url)},
      {"--sms-token-file", "FILE", "its first line; else the variable ENTOURAGE_SMS_TOKEN",
       into(options.sms_token_file)},
      {"--sms-per-day", "N", "1000 if not given: more text messages are not sent",
       into(options.sms_per_day)},
      {"--sending-ca", "FILE", "certificates (PEM) to trust instead of this machine's",
       into(options.ca_file)},
      {"--sending-timeout", "SECONDS", "60 if not given: how long one try may take",
       [&options](const std::string& value) {
         return into(options.timeout_s)(value) && options.timeout_s > 0;
       }},
  };
}

base::Result<Secrets> check(const SendingOptions& options) {
  if (const auto checked = check_strays(options); !checked) return checked.error();
  Secrets secrets;
  if (!options.smtp_url.empty()) {
    const auto password = server::read_secret(options.smtp_password_file, kSmtpPasswordVariable);
    if (!password) return password.error();
    secrets.smtp_password = *password;
    if (const auto checked = check_smtp(options, *password); !checked) return checked.error();
  }
  if (!options.sms_url.empty()) {
    const auto token = server::read_secret(options.sms_token_file, kSmsTokenVariable);
    if (!token) return token.error();
    secrets.sms_token = *token;
    if (const auto checked = check_sms(options); !checked) return checked.error();
  }
  return secrets;
}

Carriers make_carriers(const SendingOptions& options, const Secrets& secrets) {
  const TransferLimits limits{options.timeout_s * 1000L, options.ca_file};
  Carriers carriers;
  if (!options.smtp_url.empty())
    carriers.email =
        std::make_unique<Smtp>(SmtpSettings{options.smtp_url, options.mail_from,
                                            secrets.smtp_password, options.smtp_without_tls},
                               limits);
  if (!options.sms_url.empty())
    carriers.sms = std::make_unique<SmsGateway>(
        SmsGatewaySettings{options.sms_url, secrets.sms_token}, limits);
  return carriers;
}

}  // namespace sending
