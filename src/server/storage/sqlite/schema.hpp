// Whether a file is a database of ours, and bringing it to today's schema. Private to storage/.
#pragma once
#include <string>

#include "core/base/result.hpp"
#include "server/storage/sqlite/session.hpp"

namespace storage::sqlite {

// Looks at the file without changing it. Absent and empty files are fine. Codes:
// database.not_a_database, database.foreign, database.unusable.
base::Result<base::Done> check_file(const std::string& path);

// Applies what is missing of the migrations, in one transaction. Codes: database.newer.
base::Result<base::Done> migrate(soci::session& session);

// Marks a new file as ours; the first thing written to it.
void mark_as_ours(soci::session& session);

}  // namespace storage::sqlite
