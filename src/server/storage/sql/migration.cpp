#include "server/storage/sql/migration.hpp"

#include <string>

#include "server/storage/sql/indexed_text.hpp"

namespace storage::sql {

base::Result<int> schema_number(soci::session& session, std::span<const Migration> steps) {
  int number = 0;
  session << "SELECT coalesce(max(number), 0) FROM schema_migration", soci::into(number);
  if (number > steps.back().number)
    return base::Error{"database.newer", std::to_string(number),
                       "a newer version of the server made this database"};
  return number;
}

base::Result<base::Done> migrate(soci::session& session, TextIndex& index,
                                 std::span<const Migration> steps,
                                 const std::function<void(const char* statements)>& run) {
  const auto done = schema_number(session, steps);
  if (!done) return done.error();
  for (const auto& step : steps) {
    if (step.number <= *done) continue;
    run(std::string(step.sql).c_str());
    const std::string name(step.name);
    session << "INSERT INTO schema_migration (number, name) VALUES (:number, :name)",
        soci::use(step.number), soci::use(name);
  }
  if (*done < kLastNewIndex) index_texts(session, index);
  return base::Done{};
}

}  // namespace storage::sql
