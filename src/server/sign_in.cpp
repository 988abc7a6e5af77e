#include "server/sign_in.hpp"

#include <memory>

#include "core/rules/limits.hpp"

namespace server {
namespace {

constexpr std::int64_t kCodeWindow_ms = 10 * base::kMinuteMs;
constexpr std::int64_t kTryWindow_ms = base::kHourMs;

base::Error wrong_code() { return {"code.wrong", "code", ""}; }
base::Error too_often() { return {"rate.limited", "", ""}; }
base::Error not_written() { return {"storage.unavailable", "", ""}; }

sending::Channel channel_of(const rules::Contact& contact) {
  return std::holds_alternative<rules::Email>(contact) ? sending::Channel::email
                                                       : sending::Channel::sms;
}
base::Error not_sent_by(sending::Channel channel) {
  switch (channel) {
    case sending::Channel::email: return {"email.unavailable", "", ""};
    case sending::Channel::sms: return {"sms.unavailable", "", ""};
  }
  return {"sms.unavailable", "", ""};
}

}  // namespace

SignInDesk::SignInDesk(storage::Storage& storage, sending::Dispatcher& dispatcher, Pepper pepper,
                       Clock clock, bool lets_examples_in, const SignInLimits& limits)
    : storage_(storage),
      dispatcher_(dispatcher),
      pepper_(std::move(pepper)),
      clock_(std::move(clock)),
      lets_examples_in_(lets_examples_in),
      codes_per_contact_(limits.codes_per_contact, kCodeWindow_ms),
      codes_per_address_(limits.codes_per_address, kCodeWindow_ms),
      tries_per_contact_(limits.tries_per_contact, kTryWindow_ms),
      tries_per_address_(limits.tries_per_address, kTryWindow_ms) {}

std::string SignInDesk::contact_hash(const rules::Contact& contact) const {
  return keyed_hash_hex(pepper_, "contact " + rules::to_text(contact));
}

// The contact is part of what is hashed: equal codes of two people don't look equal.
std::string SignInDesk::code_hash(const rules::Contact& contact, std::string_view code) const {
  return keyed_hash_hex(pepper_, "code " + std::string(code) + " " + rules::to_text(contact));
}

void SignInDesk::request_code(const std::string& typed, const std::string& address, CodeSent done) {
  const auto contact = rules::parse_contact(typed);
  if (!contact) return done(contact.error());
  if (const auto channel = channel_of(*contact); !dispatcher_.takes(channel))
    return done(not_sent_by(channel));
  const auto now = clock_();
  const auto hash = contact_hash(*contact);
  if (!codes_per_address_.allow(address, now) || !codes_per_contact_.allow(hash, now))
    return done(too_often());
  const auto code = random_code(rules::limits::kCodeDigits);
  const storage::SignInCode kept{hash,
                                 code_hash(*contact, code),
                                 {now.unix_ms + rules::limits::kCodeLife_ms},
                                 rules::limits::kCodeTries};
  storage_.write(
      [kept, message = message_with(code, *contact, now)](storage::Transaction& transaction) {
        transaction.put_code(kept);
        transaction.put_outgoing(message);
        return true;
      },
      [this, done = std::move(done)](storage::Fate fate) {
        if (fate != storage::Fate::committed) return done(not_written());
        dispatcher_.wake();
        done(base::Done{});
      });
}

storage::Outgoing SignInDesk::message_with(const std::string& code, const rules::Contact& contact,
                                           base::Instant now) const {
  const sending::Message message{{base::make_uuid_v7(now, random_bytes())},
                                 channel_of(contact),
                                 rules::to_text(contact),
                                 "Votre code Entourage",
                                 "Votre code Entourage : " + code + ". Il est valable dix minutes.",
                                 code,
                                 now};
  return dispatcher_.prepare(message, contact_hash(contact),
                             {now.unix_ms + rules::limits::kCodeLife_ms});
}

void SignInDesk::sign_in(const wire::SignIn& request, const Client& client, SignedIn done) {
  const auto contact = rules::parse_contact(request.to);
  if (!contact) return done(base::Error{contact.error().code, "to", contact.error().detail});
  // Before the code is looked at: what is wrong with a name says nothing of who has an account.
  if (!request.first_name.empty())
    if (const auto valid = rules::validate_first_name(request.first_name); !valid)
      return done(base::Error{valid.error().code, "first_name", valid.error().detail});
  const auto now = clock_();
  if (!tries_per_address_.allow(client.address, now) ||
      !tries_per_contact_.allow(contact_hash(*contact), now))
    return done(too_often());
  const auto result = std::make_shared<base::Result<Opened>>(not_written());
  storage_.write(
      [this, request, contact = *contact, client, result](storage::Transaction& transaction) {
        *result = try_code(transaction, request, contact, client);
        return true;  // a wrong try is written too: it counts
      },
      [result, done = std::move(done)](storage::Fate fate) {
        if (fate == storage::Fate::committed) return done(std::move(*result));
        done(not_written());
      });
}

base::Result<SignInDesk::Opened> SignInDesk::try_code(storage::Transaction& transaction,
                                                      const wire::SignIn& request,
                                                      const rules::Contact& contact,
                                                      const Client& client) {
  const auto now = clock_();
  auto code = transaction.code(contact_hash(contact));
  if (!code || code->expires <= now || code->tries_left == 0) return wrong_code();
  const auto one_try_less = [&] {
    --code->tries_left;
    transaction.put_code(*code);
  };
  if (!equal_in_constant_time(code->code_hash, code_hash(contact, request.code))) {
    one_try_less();
    return wrong_code();
  }
  const auto known = account_for(transaction, request, rules::to_text(contact));
  if (!known) {
    if (known.error().code == "recovery_code.wrong") one_try_less();
    return known.error();
  }
  transaction.forget_code(code->address_hash);  // single use
  if (!client.ended_token.empty()) transaction.end_session(secret_hash_hex(client.ended_token));
  const auto token = random_token();
  transaction.add_session(
      {secret_hash_hex(token), known->account.id, {now.unix_ms + kSessionLife_ms}, client.device},
      now);
  return Opened{{known->account, transaction.standing(known->account.id)}, token};
}

// Whose address it is; made where it is nobody's and enough is told.
base::Result<storage::KnownAccount> SignInDesk::account_for(storage::Transaction& transaction,
                                                            const wire::SignIn& request,
                                                            const std::string& address) {
  if (!request.recovery_code.empty()) return recovered(transaction, request.recovery_code, address);
  if (const auto known = transaction.account_of_contact(address)) {
    if (known->example && !lets_examples_in_) return wrong_code();
    return *known;
  }
  if (request.first_name.empty() || !request.goal) return base::Error{"account.needed", "", ""};
  const auto name = rules::trimmed(request.first_name);  // validated before
  const auto now = clock_();
  const model::Account account{{base::make_uuid_v7(now, random_bytes())}, name, *request.goal};
  transaction.add_account(account, address, now, false);
  return storage::KnownAccount{account, false};
}

base::Result<storage::KnownAccount> SignInDesk::recovered(storage::Transaction& transaction,
                                                          const std::string& recovery_code,
                                                          const std::string& address) {
  const auto known = transaction.account_of_recovery_code(recovery_hash(recovery_code));
  if (!known || known->example) return base::Error{"recovery_code.wrong", "recovery_code", ""};
  const auto holder = transaction.account_of_contact(address);
  if (holder && holder->account.id != known->account.id)
    return base::Error{"contact.taken", "to", ""};
  transaction.replace_contact(known->account.id, address);
  transaction.end_sessions_of(known->account.id);  // also those of who has found the phone
  transaction.forget_recovery_code(known->account.id);
  return *known;
}

std::string SignInDesk::recovery_hash(std::string_view typed) const {
  return keyed_hash_hex(pepper_, "recovery " + plain_recovery_code(typed));
}

void SignInDesk::make_recovery_code(model::PersonId account, CodeMade done) {
  const auto code = random_recovery_code();
  storage_.write(
      [account, hash = recovery_hash(code), now = clock_()](storage::Transaction& transaction) {
        transaction.put_recovery_code(account, hash, now);
        return true;
      },
      [code, done = std::move(done)](storage::Fate fate) {
        if (fate != storage::Fate::committed) return done(not_written());
        done(code);
      });
}

std::vector<storage::Device> SignInDesk::devices(model::PersonId account) {
  std::vector<storage::Device> devices;
  storage_.read([&](storage::Reader& reader) { devices = reader.devices(account, clock_()); });
  return devices;
}

void SignInDesk::end_device(model::PersonId account, const std::string& device, DeviceEnded done) {
  const auto was_there = std::make_shared<bool>(false);
  storage_.write(
      [account, device, was_there](storage::Transaction& transaction) {
        *was_there = transaction.end_device(account, device);
        return true;
      },
      [was_there, done = std::move(done)](storage::Fate fate) {
        if (fate != storage::Fate::committed) return done(not_written());
        if (!*was_there) return done(base::Error{"device.unknown", "", ""});
        done(base::Done{});
      });
}

std::string SignInDesk::device_of(std::string_view token) {
  return secret_hash_hex(token).substr(0, storage::kDeviceIdLength);
}

std::optional<model::Account> SignInDesk::who(std::string_view token) {
  std::optional<model::Account> account;
  const auto hash = secret_hash_hex(token);
  storage_.read(
      [&](storage::Reader& reader) { account = reader.account_of_session(hash, clock_()); });
  return account;
}

void SignInDesk::sign_out(std::string_view token, std::function<void()> done) {
  storage_.write(
      [hash = secret_hash_hex(token)](storage::Transaction& transaction) {
        transaction.end_session(hash);
        return true;
      },
      [done = std::move(done)](storage::Fate) { done(); });
}

}  // namespace server
