// Looking after a database: whether it is sound, copies of it, and putting one back. Of every error
// the detail is a sentence for the terminal.
#pragma once
#include <string>

#include "core/base/result.hpp"
#include "server/storage/database.hpp"

namespace storage {

struct DatabaseCounts {
  long long places = 0, actions = 0, accounts = 0;
  int schema = 0;  // number of the last migration
};

// Reads everything of a file and checks every reference; PostgreSQL does that by itself. A server
// may go on working. Codes: database.missing, database.not_a_database, database.foreign,
// database.newer, database.damaged, database.unusable.
base::Result<DatabaseCounts> check_database(const DatabaseAddress& address);

// Writes a consistent copy to the new SQLite file `to`, whole or not at all, from either engine. A
// server may go on working. Codes: those of check_database, database.older, backup.exists,
// backup.unwritable.
base::Result<base::Done> backup_database(const DatabaseAddress& address, const std::string& to);

// Makes the database `address` of a backup, of this version or an earlier one: a new file, or a
// PostgreSQL database with nothing in it. Codes: those of check_database, database.locked,
// restore.exists, copy.not_empty, backup.unwritable.
base::Result<base::Done> restore_database(const std::string& backup,
                                          const DatabaseAddress& address);

// Everything of one database into another that has nothing in it. No server may work on the first.
// Codes: those of check_database, database.older, database.locked, copy.not_empty.
base::Result<base::Done> copy_database(const DatabaseAddress& from, const DatabaseAddress& to);

}  // namespace storage
