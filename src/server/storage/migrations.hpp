// The steps from an empty database to today's schema. A step that has been released is never
// edited: a new one follows.
#pragma once
#include <array>
#include <string_view>

namespace storage {

struct Migration {
  int number;
  std::string_view name;
  std::string_view sql;
};

inline constexpr std::array kMigrations{
    Migration{
        1,
        "start",
#include "server/storage/migrations/0001_start.sql.inc"
    },
    Migration{
        2,
        "sending",
#include "server/storage/migrations/0002_sending.sql.inc"
    },
    Migration{
        3,
        "people",
#include "server/storage/migrations/0003_people.sql.inc"
    },
};

}  // namespace storage
