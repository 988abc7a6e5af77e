#include "server/storage/postgres/schema.hpp"

#include "server/storage/postgres/migrations.hpp"
#include "server/storage/postgres/text_index.hpp"

namespace storage::postgres {
namespace {

using soci::into;

struct Tables {
  long long all = 0, are_ours = 0;
};
Tables tables_in(soci::session& session) {
  Tables tables;
  session << "SELECT count(*), count(*) FILTER (WHERE table_name = 'schema_migration') "
             "FROM information_schema.tables WHERE table_schema = current_schema()",
      into(tables.all), into(tables.are_ours);
  return tables;
}

// Before anything is written to it.
base::Result<base::Done> check_database(soci::session& session) {
  std::string encoding;
  session << "SHOW server_encoding", into(encoding);
  if (encoding != "UTF8")
    return base::Error{"database.unusable", "",
                       "its encoding is " + encoding +
                           "; make it with CREATE DATABASE … ENCODING 'UTF8' TEMPLATE template0"};
  if (const auto found = tables_in(session); found.all > 0 && !found.are_ours)
    return base::Error{"database.foreign", "", "there are tables of another program in it"};
  return base::Done{};
}

base::Result<base::Done> take_steps(soci::session& session) {
  if (const auto checked = check_database(session); !checked) return checked;
  run(session,
      "CREATE TABLE IF NOT EXISTS schema_migration (number BIGINT NOT NULL PRIMARY KEY, "
      "name TEXT NOT NULL, applied TIMESTAMPTZ NOT NULL DEFAULT now())");
  TextIndex index(session);
  return sql::migrate(session, index, kMigrations,
                      [&](const char* statements) { run(session, statements); });
}

}  // namespace

base::Result<base::Done> prepare(const std::string& connection_string) {
  soci::session session;
  open(session, connection_string, sql::Mode::read_write);
  run(session, "BEGIN");
  try {
    run(session, kTakeWriteLock);
    const auto done = take_steps(session);
    run(session, done ? "COMMIT" : "ROLLBACK");
    return done;
  } catch (...) {
    run(session, "ROLLBACK");
    throw;
  }
}

base::Result<DatabaseCounts> check(const std::string& connection_string) {
  soci::session session;
  open(session, connection_string, sql::Mode::read_only);
  if (tables_in(session).are_ours == 0) return base::Error{"database.missing", "", ""};
  const auto schema = sql::schema_number(session, kMigrations);
  if (!schema) return schema.error();
  DatabaseCounts counts;
  counts.schema = *schema;
  session << "SELECT (SELECT count(*) FROM place), (SELECT count(*) FROM action), (SELECT count(*) "
             "FROM account)",
      into(counts.places), into(counts.actions), into(counts.accounts);
  return counts;
}

}  // namespace storage::postgres
