#include "server/storage/postgres/session.hpp"

#include <memory>
#include <string_view>
#include <utility>

#include "server/storage/storage.hpp"

namespace storage::postgres {
namespace {

// Unless the address says otherwise. A server that vanished is noticed within half a minute.
constexpr std::pair<const char*, const char*> kDefaults[] = {
    {"application_name", "entourage"}, {"connect_timeout", "5"},  {"keepalives_idle", "10"},
    {"keepalives_interval", "5"},      {"keepalives_count", "3"}, {"tcp_user_timeout", "15000"},
    {"client_encoding", "UTF8"},
};

// An acknowledged write is on disk; nobody waits for ever, and who dies or hangs in the middle of
// writing holds the others up for ten seconds at most.
constexpr const char* kWriterSettings =
    "SET synchronous_commit = on; SET lock_timeout = '20s'; "
    "SET idle_in_transaction_session_timeout = '10s'; SET pg_trgm.similarity_threshold = 0.3";
constexpr const char* kReaderSettings =
    "SET statement_timeout = '20s'; SET idle_in_transaction_session_timeout = '60s'; "
    "SET pg_trgm.similarity_threshold = 0.3";

std::string escaped(const std::string& value) {
  std::string out = "'";
  for (const char c : value) {
    if (c == '\'' || c == '\\') out += '\\';
    out += c;
  }
  return out + "'";
}

std::string first_line(const char* text) {
  const std::string all = text ? text : "unknown error";
  return all.substr(0, all.find('\n'));
}

using Options = std::unique_ptr<PQconninfoOption, decltype(&PQconninfoFree)>;

}  // namespace

base::Result<base::Done> check_url(const std::string& url) {
  char* error = nullptr;
  const Options options(PQconninfoParse(url.c_str(), &error), PQconninfoFree);
  if (options) return base::Done{};
  const auto detail = first_line(error);
  PQfreemem(error);
  return base::Error{"database.unusable", "", detail};
}

std::string connection_string(const std::string& url) {
  const Options options(PQconninfoParse(url.c_str(), nullptr), PQconninfoFree);
  std::string out;
  for (const auto* option = options.get(); option && option->keyword; ++option) {
    std::string value = option->val ? option->val : "";
    for (const auto& [name, usual] : kDefaults)
      if (value.empty() && std::string_view(name) == option->keyword) value = usual;
    if (!value.empty()) out += std::string(option->keyword) + '=' + escaped(value) + ' ';
  }
  return out;
}

std::string name_of(const std::string& url) {
  const Options options(PQconninfoParse(url.c_str(), nullptr), PQconninfoFree);
  std::string host, port, name;
  for (const auto* option = options.get(); option && option->keyword; ++option) {
    const std::string_view keyword = option->keyword;
    const std::string value = option->val ? option->val : "";
    if (keyword == "host") host = value;
    if (keyword == "port" && !value.empty()) port = ':' + value;
    if (keyword == "dbname") name = value;
  }
  return "postgresql://" + host + port + '/' + name;
}

void open(soci::session& session, const std::string& connection_string, sql::Mode mode) {
  session.open(soci::postgresql, connection_string);
  // Details tell the values of rows, which are people's texts and addresses; notices go nowhere.
  PQsetErrorVerbosity(connection_of(session), PQERRORS_TERSE);
  PQsetNoticeProcessor(connection_of(session), [](void*, const char*) {}, nullptr);
  run(session, mode == sql::Mode::read_only ? kReaderSettings : kWriterSettings);
}

PGconn* connection_of(soci::session& session) {
  return static_cast<soci::postgresql_session_backend*>(session.get_backend())->conn_;
}

void run(soci::session& session, const char* statements) {
  auto* const connection = connection_of(session);
  const std::unique_ptr<PGresult, decltype(&PQclear)> result(PQexec(connection, statements),
                                                             PQclear);
  const auto status = PQresultStatus(result.get());
  if (status != PGRES_COMMAND_OK && status != PGRES_TUPLES_OK)
    throw Failure(first_line(PQerrorMessage(connection)));
}

}  // namespace storage::postgres
