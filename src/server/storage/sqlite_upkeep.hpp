// Looking after a database file: whether it is sound, and copies of it. Both only read, so a server
// may run on it meanwhile.
#pragma once
#include <string>

#include "core/base/result.hpp"

namespace storage {

struct SqliteCounts {
  long long places = 0, actions = 0, accounts = 0;
  int schema = 0;  // number of the last migration
};

// Reads every page and checks every reference. Codes: those of open_sqlite, database.missing,
// database.damaged (the detail names what was found first).
base::Result<SqliteCounts> check_sqlite(const std::string& path);

// Writes a consistent copy to the new file `to`, whole or not at all. Codes: those of open_sqlite,
// database.missing, backup.exists, backup.unwritable.
base::Result<base::Done> backup_sqlite(const std::string& path, const std::string& to);

}  // namespace storage
