// Storage in one SQLite file: one writing connection on a thread of its own, several reading ones.
#pragma once
#include <memory>
#include <string>

#include "core/base/result.hpp"
#include "server/storage/storage.hpp"

namespace storage {

struct SqliteOptions {
  unsigned readers = 4;
  std::size_t queue_limit = 4096;  // pieces of writing that may wait; more are turned away
  std::size_t group_limit = 256;   // pieces that share one COMMIT
};

// Opens the database, makes it if absent, brings it to today's schema. The caller holds its
// DatabaseLock. A file that isn't ours is left as it was. Codes: database.not_a_database,
// database.foreign, database.newer, database.unusable.
base::Result<std::unique_ptr<Storage>> open_sqlite(const std::string& path,
                                                   const SqliteOptions& options = {});

}  // namespace storage
