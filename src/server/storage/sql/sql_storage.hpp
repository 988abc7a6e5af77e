// Storage by SQL, whatever the engine: a pool of reading connections, and one that writes in groups
// on a thread of its own. Private to storage/.
#pragma once
#include <memory>

#include "server/storage/sql/engine.hpp"
#include "server/storage/storage.hpp"

namespace storage::sql {

// The database has today's schema. Throws what the engine's connect() throws.
std::unique_ptr<Storage> make_storage(std::unique_ptr<Engine> engine,
                                      const StorageOptions& options);

}  // namespace storage::sql
