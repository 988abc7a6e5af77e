#include "server/storage/sqlite/sqlite_storage.hpp"

#include "server/storage/sql/rows.hpp"
#include "server/storage/sql/sql_storage.hpp"
#include "server/storage/sqlite/engine.hpp"

namespace storage {

base::Result<std::unique_ptr<Storage>> open_sqlite(const std::string& path,
                                                   const StorageOptions& options) {
  try {
    if (const auto prepared = sqlite::prepare_file(path); !prepared) return prepared.error();
    return sql::make_storage(sqlite::make_engine(path), options);
  } catch (const std::exception& error) {
    return base::Error{"database.unusable", path, sql::reason_of(error)};
  }
}

}  // namespace storage
