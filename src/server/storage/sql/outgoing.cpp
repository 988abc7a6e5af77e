// Messages on their way, read and written.
#include "server/storage/sql/transaction.hpp"

namespace storage::sql {
namespace {

using soci::into;
using soci::use;

std::string text_of(Channel channel) {
  switch (channel) {
    case Channel::email: return "email";
    case Channel::sms: return "sms";
  }
  return "";
}

}  // namespace

template <class Interface>
std::vector<Outgoing> Reading<Interface>::waiting_outgoing(Channel channel, std::size_t limit) {
  const auto wanted = text_of(channel);
  const auto most = static_cast<long long>(limit);
  std::string id;
  Outgoing row;
  long long created_ms = 0, expires_ms = 0, next_try_ms = 0;
  std::vector<Outgoing> rows;
  for_each_row((session_.prepare
                    << "SELECT id, about, sealed, created_ms, expires_ms, next_try_ms, tries FROM "
                       "outgoing WHERE channel = :channel ORDER BY next_try_ms, number LIMIT :most",
                into(id), into(row.about), into(row.sealed), into(created_ms), into(expires_ms),
                into(next_try_ms), into(row.tries), use(wanted), use(most)),
               [&] {
                 const auto uuid = base::parse_uuid(id);
                 if (!uuid) throw Failure("the database holds a message without an id");
                 row.id = *uuid;
                 row.channel = channel;
                 row.created = {created_ms};
                 row.expires = {expires_ms};
                 row.next_try = {next_try_ms};
                 rows.push_back(row);
               });
  return rows;
}

template std::vector<Outgoing> Reading<Reader>::waiting_outgoing(Channel, std::size_t);
template std::vector<Outgoing> Reading<Transaction>::waiting_outgoing(Channel, std::size_t);

void Writing::put_outgoing(const Outgoing& message) {
  const auto id = base::to_text(message.id), channel = text_of(message.channel);
  const long long created_ms = message.created.unix_ms, expires_ms = message.expires.unix_ms,
                  next_try_ms = message.next_try.unix_ms;
  session_ << "DELETE FROM outgoing WHERE about = :about", use(message.about);
  session_ << "INSERT INTO outgoing (id, channel, about, sealed, created_ms, expires_ms, "
              "next_try_ms, tries) VALUES (:id, :channel, :about, :sealed, :created, :expires, "
              ":next, :tries)",
      use(id), use(channel), use(message.about), use(message.sealed), use(created_ms),
      use(expires_ms), use(next_try_ms), use(message.tries);
}

std::optional<int> Writing::tries_of_outgoing(base::Uuid id) {
  const auto wanted = base::to_text(id);
  int tries = -1;
  session_ << "SELECT tries FROM outgoing WHERE id = :id", into(tries), use(wanted);
  return tries < 0 ? std::nullopt : std::optional(tries);
}

void Writing::set_outgoing_try(base::Uuid id, int tries, base::Instant next_try) {
  const auto wanted = base::to_text(id);
  const long long next_try_ms = next_try.unix_ms;
  session_ << "UPDATE outgoing SET tries = :tries, next_try_ms = :next WHERE id = :id", use(tries),
      use(next_try_ms), use(wanted);
}

void Writing::forget_outgoing(base::Uuid id) {
  const auto wanted = base::to_text(id);
  session_ << "DELETE FROM outgoing WHERE id = :id", use(wanted);
}

std::int64_t Writing::begun_on(Channel channel, std::int64_t day) {
  const auto wanted = text_of(channel);
  const long long on = day;
  long long begun = 0;
  session_ << "SELECT coalesce(sum(begun), 0) FROM sending_tally WHERE channel = :channel AND day "
              "= :day",
      into(begun), use(wanted), use(on);
  return begun;
}

void Writing::count_begun(Channel channel, std::int64_t day) {
  const auto wanted = text_of(channel);
  const long long on = day;
  session_ << "INSERT INTO sending_tally (channel, day, begun) VALUES (:channel, :day, 1) ON "
              "CONFLICT (channel, day) DO UPDATE SET begun = sending_tally.begun + 1",
      use(wanted), use(on);
}

}  // namespace storage::sql
