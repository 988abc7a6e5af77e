// Storage in a PostgreSQL database, which several server processes may share.
#pragma once
#include <memory>
#include <string>

#include "core/base/result.hpp"
#include "server/storage/storage.hpp"

namespace storage {

// `url` as libpq takes it: postgresql://user@host/name. The database must exist; it is brought to
// today's schema. One of another program is left as it was. Codes: database.foreign,
// database.newer, database.unusable.
base::Result<std::unique_ptr<Storage>> open_postgres(const std::string& url,
                                                     const StorageOptions& options = {});

}  // namespace storage
