// An e-mail as it goes over the wire (RFC 5322, MIME), in plain text.
#pragma once
#include <string>

#include "server/sending/carrier.hpp"

namespace sending {

// The whole message with CRLF line ends, in ASCII. It is the same at every try: date and Message-ID
// are the message's own. `from` is an e-mail address. Nothing in the message can begin a header of
// its own.
std::string mail_text(const Message& message, const std::string& from);

// What is behind the @.
std::string domain_of(const std::string& address);

// "Sat, 21 Nov 2026 08:00:00 +0000" (RFC 5322, 3.3).
std::string mail_date(base::Instant at);

}  // namespace sending
