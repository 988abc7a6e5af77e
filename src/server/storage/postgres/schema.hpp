// Bringing a PostgreSQL database to today's schema. Private to storage/.
#pragma once
#include "core/base/result.hpp"
#include "server/storage/postgres/session.hpp"
#include "server/storage/upkeep.hpp"

namespace storage::postgres {

// Brings the database to today's schema, in one transaction; several processes may do so at once.
// One of another program is left as it was. Throws what a connection throws. Codes:
// database.foreign, database.newer, database.unusable.
base::Result<base::Done> prepare(const std::string& connection_string);

// Reads only. Throws what a connection throws. Codes: database.missing (nothing of ours is in it),
// database.newer.
base::Result<DatabaseCounts> check(const std::string& connection_string);

}  // namespace storage::postgres
