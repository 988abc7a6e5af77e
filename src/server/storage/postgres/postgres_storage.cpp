#include "server/storage/postgres/postgres_storage.hpp"

#include "server/storage/postgres/engine.hpp"
#include "server/storage/postgres/schema.hpp"
#include "server/storage/sql/rows.hpp"
#include "server/storage/sql/sql_storage.hpp"

namespace storage {

base::Result<std::unique_ptr<Storage>> open_postgres(const std::string& url,
                                                     const StorageOptions& options) {
  if (const auto valid = postgres::check_url(url); !valid) return valid.error();
  const auto connection_string = postgres::connection_string(url);
  try {
    if (const auto prepared = postgres::prepare(connection_string); !prepared)
      return prepared.error();
    return sql::make_storage(postgres::make_engine(connection_string), options);
  } catch (const std::exception& error) {
    return base::Error{"database.unusable", "", sql::reason_of(error)};
  }
}

}  // namespace storage
