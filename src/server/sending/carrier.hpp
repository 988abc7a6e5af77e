// Who takes a message and brings it to a person: a mail server, a gateway of text messages, or, in
// development, a list to be looked at.
#pragma once
#include <stop_token>
#include <string>

#include "core/base/id.hpp"
#include "server/storage/storage.hpp"

namespace sending {

using storage::Channel;

struct Message {
  base::Uuid id;  // the same at every try
  Channel channel = Channel::email;
  std::string to;  // an e-mail address, or a number as E.164
  std::string subject, text;
  std::string code;  // what `text` tells, for development
  base::Instant created;
};

// refused: another try of the same message would be refused too.
enum class Verdict { accepted, try_later, refused };

// What became of one try, or of a message that is not tried any more.
enum class Outcome { sent, refused, expired, later };

struct HandOver {
  Verdict verdict = Verdict::try_later;
  std::string why;                 // for the log: never an address, a text, or what a server said
  std::int64_t not_before_ms = 0;  // how long it asked to be left alone
};

class Carrier {
 public:
  virtual ~Carrier() = default;
  // Blocks until it is taken, refused, or too late. Safe from several threads. Returns soon after
  // `stop` is requested; what became of the message may then be unknown, as after any try_later.
  virtual HandOver hand_over(const Message& message, const std::stop_token& stop) = 0;
};

}  // namespace sending
