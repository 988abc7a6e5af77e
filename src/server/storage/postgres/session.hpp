// A connection to a PostgreSQL database. Private to storage/.
#pragma once
#include <soci/postgresql/soci-postgresql.h>
#include <soci/soci.h>

#include <string>

#include "core/base/result.hpp"
#include "server/storage/sql/engine.hpp"

namespace storage::postgres {

// Whoever writes holds this lock of the database until the end of the transaction: as in SQLite,
// writing is one after the other, over all processes. So seats are counted right, and numbers of
// changes become visible in their order.
inline constexpr const char* kTakeWriteLock = "SELECT pg_advisory_xact_lock(1164866663)";  // "Entg"

// What is wrong with an address. Codes: database.unusable.
base::Result<base::Done> check_url(const std::string& url);

// What libpq is to know beyond the address that people give: who we are, and when to give up. Of a
// checked address.
std::string connection_string(const std::string& url);

// "postgresql://host:port/name", without user, password and the rest.
std::string name_of(const std::string& url);

void open(soci::session& session, const std::string& connection_string, sql::Mode mode);

PGconn* connection_of(soci::session& session);

// Runs statements without parameters, several at a time, in one round trip. Throws Failure.
void run(soci::session& session, const char* statements);

}  // namespace storage::postgres
