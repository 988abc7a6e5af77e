// PostgreSQL as an engine. Private to storage/.
#pragma once
#include <memory>
#include <string>

#include "server/storage/sql/engine.hpp"

namespace storage::postgres {

// On a database of today's schema.
std::unique_ptr<sql::Engine> make_engine(const std::string& connection_string);

}  // namespace storage::postgres
