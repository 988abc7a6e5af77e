// Signing in with a code: who may ask for one, what it is worth, and what a session is. No HTTP in
// here.
#pragma once
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/result.hpp"
#include "core/base/time.hpp"
#include "core/rules/validate.hpp"
#include "core/wire/json.hpp"
#include "server/rate_limit.hpp"
#include "server/secrets.hpp"
#include "server/sending/dispatcher.hpp"
#include "server/storage/storage.hpp"
#include "server/system_clock.hpp"

namespace server {

inline constexpr std::int64_t kSessionLife_ms = 180 * base::kDayMs;

// Per ten minutes for codes, per hour for tries. `address` is an IP address, or the /64 of an IPv6
// one: a shelter or a library shares one.
struct SignInLimits {
  std::size_t codes_per_contact = 5;
  std::size_t codes_per_address = 60;
  std::size_t tries_per_contact = 30;
  std::size_t tries_per_address = 300;
};

class SignInDesk {
 public:
  SignInDesk(storage::Storage& storage, sending::Dispatcher& dispatcher, Pepper pepper, Clock clock,
             bool lets_examples_in, const SignInLimits& limits);

  struct Opened {
    wire::SignedIn who;
    std::string token;  // for the cookie; only its hash is kept
  };
  // The device somebody signs in on.
  struct Client {
    std::string address;      // IP
    std::string device;       // what its owner may recognise it by
    std::string ended_token;  // of the session that it was in; the new one takes its place
  };
  using CodeSent = std::function<void(base::Result<base::Done>)>;
  using SignedIn = std::function<void(base::Result<Opened>)>;

  // Writes a code and the message that tells it, in the same way whether or not there is an
  // account: it never looks. Sending follows by itself. Codes: contact.malformed,
  // email.unavailable, sms.unavailable (this server sends none), rate.limited, storage.unavailable.
  // `done` may be called from another thread.
  void request_code(const std::string& typed, const std::string& address, CodeSent done);

  // Opens a session, with an account made if the code is right and name and goal are given. With a
  // recovery code too, the account of that one is from now on reached at the new address alone, and
  // all its other sessions end. Codes: contact.malformed, code.wrong, account.needed, rate.limited,
  // storage.unavailable, recovery_code.wrong, contact.taken and those of the first name.
  void sign_in(const wire::SignIn& request, const Client& client, SignedIn done);

  // A new code to print; the one before opens nothing any more. Codes: storage.unavailable.
  using CodeMade = std::function<void(base::Result<std::string>)>;
  void make_recovery_code(model::PersonId account, CodeMade done);

  std::vector<storage::Device> devices(model::PersonId account);
  // Codes: device.unknown, storage.unavailable.
  using DeviceEnded = std::function<void(base::Result<base::Done>)>;
  void end_device(model::PersonId account, const std::string& device, DeviceEnded done);
  // The id that the session of this token has among its account's devices.
  static std::string device_of(std::string_view token);

  std::optional<model::Account> who(std::string_view token);
  void sign_out(std::string_view token, std::function<void()> done);

 private:
  base::Result<Opened> try_code(storage::Transaction& transaction, const wire::SignIn& request,
                                const rules::Contact& contact, const Client& client);
  base::Result<storage::KnownAccount> account_for(storage::Transaction& transaction,
                                                  const wire::SignIn& request,
                                                  const std::string& address);
  base::Result<storage::KnownAccount> recovered(storage::Transaction& transaction,
                                                const std::string& recovery_code,
                                                const std::string& address);
  std::string recovery_hash(std::string_view typed) const;
  storage::Outgoing message_with(const std::string& code, const rules::Contact& contact,
                                 base::Instant now) const;
  std::string contact_hash(const rules::Contact& contact) const;
  std::string code_hash(const rules::Contact& contact, std::string_view code) const;

  storage::Storage& storage_;
  sending::Dispatcher& dispatcher_;
  Pepper pepper_;
  Clock clock_;
  bool lets_examples_in_;
  RateLimit codes_per_contact_, codes_per_address_, tries_per_contact_, tries_per_address_;
};

}  // namespace server
