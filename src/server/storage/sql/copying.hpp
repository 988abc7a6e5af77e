// Everything of one database into another, whatever their engines. Private to storage/.
#pragma once
#include "core/base/result.hpp"
#include "server/storage/sql/engine.hpp"

namespace storage::sql {

// Both have today's schema. One consistent state of `from`, in one transaction of `to`: whole or
// not at all. Throws what the engines throw. Codes: copy.not_empty.
base::Result<base::Done> copy_all(Engine& from, Engine& to);

}  // namespace storage::sql
