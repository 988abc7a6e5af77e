// The schema as PostgreSQL is told it.
#pragma once
#include <array>

#include "server/storage/sql/migration.hpp"

namespace storage::postgres {

inline constexpr std::array kMigrations{
    sql::Migration{
        1,
        "start",
#include "server/storage/postgres/migrations/0001_start.sql.inc"
    },
    sql::Migration{
        2,
        "sending",
#include "server/storage/postgres/migrations/0002_sending.sql.inc"
    },
    sql::Migration{
        3,
        "people",
#include "server/storage/postgres/migrations/0003_people.sql.inc"
    },
    sql::Migration{
        4,
        "sources",
#include "server/storage/postgres/migrations/0004_sources.sql.inc"
    },
    sql::Migration{
        5,
        "finding",
#include "server/storage/postgres/migrations/0005_finding.sql.inc"
    },
    sql::Migration{
        6,
        "corrections",
#include "server/storage/postgres/migrations/0006_corrections.sql.inc"
    },
};

}  // namespace storage::postgres
