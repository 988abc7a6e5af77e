#include "server/storage/sqlite/upkeep.hpp"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <filesystem>

#include "server/storage/sql/rows.hpp"
#include "server/storage/sqlite/engine.hpp"
#include "server/storage/sqlite/migrations.hpp"
#include "server/storage/sqlite/schema.hpp"

namespace storage::sqlite {
namespace {

using Result = base::Result<base::Done>;

base::Error damaged(const std::string& path, const std::string& what) {
  return {"database.damaged", path, what};
}

Result open_existing(soci::session& session, const std::string& path) {
  if (!std::filesystem::exists(path))
    return base::Error{"database.missing", path, "there is no such file"};
  if (const auto ours = check_file(path); !ours) return ours;
  open(session, path, Mode::read_only);
  return base::Done{};
}

// What a name in a folder refers to is on disk once both are.
bool sync(const std::filesystem::path& path, int flags) {
  const int file = ::open(path.c_str(), flags | O_CLOEXEC);
  if (file < 0) return false;
  const bool is_done = fsync(file) == 0;
  return close(file) == 0 && is_done;
}

bool keep(const std::filesystem::path& part, const std::filesystem::path& whole) {
  if (!sync(part, O_RDWR)) return false;
  if (::rename(part.c_str(), whole.c_str()) != 0) return false;
  const auto folder = whole.has_parent_path() ? whole.parent_path() : std::filesystem::path(".");
  return sync(folder, O_RDONLY | O_DIRECTORY);
}

}  // namespace

base::Result<DatabaseCounts> check(const std::string& path) {
  soci::session session;
  try {
    if (const auto opened = open_existing(session, path); !opened) return opened.error();
    std::string found;
    session << "PRAGMA integrity_check(1)", soci::into(found);
    if (found != "ok") return damaged(path, found);
    std::string table;
    session << "SELECT \"table\" FROM pragma_foreign_key_check LIMIT 1", soci::into(table);
    if (session.got_data())
      return damaged(path, "a row of " + table + " refers to one that is not there");
    DatabaseCounts counts;
    const auto schema = sql::schema_number(session, kMigrations);
    if (!schema) return schema.error();
    counts.schema = *schema;
    session << "SELECT count(*) FROM place", soci::into(counts.places);
    session << "SELECT count(*) FROM action", soci::into(counts.actions);
    session << "SELECT count(*) FROM account", soci::into(counts.accounts);
    return counts;
  } catch (const std::exception& error) {
    return damaged(path, sql::reason_of(error));
  }
}

ScratchFile::~ScratchFile() {
  std::error_code ignored;
  for (const auto* end : {"", "-wal", "-shm"}) std::filesystem::remove(path_ + end, ignored);
}

Result write_whole(const std::string& to,
                   const std::function<Result(const std::string& part)>& fill) {
  if (std::filesystem::exists(to))
    return base::Error{"backup.exists", to, "there is a file already"};
  const ScratchFile part(to + ".part-" + std::to_string(getpid()));
  try {
    if (const auto filled = fill(part.path()); !filled) return filled;
  } catch (const std::exception& error) {
    return base::Error{"backup.unwritable", to, sql::reason_of(error)};
  }
  if (!keep(part.path(), to)) return base::Error{"backup.unwritable", to, std::strerror(errno)};
  return base::Done{};
}

Result copy_file(const std::string& path, const std::string& to) {
  return write_whole(to, [&](const std::string& part) -> Result {
    soci::session session;
    if (const auto opened = open_existing(session, path); !opened) return opened;
    session << "VACUUM INTO :part", soci::use(part);
    return base::Done{};
  });
}

}  // namespace storage::sqlite
