// SQLite as an engine. Private to storage/.
#pragma once
#include <memory>
#include <string>

#include "core/base/result.hpp"
#include "server/storage/sql/engine.hpp"

namespace storage::sqlite {

// On a file that is a database of today's schema.
std::unique_ptr<sql::Engine> make_engine(const std::string& path);

// Makes the file if absent, and brings it to today's schema. Codes: database.not_a_database,
// database.foreign, database.newer.
base::Result<base::Done> prepare_file(const std::string& path);

}  // namespace storage::sqlite
