// Where a database is, by the address that people give, and what is done with one as a whole.
#pragma once
#include <memory>
#include <optional>
#include <string>

#include "core/base/result.hpp"
#include "server/storage/sqlite/database_lock.hpp"
#include "server/storage/storage.hpp"

namespace storage {

enum class EngineKind { sqlite, postgres };

struct DatabaseAddress {
  EngineKind engine = EngineKind::sqlite;
  std::string target;  // the path of a file; a URL, which may hold a password
};

// "sqlite:PATH" or "postgresql://user@host/name". Codes: database.missing, database.unsupported;
// the detail is a sentence for the terminal.
base::Result<DatabaseAddress> parse_database(const std::string& text);

// To be named in sentences: without user and password.
std::string name_of(const DatabaseAddress& address);

// An open database. A file is ours alone as long as this lives.
struct Database {
  std::optional<DatabaseLock> lock;
  std::unique_ptr<Storage> storage;
};

// Makes an SQLite file if absent; brings the database to today's schema. Codes: database.locked,
// database.not_a_database, database.foreign, database.newer, database.unusable.
base::Result<Database> open_database(const DatabaseAddress& address,
                                     const StorageOptions& options = {});

// The same of one that has no people, places or actions yet. Code besides: database.not_empty.
base::Result<Database> open_empty_database(const DatabaseAddress& address);

// One sentence for the terminal about why the database cannot be used.
std::string sentence_about(const base::Error& error, const DatabaseAddress& address);

}  // namespace storage
