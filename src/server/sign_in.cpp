#include "server/sign_in.hpp"

#include <memory>

#include "core/rules/limits.hpp"
#include "server/client_address.hpp"

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
  if (!codes_per_address_.allow(client_network(address), now) ||
      !codes_per_contact_.allow(hash, now))
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

void SignInDesk::sign_in(const wire::SignIn& request, const std::string& address, SignedIn done) {
  const auto contact = rules::parse_contact(request.to);
  if (!contact) return done(base::Error{contact.error().code, "to", contact.error().detail});
  const auto now = clock_();
  if (!tries_per_address_.allow(client_network(address), now) ||
      !tries_per_contact_.allow(contact_hash(*contact), now))
    return done(too_often());
  const auto result = std::make_shared<base::Result<Opened>>(not_written());
  storage_.write(
      [this, request, contact = *contact, result](storage::Transaction& transaction) {
        *result = try_code(transaction, request, contact);
        return true;  // a wrong try is written too: it counts
      },
      [result, done = std::move(done)](storage::Fate fate) {
        if (fate == storage::Fate::committed) return done(std::move(*result));
        done(not_written());
      });
}

base::Result<SignInDesk::Opened> SignInDesk::try_code(storage::Transaction& transaction,
                                                      const wire::SignIn& request,
                                                      const rules::Contact& contact) {
  const auto now = clock_();
  auto code = transaction.code(contact_hash(contact));
  if (!code || code->expires <= now || code->tries_left == 0) return wrong_code();
  if (!equal_in_constant_time(code->code_hash, code_hash(contact, request.code))) {
    --code->tries_left;
    transaction.put_code(*code);
    return wrong_code();
  }
  const auto address = rules::to_text(contact);
  auto known = transaction.account_of_contact(address);
  if (known && known->example && !lets_examples_in_) return wrong_code();
  if (!known) {
    if (request.first_name.empty() || !request.goal) return base::Error{"account.needed", "", ""};
    const auto name = rules::trimmed(request.first_name);
    if (const auto valid = rules::validate_first_name(name); !valid)
      return base::Error{valid.error().code, "first_name", valid.error().detail};
    known = storage::KnownAccount{{{base::make_uuid_v7(now, random_bytes())}, name, *request.goal},
                                  false};
    transaction.add_account(known->account, address, now, false);
  }
  transaction.forget_code(code->address_hash);  // single use
  const auto token = random_token();
  transaction.add_session(
      {secret_hash_hex(token), known->account.id, {now.unix_ms + kSessionLife_ms}}, now);
  return Opened{known->account, token};
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
