// Steps from an empty database to today's schema, numbered alike in every engine. A step that has
// been released is never edited: a new one follows. Private to storage/.
#pragma once
#include <soci/soci.h>

#include <functional>
#include <span>
#include <string_view>

#include "core/base/result.hpp"
#include "server/storage/sql/engine.hpp"

namespace storage::sql {

struct Migration {
  int number;
  std::string_view name;
  std::string_view sql;  // several statements
};

// After this step the index of texts is empty: once all steps are taken, it is filled anew.
inline constexpr int kLastNewIndex = 5;

// The number of the last step that was taken, 0 before the first. The table of steps must be there.
// Codes: database.newer.
base::Result<int> schema_number(soci::session& session, std::span<const Migration> steps);

// Takes the steps that are missing, inside a transaction of the caller's: what is cut off is begun
// anew. `run` executes several statements at once. Codes: database.newer.
base::Result<base::Done> migrate(soci::session& session, TextIndex& index,
                                 std::span<const Migration> steps,
                                 const std::function<void(const char* statements)>& run);

}  // namespace storage::sql
