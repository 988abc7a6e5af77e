#include "server/sending/smtp.hpp"

#include <algorithm>

#include "server/sending/mail_text.hpp"

namespace sending {
namespace {

bool is_one_address(const std::string& text) {
  return !text.empty() && std::ranges::all_of(text, [](char c) {
    return c > ' ' && c <= '~' && c != '<' && c != '>';
  });
}

HandOver verdict_on(const Transfer::End& end) {
  if (end.code == CURLE_OK) return {Verdict::accepted, "", 0};
  const bool is_for_good = end.status >= 500 && end.status < 600;
  std::string why = curl_easy_strerror(end.code);
  if (end.status > 0)
    why += " (the mail server's last reply was " + std::to_string(end.status) + ")";
  return {is_for_good ? Verdict::refused : Verdict::try_later, why, 0};
}

}  // namespace

// The path of an smtp address is the name we greet with: that of the sender's domain, not of this
// machine.
Smtp::Smtp(SmtpSettings settings, TransferLimits limits)
    : settings_(std::move(settings)),
      limits_(std::move(limits)),
      endpoint_(parse_endpoint(settings_.url).value_or(Endpoint{})),
      url_(settings_.url + (settings_.url.ends_with('/') ? "" : "/") + domain_of(settings_.from)) {}

HandOver Smtp::hand_over(const Message& message, const std::stop_token& stop) {
  if (!is_one_address(message.to))
    return {Verdict::refused, "what it is addressed to is no address", 0};
  Transfer transfer(url_, endpoint_, limits_, stop);
  const bool is_plain = settings_.without_tls || endpoint_.is_loopback;
  transfer.set(CURLOPT_USE_SSL, is_plain ? CURLUSESSL_NONE : CURLUSESSL_ALL);
  if (!settings_.password.empty()) {
    transfer.set(CURLOPT_USERNAME, endpoint_.user.c_str());
    transfer.set(CURLOPT_PASSWORD, settings_.password.c_str());
    transfer.set(CURLOPT_SASL_IR, 1L);  // RFC 4954, 4: one round less
  }
  const auto from = "<" + settings_.from + ">";
  transfer.set(CURLOPT_MAIL_FROM, from.c_str());
  transfer.add_recipient("<" + message.to + ">");
  transfer.set(CURLOPT_UPLOAD, 1L);
  transfer.send(mail_text(message, settings_.from));
  return verdict_on(transfer.perform());
}

}  // namespace sending
