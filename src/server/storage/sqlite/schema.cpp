#include "server/storage/sqlite/schema.hpp"

#include <cerrno>
#include <cstring>
#include <filesystem>
#include <fstream>

#include "server/storage/sql/rows.hpp"
#include "server/storage/sqlite/migrations.hpp"
#include "server/storage/sqlite/text_index.hpp"

namespace storage::sqlite {
namespace {

constexpr std::string_view kMagic("SQLite format 3\0", 16);
constexpr std::string_view kApplication =
    "Entg";  // SQLite's application_id, bytes 68 to 71 of the file
constexpr std::size_t kHeaderBytes = 100;

bool is_empty_database(const std::string& path) {
  soci::session session;
  open(session, path, Mode::read_only);
  long long tables = 0;
  session << "SELECT count(*) FROM sqlite_master", soci::into(tables);
  return tables == 0;
}

}  // namespace

base::Result<base::Done> check_file(const std::string& path) {
  std::error_code ec;
  const auto status = std::filesystem::status(path, ec);
  if (status.type() == std::filesystem::file_type::not_found) return base::Done{};
  if (!std::filesystem::is_regular_file(status))
    return base::Error{"database.not_a_database", path, "it is not a file"};
  std::ifstream file(path, std::ios::binary);
  if (!file) return base::Error{"database.unusable", path, std::strerror(errno)};
  std::string header(kHeaderBytes, '\0');
  file.read(header.data(), static_cast<std::streamsize>(header.size()));
  if (file.gcount() == 0) return base::Done{};
  if (static_cast<std::size_t>(file.gcount()) < kHeaderBytes || !header.starts_with(kMagic))
    return base::Error{"database.not_a_database", path, "it is not an SQLite database"};
  if (header.substr(68, 4) == kApplication) return base::Done{};
  try {
    if (is_empty_database(path)) return base::Done{};
  } catch (const std::exception& error) {
    return base::Error{"database.not_a_database", path, sql::reason_of(error)};
  }
  return base::Error{"database.foreign", path, "it is an SQLite database of another program"};
}

void mark_as_ours(soci::session& session) {
  std::uint32_t number = 0;
  for (const char c : kApplication) number = number << 8 | static_cast<unsigned char>(c);
  long long present = 0;
  session << "PRAGMA application_id", soci::into(present);
  if (present == number) return;
  run(session, ("PRAGMA application_id = " + std::to_string(number)).c_str());
}

base::Result<base::Done> migrate(soci::session& session) {
  run(session, "BEGIN IMMEDIATE");
  try {
    run(session,
        "CREATE TABLE IF NOT EXISTS schema_migration (number INTEGER NOT NULL PRIMARY KEY, name "
        "TEXT NOT NULL, "
        "applied TEXT NOT NULL DEFAULT (datetime('now'))) STRICT");
    TextIndex index(session);
    const auto done = sql::migrate(session, index, kMigrations,
                                   [&](const char* statements) { run(session, statements); });
    run(session, done ? "COMMIT" : "ROLLBACK");
    return done;
  } catch (...) {
    run(session, "ROLLBACK");
    throw;
  }
}

}  // namespace storage::sqlite
