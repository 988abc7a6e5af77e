// Storage in one SQLite file.
#pragma once
#include <memory>
#include <string>

#include "core/base/result.hpp"
#include "server/storage/storage.hpp"

namespace storage {

// Opens the database, makes it if absent, brings it to today's schema. The caller holds its
// DatabaseLock. A file that isn't ours is left as it was. Codes: database.not_a_database,
// database.foreign, database.newer, database.unusable.
base::Result<std::unique_ptr<Storage>> open_sqlite(const std::string& path,
                                                   const StorageOptions& options = {});

}  // namespace storage
