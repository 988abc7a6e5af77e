#include "server/storage/database.hpp"

#include "server/storage/postgres/postgres_storage.hpp"
#include "server/storage/postgres/session.hpp"
#include "server/storage/sqlite/sqlite_storage.hpp"

namespace storage {

base::Result<DatabaseAddress> parse_database(const std::string& text) {
  constexpr std::string_view kSqlite = "sqlite:";
  if (text.empty())
    return base::Error{"database.missing", "",
                       "Say where the database is: --database sqlite:PATH (it is made if absent), "
                       "or postgresql://user@host/name."};
  if (text.starts_with("postgresql://") || text.starts_with("postgres://")) {
    const auto valid = postgres::check_url(text);
    if (!valid)
      return base::Error{
          "database.unsupported", "",
          "The address of the PostgreSQL database makes no sense: " + valid.error().detail + "."};
    return DatabaseAddress{EngineKind::postgres, text};
  }
  if (!text.starts_with(kSqlite) || text.size() == kSqlite.size())
    return base::Error{"database.unsupported", "",
                       "\"" + text +
                           "\" is no database address; write --database sqlite:PATH or "
                           "postgresql://user@host/name."};
  auto path = text.substr(kSqlite.size());
  if (path.starts_with("//"))
    path = path.substr(2);  // sqlite:///absolute and sqlite://relative, as URLs write it
  return DatabaseAddress{EngineKind::sqlite, path};
}

std::string name_of(const DatabaseAddress& address) {
  return address.engine == EngineKind::sqlite ? address.target : postgres::name_of(address.target);
}

base::Result<Database> open_database(const DatabaseAddress& address,
                                     const StorageOptions& options) {
  Database database;
  const bool is_file = address.engine == EngineKind::sqlite;
  if (is_file) {
    auto lock = DatabaseLock::take(address.target);
    if (!lock) return lock.error();
    database.lock = *std::move(lock);
  }
  auto storage =
      is_file ? open_sqlite(address.target, options) : open_postgres(address.target, options);
  if (!storage) return storage.error();
  database.storage = *std::move(storage);
  return database;
}

base::Result<Database> open_empty_database(const DatabaseAddress& address) {
  auto opened = open_database(address);
  if (!opened) return opened;
  Counts counts;
  opened->storage->read([&](Reader& reader) { counts = reader.counts(); });
  if (counts.accounts + counts.places + counts.actions > 0)
    return base::Error{"database.not_empty", "", ""};
  return opened;
}

std::string sentence_about(const base::Error& error, const DatabaseAddress& address) {
  const auto is = [&](std::string_view code) { return error.code == code; };
  const auto name = name_of(address);
  if (is("database.locked"))
    return "A server or another command is using " + name +
           "; stop it first, then try again (places can also be sent through a running server: "
           "import --server URL).";
  if (is("database.not_a_database"))
    return name + " is not a database (" + error.detail +
           "); it was left as it is. Name another file.";
  if (is("database.foreign"))
    return name + " is a database of another program; it was left as it is. Name another " +
           (address.engine == EngineKind::sqlite ? "file." : "one.");
  if (is("database.newer"))
    return name + " was made by a newer version (schema " + error.where +
           "); use that version, or a backup from before it.";
  if (is("database.not_empty"))
    return name + " is not empty and was left as it was; name an empty database.";
  return name + " cannot be used as a database: " + error.detail + ".";
}

}  // namespace storage
