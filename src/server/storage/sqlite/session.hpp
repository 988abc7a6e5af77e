// A connection to an SQLite database file. Private to storage/.
#pragma once
#include <soci/soci.h>
#include <soci/sqlite3/soci-sqlite3.h>

#include <string>

#include "server/storage/sql/engine.hpp"

namespace storage::sqlite {

using sql::Mode;

void open(soci::session& session, const std::string& path, Mode mode);

// Runs statements without parameters or results, several at a time: pragmas, migrations,
// transactions.
void run(soci::session& session, const char* statements);

}  // namespace storage::sqlite
