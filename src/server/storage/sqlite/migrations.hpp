// The schema as SQLite is told it.
#pragma once
#include <array>

#include "server/storage/sql/migration.hpp"

namespace storage::sqlite {

inline constexpr std::array kMigrations{
    sql::Migration{
        1,
        "start",
#include "server/storage/sqlite/migrations/0001_start.sql.inc"
    },
    sql::Migration{
        2,
        "sending",
#include "server/storage/sqlite/migrations/0002_sending.sql.inc"
    },
    sql::Migration{
        3,
        "people",
#include "server/storage/sqlite/migrations/0003_people.sql.inc"
    },
    sql::Migration{
        4,
        "sources",
#include "server/storage/sqlite/migrations/0004_sources.sql.inc"
    },
    sql::Migration{
        5,
        "finding",
#include "server/storage/sqlite/migrations/0005_finding.sql.inc"
    },
    sql::Migration{
        6,
        "corrections",
#include "server/storage/sqlite/migrations/0006_corrections.sql.inc"
    },
};

}  // namespace storage::sqlite
